//! Who is in contact: whom a sentence means that it links.
//!
//! Owns with-lists, and what is only spoken of, thought of or copied to. Must not know what stands around the sentence.

use super::tokens::{Part, Token};
use super::words;
use super::words::Topic;

/// Most words between a *with* or a comma and the link that they belong to: `with my old friend [[Ada]]`.
const BETWEEN: usize = 3;

/// Links of a sentence, as tokens of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Contact {
    /// Whether there is a *with*, so that only these and those in front count.
    pub has_with: bool,
    /// Named by lists behind a *with*.
    pub with: Vec<usize>,
    /// The links that the sentence begins with.
    pub first: Vec<usize>,
    /// All that are not only spoken of.
    pub all: Vec<usize>,
}

impl Contact {
    /// Those in contact, in the order of the sentence.
    pub(super) fn people(self) -> Vec<usize> {
        if !self.has_with {
            return self.all;
        }
        let mut people = self.first;
        people.extend(self.with);
        people.sort_unstable();
        people.dedup();
        people
    }
}

/// How far a list behind *with* has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    None,
    /// A link may follow; so many words have come.
    Open(usize),
    /// Behind a link.
    Linked,
    /// In what says where somebody belongs: `of [[Acme]]`.
    Of,
}

struct Reader<'t, 'a> {
    tokens: &'t [Token<'a>],
    found: Contact,
    list: List,
    /// What is spoken of, and in how many brackets that began.
    topic: Option<(Topic, usize)>,
    brackets: usize,
    /// In how many brackets the list began.
    list_brackets: usize,
    /// The last words, to know phrases by.
    words: Vec<&'t str>,
}

