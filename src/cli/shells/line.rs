//! A command line of bash up to the cursor, as far as it is typed.
//!
//! Owns the quotes of bash: which are open, and how text is written between them. Must not know what the words mean.

/// The words of a line, and what a candidate has to fit in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// As the program would get them.
    pub(super) words: Vec<String>,
    /// What of the last word bash leaves as it is.
    lead: String,
    /// The quotes that are open after it.
    quotes: Quotes,
    /// The rest begins with a `~` that stands for the home folder.
    is_at_home: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Quotes {
    #[default]
    None,
    Single,
    Double,
    /// `$'…'`, in which a backslash precedes a quote.
    Escaped,
}

impl Line {
    /// The line, of which bash replaces the end. `None` where that end is not certain to be text: after backquotes or
    /// `$(`, or where bash and we do not agree on where it begins.
    pub(super) fn of(typed: &str, replaced: &str) -> Option<Line> {
        let start = typed.strip_suffix(replaced)?.len();
        let mut reader =
            Reader { typed, at: 0, words: Vec::new(), word: String::new(), is_begun: false, quotes: Quotes::None };
        reader.read_up_to(start)?;
        let (lead, quotes, words) = (reader.word.clone(), reader.quotes, reader.words.len());
        reader.read_up_to(typed.len())?;
        let is_at_home = replaced.starts_with("~/") && quotes == Quotes::None && lead.is_empty();
        let is_one_word = reader.words.len() == words;
        reader.words.push(reader.word);
        is_one_word.then_some(Line { words: reader.words, lead, quotes, is_at_home })
    }

    /// What bash has to put after what it leaves, so that the last word is this one.
    pub(super) fn completed(&self, word: &str) -> Option<String> {
        let rest = word.strip_prefix(self.lead.as_str())?;
        if self.quotes.would_close_before(rest) {
            return None;
        }
        let (home, rest) = rest.split_at(if self.is_at_home && rest.starts_with("~/") { 2 } else { 0 });
        Some(format!("{home}{}", self.quotes.quoted(rest)))
    }
}

struct Reader<'l> {
    typed: &'l str,
    at: usize,
    /// The words that ended.
    words: Vec<String>,
    /// The one that did not.
    word: String,
    /// There is something of it, be it nothing but quotes.
    is_begun: bool,
    quotes: Quotes,
}

