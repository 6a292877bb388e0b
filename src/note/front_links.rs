//! The links in front matter, wherever they are in it.
//!
//! Owns where a link's target is written inside a value that may be quoted. Must not know keys.

use crate::model::{Link, LinkForm};

use super::diagnostic::Report;
use super::front_matter::entry::{Entry, Scalar};
use super::layout::LinkSite;
use super::links;

/// The links of the entries of which `counts` is true, and the places of all.
pub(super) fn of(
    entries: &[Entry],
    counts: impl Fn(&&Entry) -> bool,
    text: &str,
    report: &Report<'_>,
) -> (Vec<Link>, Vec<LinkSite>) {
    let (mut links, mut sites) = (Vec::new(), Vec::new());
    for entry in entries {
        let first = sites.len();
        entry.value.scalars(&mut |scalar| {
            if scalar.text.as_bytes().contains(&b'[') {
                let line = report.line(scalar.span.start);
                in_scalar(scalar, text, &mut sites, |target, form| links.push(Link { target, form, line }));
            }
        });
        if sites.len() > first && !counts(&entry) {
            links.truncate(links.len() - (sites.len() - first));
        }
    }
    (links, sites)
}

fn in_scalar(scalar: &Scalar, text: &str, sites: &mut Vec<LinkSite>, mut found: impl FnMut(String, LinkForm)) {
    for link in links::scan(&scalar.text) {
        let Some(target) = link.target() else { continue };
        let written = scalar.place_of(link.target_span(), text).unwrap_or(scalar.span.clone());
        found(target.clone(), link.form);
        sites.push(LinkSite { form: link.form, target, written });
    }
}
