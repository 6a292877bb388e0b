//! Printing that never holds up the one who prints: for a watch, whose reader may have gone to lunch.
//!
//! Owns the queue between the two, and its bound. Must not know what is printed.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, channel, sync_channel};
use std::thread;
use std::time::Duration;

use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::watch::Stop;

/// How many words wait for a reader. More are lost, and that is reported.
const WAITING: usize = 64;
/// How long the last words may take when the command ends.
const LAST: Duration = Duration::from_secs(1);

/// Something to print.
pub(super) enum Word {
    Answer(String),
    Remark(String),
    Warning(String),
}

/// The one end of the queue.
pub(super) struct Printer {
    queue: Option<SyncSender<Word>>,
    ended: Receiver<Result<(), Failure>>,
    lost: usize,
}

impl Printer {
    /// Prints until it is dropped; when nobody can read any more, that is a reason to stop.
    pub(super) fn start(output: Output, stop: Stop) -> Printer {
        let (queue, words) = sync_channel(WAITING);
        let (end, ended) = channel();
        thread::spawn(move || {
            let printed = words.iter().try_for_each(|word| print(&word, &output));
            stop.now();
            // Nobody may be waiting any more.
            let _ = end.send(printed);
        });
        Printer { queue: Some(queue), ended, lost: 0 }
    }

    pub(super) fn print(&mut self, word: Word) {
        let lost = self.lost;
        let excuse = || Word::Warning(format!("output is not being read: {lost} changes were not reported"));
        if lost > 0 && self.push(excuse()) {
            self.lost = 0;
        }
        if self.lost > 0 || !self.push(word) {
            self.lost += 1;
        }
    }

    /// Whether there was room. With the other end gone, there is nobody to report to.
    fn push(&self, word: Word) -> bool {
        let sent = self.queue.as_ref().map(|queue| queue.try_send(word));
        !matches!(sent, Some(Err(TrySendError::Full(_))))
    }

    /// Waits for the last words, but not for ever.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        self.queue = None;
        match self.ended.recv_timeout(LAST) {
            Ok(printed) => printed,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Ok(()),
        }
    }
}

fn print(word: &Word, output: &Output) -> Result<(), Failure> {
    match word {
        Word::Answer(text) => return output.print(text),
        Word::Remark(text) => output.remark(text),
        Word::Warning(text) => output.warn(text),
    }
    Ok(())
}