/// Reads a sentence.
pub(super) fn of(tokens: &[Token<'_>]) -> Contact {
    let mut reader = Reader {
        tokens,
        found: Contact { first: first(tokens), ..Contact::default() },
        list: List::None,
        topic: None,
        brackets: 0,
        list_brackets: 0,
        words: Vec::new(),
    };
    (0..tokens.len()).for_each(|at| reader.token(at));
    reader.found
}

/// The links that a sentence begins with, behind a time.
fn first(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut found = Vec::new();
    let lead = tokens.iter().position(|token| !is_time(&token.part)).unwrap_or(tokens.len());
    for (at, token) in tokens.iter().enumerate().skip(lead) {
        match &token.part {
            Part::Link { owns: false, .. } => found.push(at),
            Part::Sign(',' | '&' | '+' | '/' | ';') | Part::Break if !found.is_empty() => {}
            Part::Word(word) if words::is_and(word) && !found.is_empty() => {}
            _ => break,
        }
    }
    found
}

/// Whether something belongs to a time or to what separates it.
fn is_time(part: &Part<'_>) -> bool {
    match part {
        Part::Word(word) => {
            let is_number = word.starts_with(|c: char| c.is_ascii_digit());
            (is_number && word.chars().all(|c| c.is_ascii_digit() || "hamp".contains(c)))
                || matches!(&**word, "am" | "pm")
        }
        Part::Sign(sign) => matches!(sign, ':' | '-' | '–' | '—' | '.' | '|' | '(' | ')' | '~' | '#' | '@'),
        Part::Link { .. } | Part::Break => false,
    }
}

impl<'t> Reader<'t, '_> {
    fn token(&mut self, at: usize) {
        let tokens = self.tokens;
        match &tokens[at].part {
            Part::Word(word) => self.word(word),
            Part::Link { owns, .. } => self.link(at, *owns),
            Part::Sign(sign) => self.sign(*sign, at),
            Part::Break => {}
        }
    }

    fn word(&mut self, word: &'t str) {
        let is_object = self.words.last().is_some_and(|last| is_kind(last));
        if self.words.len() > 2 {
            self.words.remove(0);
        }
        self.words.push(word);
        if words::is_with(word) {
            return self.with(is_object);
        }
        if let Some(topic) = words::topic(&self.words) {
            self.topic = Some((topic, self.brackets));
            self.list = List::None;
            return;
        }
        // A remark in brackets is no part of the list.
        if self.brackets > self.list_brackets {
            return;
        }
        self.list = match self.list {
            List::None => List::None,
            List::Linked | List::Of if words::is_and(word) => List::Open(0),
            List::Linked if words::is_of(word) => List::Of,
            List::Linked => List::None,
            List::Of => List::Of,
            List::Open(_) if words::is_and(word) => List::Open(0),
            List::Open(count) if count >= BETWEEN || words::ends_list(word) => List::None,
            List::Open(count) => List::Open(count + 1),
        };
    }

    /// A *with* begins a list, unless it belongs to what is spoken of: `about the lunch with [[Ada]]`.
    fn with(&mut self, is_object: bool) {
        self.found.has_with = true;
        let is_inside = self.topic.is_some_and(|(topic, _)| topic != Topic::About || is_object);
        if !is_inside {
            self.topic = None;
            self.list = List::Open(0);
            self.list_brackets = self.brackets;
        }
    }

    fn link(&mut self, at: usize, owns: bool) {
        self.words.clear();
        if self.topic.is_some() {
            return;
        }
        if owns {
            self.list = if self.list == List::None { List::None } else { List::Open(0) };
            return;
        }
        self.found.all.push(at);
        let is_listed = matches!(self.list, List::Open(_) | List::Linked) && self.brackets == self.list_brackets;
        if is_listed {
            self.found.with.push(at);
        }
        if self.list != List::None {
            self.list = List::Linked;
        }
    }

    fn sign(&mut self, sign: char, at: usize) {
        match sign {
            '(' => self.brackets += 1,
            ')' => self.close(),
            ',' | '&' | '+' | '/' | ';' => self.separator(sign, at),
            ':' => self.colon(at),
            '–' | '—' => self.dash(),
            '-' if self.is_spaced(at) => self.dash(),
            '@' | '|' => self.list = List::None,
            _ => {}
        }
    }

    fn close(&mut self) {
        self.brackets = self.brackets.saturating_sub(1);
        self.topic = self.topic.filter(|(_, brackets)| *brackets <= self.brackets);
        if self.list_brackets > self.brackets {
            self.list = List::None;
        }
    }

    fn separator(&mut self, sign: char, at: usize) {
        let tokens = self.tokens;
        let is_link = |at: Option<usize>| {
            at.and_then(|at| tokens.get(at)).is_some_and(|token| matches!(token.part, Part::Link { .. }))
        };
        let between = is_link(at.checked_sub(1)) && is_link(Some(at + 1));
        let ends = matches!(sign, ',' | ';') && !between;
        let is_copy = matches!(self.topic, Some((Topic::Copy, _)));
        if ends && !(is_copy && sign == ',') {
            self.topic = None;
        }
        if self.list != List::None {
            self.list = List::Open(0);
        }
    }

    /// `re: lathes` goes on, and `about lathes: …` does not.
    fn colon(&mut self, at: usize) {
        let before = at.checked_sub(1).map(|before| &self.tokens[before].part);
        let is_topic = matches!(before, Some(Part::Word(_))) && words::topic(&self.words).is_some();
        if !is_topic {
            self.topic = None;
        }
        self.list = match self.list {
            List::Open(_) => List::Open(0),
            _ => List::None,
        };
    }

    fn dash(&mut self) {
        self.topic = None;
        self.list = List::None;
    }

    fn is_spaced(&self, at: usize) -> bool {
        let end = self.tokens[at].end;
        self.tokens.get(at + 1).is_none_or(|next| next.at > end)
    }
}

/// Whether a word, folded, names a kind of contact: what a *with* behind it belongs to.
fn is_kind(word: &str) -> bool {
    words::kind(word).is_some() || crate::model::interaction::known_kind(word).is_some()
}
