//! Completion in zsh, which quotes what it is given as text.
//!
//! Owns the script. Must not know the candidates.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::env::EnvCompleter;

use super::offer::{Offer, offers};

/// Words are handed over without their quotes, and all candidates are taken (`-U`): a person may be typed by any word of
/// the name. Where these have no more in common than what is typed, that stays.
const SCRIPT: &str = r#"#compdef BIN
_ties_complete() {
    # What stands between backquotes is read twice, and loses its quotes the first time.
    [[ $PREBUFFER$LBUFFER == *\`* ]] && return 1
    # The shell knows best whose home that is.
    [[ -z $QIPREFIX && $PREFIX == \~* ]] && { _files; return }
    local word="${(Q)PREFIX}" inserted=$compstate[insert] line
    [[ -n $QIPREFIX ]] && word="${(Q)${:-$QIPREFIX$PREFIX${QIPREFIX[-1]}}}"
    local -a whole=() begun=()
    for line in "${(@f)$(VAR=zsh COMPLETER -- "${(@Q)words[1,CURRENT-1]}" "$word" 2>/dev/null)}"; do
        case $line in
            (+*) whole+=("${line[2,-1]}") ;;
            (-*) begun+=("${line[2,-1]}") ;;
        esac
    done
    (( $#begun )) && _describe -V values begun -U -S ''
    (( $#whole )) && _describe -V values whole -U
    if (( $#whole + $#begun > 1 && $#compstate[unambiguous] < $#QIPREFIX + $#word )); then
        [[ $inserted == *unambiguous ]] && compstate[insert]=
    fi
    (( $#whole + $#begun ))
}
compdef _ties_complete BIN
"#;

pub(super) struct Zsh;

impl EnvCompleter for Zsh {
    fn name(&self) -> &'static str {
        "zsh"
    }

    fn is(&self, name: &str) -> bool {
        name == "zsh"
    }

    fn write_registration(
        &self,
        var: &str,
        _name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        buf.write_all(SCRIPT.replace("VAR", var).replace("COMPLETER", completer).replace("BIN", bin).as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        here: Option<&Path>,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        offers(command, words, here)?.iter().try_for_each(|offer| writeln!(buf, "{}", described(offer)))
    }
}

/// For `_describe`, which cuts at the first colon; with a `-` before what goes on without a space.
fn described(offer: &Offer) -> String {
    let kind = if offer.value.ends_with([':', '=', '/']) { '-' } else { '+' };
    let value = offer.value.replace('\\', "\\\\").replace(':', "\\:");
    let help = offer.help.as_ref().map_or(String::new(), |help| format!(":{}", help.replace('\\', "\\\\")));
    format!("{kind}{value}{help}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_whole_where_zsh_cuts_at_colons() {
        let offer = |value: &str, help: Option<&str>| Offer { value: value.to_owned(), help: help.map(str::to_owned) };
        assert_eq!(described(&offer("a:b\\", Some("c: d\\"))), "+a\\:b\\\\:c: d\\\\");
        assert_eq!(described(&offer("company:", None)), "-company\\:");
    }
}
