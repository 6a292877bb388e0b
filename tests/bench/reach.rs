//! The figures to reach: how slow an answer may be beside ripgrep's, by the size of the vault.
//!
//! Owns the project's performance goals as values. Must not know how anything is measured.

use std::fmt;

/// An upper bound for the time of a command.
#[derive(Clone, Copy, Default)]
pub(crate) struct Reach {
    /// So many times what `rg` takes …
    times_rg: Option<f64>,
    /// … and so many milliseconds more.
    plus: f64,
    /// And never more milliseconds than this.
    at_most: Option<f64>,
}

impl Reach {
    pub(crate) fn milliseconds(at_most: f64) -> Reach {
        Reach { at_most: Some(at_most), ..Reach::default() }
    }

    pub(crate) fn times_rg(factor: f64) -> Reach {
        Reach { times_rg: Some(factor), ..Reach::default() }
    }

    pub(crate) fn plus(self, plus: f64) -> Reach {
        Reach { plus, ..self }
    }

    /// Whether it was reached; unknown when `rg` was not measured.
    pub(crate) fn holds(&self, ties: f64, rg: Option<f64>) -> Option<bool> {
        let absolute = self.at_most.is_none_or(|most| ties <= most);
        let Some(factor) = self.times_rg else { return Some(absolute) };
        rg.map(|rg| absolute && ties <= factor * rg + self.plus)
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = self.times_rg.map(|factor| match self.plus {
            0.0 => format!("≤ {factor} × rg"),
            plus => format!("≤ {factor} × rg + {plus} ms"),
        });
        let absolute = self.at_most.map(|most| format!("≤ {most} ms"));
        let parts: Vec<String> = ratio.into_iter().chain(absolute).collect();
        out.write_str(&parts.join(" and "))
    }
}

/// The goals for a vault of so many notes.
pub(crate) struct Goals {
    pub(crate) cold: Option<Reach>,
    pub(crate) unchanged: Option<Reach>,
    pub(crate) one_changed: Option<Reach>,
    pub(crate) watched: Option<Reach>,
    /// From the last byte written to the answer that holds it, in milliseconds: the median, and the worst.
    pub(crate) edit: Option<(f64, f64)>,
    /// A `ties log` beyond the check of the files, in milliseconds.
    pub(crate) log: Option<f64>,
    pub(crate) version: Option<Reach>,
    pub(crate) completion: Option<Reach>,
    pub(crate) peak_megabytes: Option<f64>,
    pub(crate) index_ratio: Option<f64>,
}

impl Goals {
    /// Set for ten thousand notes and a hundred thousand; small vaults have none but the last. In a mixed vault, other
    /// notes record most of what is asked.
    pub(crate) fn of(notes: usize, mixed: bool) -> Goals {
        let cold = Reach::times_rg(if mixed { 20.0 } else { 17.0 });
        let unchanged = |plain, of_mixed| Some(Reach::times_rg(if mixed { of_mixed } else { plain }));
        let (cold, unchanged, more) = match notes {
            50_000.. => (Some(cold), unchanged(0.5, 0.6), 60.0),
            5_000.. => (Some(cold), unchanged(0.6, 0.8), 25.0),
            _ => (None, None, 0.0),
        };
        Goals {
            cold,
            unchanged,
            one_changed: unchanged.map(|reach| reach.plus(more)),
            watched: match notes {
                50_000.. => Some(Reach::times_rg(0.08)),
                5_000.. => Some(Reach::times_rg(0.2)),
                _ => None,
            },
            edit: match notes {
                50_000.. => Some((60.0, 300.0)),
                5_000.. => Some((40.0, 200.0)),
                _ => None,
            },
            log: (notes < 50_000).then_some(60.0),
            version: Some(Reach::milliseconds(5.0)),
            completion: (notes < 50_000).then_some(Reach::milliseconds(50.0)),
            peak_megabytes: (notes >= 50_000).then_some(300.0),
            index_ratio: (notes >= 5_000).then_some(1.2),
        }
    }
}