impl Reader<'_> {
    /// `None` where what ends there is no whole sign.
    fn read_up_to(&mut self, end: usize) -> Option<()> {
        while self.at < end {
            self.read()?;
        }
        (self.at == end).then_some(())
    }

    /// One character with what belongs to it.
    fn read(&mut self) -> Option<()> {
        match (self.quotes, self.next()?) {
            (Quotes::None, c) if c.is_whitespace() => self.end_word(),
            (Quotes::None, '\'') => self.open(Quotes::Single),
            (Quotes::None, '"') => self.open(Quotes::Double),
            (Quotes::None, '(') | (Quotes::None | Quotes::Double, '`') => return None,
            (Quotes::None | Quotes::Double, '$') => return self.dollar(),
            (Quotes::Single | Quotes::Escaped, '\'') | (Quotes::Double, '"') => self.quotes = Quotes::None,
            (Quotes::None | Quotes::Double | Quotes::Escaped, '\\') => return self.backslash(),
            (_, c) => self.push(c),
        }
        Some(())
    }

    fn peek(&self) -> Option<char> {
        self.typed[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn push(&mut self, c: char) {
        self.is_begun = true;
        self.word.push(c);
    }

    fn open(&mut self, quotes: Quotes) {
        self.is_begun = true;
        self.quotes = quotes;
    }

    fn end_word(&mut self) {
        if std::mem::take(&mut self.is_begun) {
            self.words.push(std::mem::take(&mut self.word));
        }
    }

    fn dollar(&mut self) -> Option<()> {
        let quotes = match self.peek() {
            Some('(' | '{' | '[') => return None,
            Some('\'') if self.quotes == Quotes::None => Quotes::Escaped,
            Some('"') if self.quotes == Quotes::None => Quotes::Double,
            _ => {
                self.push('$');
                return Some(());
            }
        };
        self.next()?;
        self.open(quotes);
        Some(())
    }

    fn backslash(&mut self) -> Option<()> {
        // At the end it waits for what is typed next.
        let Some(c) = self.peek() else { return Some(()) };
        let is_escape = match self.quotes {
            Quotes::Double => matches!(c, '$' | '`' | '"' | '\\'),
            // The others stand for characters that no candidate has.
            Quotes::Escaped if !matches!(c, '\'' | '"' | '\\') => return None,
            _ => true,
        };
        let c = if is_escape { self.next()? } else { '\\' };
        self.push(c);
        Some(())
    }
}

impl Quotes {
    /// Whether the text begins with a sign that cannot be between these quotes. Readline takes a quote at the start of a
    /// candidate for the open one, and leaves it out: what is quoted and what is not would change places.
    fn would_close_before(self, text: &str) -> bool {
        match self {
            Quotes::Single => text.starts_with('\''),
            Quotes::Double => text.starts_with('!'),
            Quotes::None | Quotes::Escaped => false,
        }
    }

    /// The text between these quotes, which are open already, and what closes them.
    fn quoted(self, text: &str) -> String {
        let mut quoted = String::with_capacity(text.len() + 8);
        text.chars().for_each(|c| self.push(c, &mut quoted));
        quoted.push_str(match self {
            Quotes::None => "",
            Quotes::Single | Quotes::Escaped => "'",
            Quotes::Double => "\"",
        });
        quoted
    }

    fn push(self, c: char, quoted: &mut String) {
        let is_escaped = match self {
            Quotes::None => !is_plain(c),
            Quotes::Single => false,
            Quotes::Double => matches!(c, '$' | '`' | '"' | '\\'),
            Quotes::Escaped => matches!(c, '\'' | '\\'),
        };
        match (self, c) {
            (Quotes::Single, '\'') => quoted.push_str("'\\''"),
            // Between double quotes a `!` recalls an old line, and a backslash before it would stay.
            (Quotes::Double, '!') => quoted.push_str("\"\\!\""),
            (_, c) if is_escaped => quoted.extend(['\\', c]),
            (_, c) => quoted.push(c),
        }
    }
}

/// Characters that mean nothing to bash, wherever in a word they are.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() || matches!(c, '_' | '-' | '.' | '/' | ':' | '=' | '@' | '%' | '+' | ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_that_the_program_would_get() {
        for (typed, replaced, words, lead, quotes) in [
            ("ties list ta", "ta", &["ties", "list", "ta"][..], "", Quotes::None),
            ("ties list tag:ru", "ru", &["ties", "list", "tag:ru"], "tag:", Quotes::None),
            ("ties list tag:ru", "tag:ru", &["ties", "list", "tag:ru"], "", Quotes::None),
            ("ties list tag:", "", &["ties", "list", "tag:"], "tag:", Quotes::None),
            ("ties list tag:x ", "", &["ties", "list", "tag:x", ""], "", Quotes::None),
            ("ties list -tag:ru", "ru", &["ties", "list", "-tag:ru"], "-tag:", Quotes::None),
            ("ties log '' x", "x", &["ties", "log", "", "x"], "", Quotes::None),
            ("ties met --at \"Rust Mon", "Rust Mon", &["ties", "met", "--at", "Rust Mon"], "", Quotes::Double),
            ("ties met --at=Rust\\ M", "Rust\\ M", &["ties", "met", "--at=Rust M"], "--at=", Quotes::None),
            (
                "ties list company:\"Boréal L",
                "Boréal L",
                &["ties", "list", "company:Boréal L"],
                "company:",
                Quotes::Double,
            ),
            ("ties show 'it", "it", &["ties", "show", "it"], "", Quotes::Single),
            ("ties show $'it\\'s", "it\\'s", &["ties", "show", "it's"], "", Quotes::Escaped),
            ("ties show \"a\\\"\\b$", "\"a\\\"\\b$", &["ties", "show", "a\"\\b$"], "", Quotes::None),
            ("ties show \"a\"b", "\"a\"b", &["ties", "show", "ab"], "", Quotes::None),
            ("ties show a\\", "a\\", &["ties", "show", "a"], "", Quotes::None),
        ] {
            let line = Line::of(typed, replaced).expect(typed);
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!((line.words, line.lead.as_str(), line.quotes), (words, lead, quotes), "{typed}");
        }
    }

    #[test]
    fn nothing_is_completed_where_it_might_be_run() {
        for (typed, replaced) in [
            ("ties show `ties list b", "b"),
            ("ties show \"`ties list b", "b"),
            ("ties show $(ties list b", "b"),
            ("ties show \"$(ties list b", "b"),
            ("ties show ${x:-b", "-b"),
            ("ties show <(ties list b", "b"),
            ("ties show a", "b"),
            ("ties show $'b", "'b"),
            ("ties show a\\ b", " b"),
            ("ties show a b", "a b"),
            ("ties show $'\\x41b", "\\x41b"),
        ] {
            assert_eq!(Line::of(typed, replaced), None, "{typed}");
        }
    }

    #[test]
    fn every_word_is_written_so_that_bash_reads_that_word() {
        let name = "a $(b) `c` \"d\" 'e' \\ ! é~;";
        for (typed, replaced, expected) in [
            ("ties show a", "a", "a\\ \\$\\(b\\)\\ \\`c\\`\\ \\\"d\\\"\\ \\'e\\'\\ \\\\\\ \\!\\ é\\~\\;"),
            ("ties show 'a", "a", "a $(b) `c` \"d\" '\\''e'\\'' \\ ! é~;'"),
            ("ties show \"a", "a", "a \\$(b) \\`c\\` \\\"d\\\" 'e' \\\\ \"\\!\" é~;\""),
            ("ties show $'a", "a", "a $(b) `c` \"d\" \\'e\\' \\\\ ! é~;'"),
        ] {
            let line = Line::of(typed, replaced).expect(typed);
            let completed = line.completed(name).expect("it begins so");
            assert_eq!(completed, expected, "{typed}");
            let whole = format!("{}{completed}", typed.strip_suffix(replaced).expect("its end"));
            let again = Line::of(&format!("{whole} "), "").expect(&whole);
            assert_eq!(again.words, ["ties", "show", name, ""], "{whole}");
        }
    }

    #[test]
    fn only_what_bash_left_is_continued() {
        let line = Line::of("ties list company:Ac", "Ac").expect("a line");
        assert_eq!(line.completed("company:Acme & Co").as_deref(), Some("Acme\\ \\&\\ Co"));
        assert_eq!(line.completed("tag:ac"), None);
        let home = Line::of("ties --vault ~/no", "~/no").expect("a line");
        assert_eq!(home.completed("~/no tes/").as_deref(), Some("~/no\\ tes/"));
        let quoted = Line::of("ties --vault '~/no", "~/no").expect("a line");
        assert_eq!(quoted.completed("~/notes/").as_deref(), Some("~/notes/'"));
        for (typed, name) in [("ties show 't", "'t Hooft"), ("ties show \"t", "!t")] {
            let line = Line::of(typed, "t").expect("a line");
            assert_eq!((line.completed(name), line.completed("t").is_some()), (None, true), "{typed}");
        }
        let name = Line::of("ties show x", "x").expect("a line");
        assert_eq!(name.completed("~/x").as_deref(), Some("\\~/x"));
    }
}
