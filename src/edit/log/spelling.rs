//! A date as the dates beside it are written.
//!
//! Owns the copying of emphasis, brackets, links and separators from one day to another. Must not know entries.

use crate::model::{Day, PartialDate};

/// A date in the spelling of another: `old` is what `written` says.
pub(in crate::edit) fn like(written: &str, old: PartialDate, new: PartialDate) -> String {
    let (PartialDate::Day(old), PartialDate::Day(day)) = (old, new) else { return around(written, &new.to_string()) };
    for spelt in SPELLINGS {
        let before = spelt(old);
        if let Some(at) = written.find(&before) {
            let rest = &written[at + before.len()..];
            let rest = without_time(rest).replace(&before, &spelt(day));
            return without_alias(&format!("{}{}{rest}", &written[..at], spelt(day)), &spelt(day));
        }
    }
    around(written, &new.to_string())
}

type Spelling = fn(Day) -> String;

/// Spellings that nobody can take for another day.
const SPELLINGS: [Spelling; 6] = [
    |day| day.to_string(),
    |day| day.to_string().replace('-', "/"),
    |day| day.to_string().replace('-', "."),
    |day| day.to_string().replace('-', ""),
    |day| format!("{}-{}-{}", day.year(), day.month(), day.day()),
    |day| format!("{}/{}/{}", day.year(), day.month(), day.day()),
];

/// A link's alias that does not say the day in the same spelling says another day.
fn without_alias(written: &str, day: &str) -> String {
    let alias = written.find('|').and_then(|bar| Some(bar..bar + written[bar..].find(']')?));
    match alias {
        Some(alias) if !written[alias.clone()].contains(day) => {
            format!("{}{}", &written[..alias.start], &written[alias.end..])
        }
        _ => written.to_owned(),
    }
}

/// A time behind the date is not that of the new entry.
fn without_time(rest: &str) -> &str {
    let time = rest.trim_start_matches(['T', ' ']);
    let len =
        time.len() - time.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | 'Z')).len();
    if len >= 4 && time[..len].contains(':') { &time[len..] } else { rest }
}

/// A date in the emphasis and brackets of another whose spelling is not copied.
pub(in crate::edit) fn around(written: &str, date: &str) -> String {
    let opened = written.len() - written.trim_start_matches(['*', '_', '[', '(']).len();
    let open = &written[..opened];
    let closed: String = open
        .chars()
        .rev()
        .map(|c| match c {
            '[' => ']',
            '(' => ')',
            other => other,
        })
        .collect();
    let closes = written.ends_with(&closed);
    if closes { format!("{open}{date}{closed}") } else { date.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_like_the_one_beside_it() {
        let date = |text: &str| PartialDate::parse_iso(text).expect("a date");
        for (written, expected) in [
            ("2014-07-23", "2014-09-05"),
            ("**2014-07-23**", "**2014-09-05**"),
            ("[[2014-07-23]]", "[[2014-09-05]]"),
            ("[[journal/2014-07-23|2014-07-23]]", "[[journal/2014-09-05|2014-09-05]]"),
            ("[[2014-07-23|23 July]]", "[[2014-09-05]]"),
            ("[2014-07-23](journal/2014-07-23.md)", "[2014-09-05](journal/2014-09-05.md)"),
            ("2014/07/23", "2014/09/05"),
            ("20140723", "20140905"),
            ("2014-07-23 18:30", "2014-09-05"),
            ("**2014-07-23 18:30**", "**2014-09-05**"),
            ("2014-07-23T18:30:00Z", "2014-09-05"),
            ("**23 July 2014**", "**2014-09-05**"),
            ("23 July 2014", "2014-09-05"),
        ] {
            assert_eq!(like(written, date("2014-07-23"), date("2014-09-05")), expected, "{written}");
        }
        assert_eq!(like("**2014-07**", date("2014-07"), date("2014-09-05")), "**2014-09-05**");
    }
}
