//! The links in front matter, wherever they stand in it.
//!
//! Owns where a link's target is written inside a value that may be quoted. Must not know keys.

use std::ops::Range;

use crate::model::{Link, LinkForm};

use super::diagnostic::Report;
use super::front_matter::entry::{Entry, Scalar};
use super::layout::LinkSite;
use super::links;
use super::links::TextLink;

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
    let raw = text.get(scalar.span.clone()).unwrap_or_default();
    let mut from = 0;
    for link in links::scan(&scalar.text) {
        let Some(target) = link.target() else { continue };
        let place = written(&link, &raw[from..]).map(|place| from + place.start..from + place.end);
        from = place.as_ref().map_or(from, |place| place.end);
        let start = scalar.span.start;
        let written = place.map_or(scalar.span.clone(), |place| start + place.start..start + place.end);
        found(target.clone(), link.form);
        sites.push(LinkSite { form: link.form, target, written });
    }
}

/// Where the target is written in what the file has: quotes are doubled in single quotes, and escaped in double ones.
fn written(link: &TextLink<'_>, raw: &str) -> Option<Range<usize>> {
    let inner = match link.form {
        LinkForm::Wiki => links::wiki_target(link.written),
        LinkForm::Markdown => link.written.split(['#', '?']).next().unwrap_or(link.written),
    };
    let find = |inner: &str| raw.find(inner).map(|at| at..at + inner.len());
    let doubled = || find(&inner.replace('\'', "''"));
    find(inner).or_else(doubled).or_else(|| find(&inner.replace('"', "\\\"")))
}
