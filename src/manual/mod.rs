//! The manual: a page for every command and topic, and an explanation of every diagnostic code.
//!
//! Owns the pages and how one is found by its name. Must not know anything else: not the commands that it describes, and
//! not how a page is printed. A page is Markdown, and its first line is `# name: summary`.

mod find;
mod page;
mod pages;

pub use find::{Found, find};
pub use page::{Kind, Page};
pub use pages::{of_kind, pages};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_begins_with_its_name_and_a_summary() {
        for page in pages() {
            let prefix = match page.kind {
                Kind::Command => format!("# ties {}: ", page.name),
                Kind::Topic | Kind::Code => format!("# {}: ", page.name),
            };
            assert!(page.text.starts_with(&prefix), "{} must begin with `{prefix}`", page.name);
            assert!(page.summary().len() > 10, "{}", page.name);
            assert!(!page.summary().ends_with('.'), "{}", page.name);
        }
    }

    #[test]
    fn every_page_ends_with_where_to_go_on() {
        for page in pages() {
            let last = page.text.trim_end().rsplit("\n\n").next().unwrap_or_default();
            assert!(last.starts_with("See also: "), "{} ends with {last:?}", page.name);
        }
    }

    #[test]
    fn where_to_go_on_is_there() {
        for page in pages() {
            for name in page.text.split("`ties help ").skip(1).filter_map(|rest| rest.split('`').next()) {
                let known = matches!(find(name), Found::Pages(_)) || name.chars().all(|c| c.is_ascii_uppercase());
                assert!(known, "{} names `ties help {name}`", page.name);
            }
        }
    }
}
