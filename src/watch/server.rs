//! Answering those who ask: the listening end of the socket.
//!
//! Owns the threads that listen, and the way of a question to the keeper and back. Must not know how freshness is proved.

use std::sync::{Arc, Mutex, PoisonError};

use crate::vouch::Status;

/// What the keeper last reported about itself; shared with the threads that answer.
pub(super) type Bulletin = Arc<Mutex<Status>>;

pub(super) fn post(bulletin: &Bulletin, status: Status) {
    *bulletin.lock().unwrap_or_else(PoisonError::into_inner) = status;
}

#[cfg(unix)]
pub(super) use unix::serve;

#[cfg(unix)]
mod unix {
    use std::io::{self, BufReader};
    use std::sync::{Arc, PoisonError};
    use std::thread;
    use std::time::Duration;

    use super::Bulletin;
    use crate::vouch::protocol::{Answer, Question, receive, send};
    use crate::vouch::socket::{Listener, Stream};
    use crate::watch::client::Client;
    use crate::watch::inbox::Inbox;

    /// How long somebody may take to send a request, or to listen.
    const PATIENCE: Duration = Duration::from_secs(1);

    /// How many are heard at once.
    const MOST_HEARD: usize = 64;
    /// How long to wait after nobody could be let in.
    const PAUSE: Duration = Duration::from_millis(100);

    /// Listens until the process ends. The socket lies in a folder that only this user can enter.
    pub(in crate::watch) fn serve(listener: Listener, inbox: Arc<Inbox>, bulletin: Bulletin) -> io::Result<()> {
        let listen = move || {
            let heard = Arc::new(());
            for stream in listener.incoming() {
                match stream {
                    // Who is not heard gets no answer, and checks the files.
                    Ok(stream) if Arc::strong_count(&heard) <= MOST_HEARD => {
                        let (inbox, bulletin, one) = (Arc::clone(&inbox), Arc::clone(&bulletin), Arc::clone(&heard));
                        let connection = move || {
                            serve_one(stream, &inbox, &bulletin);
                            drop(one);
                        };
                        let _ = thread::Builder::new().spawn(connection);
                    }
                    Ok(_) => {}
                    // No more files can be opened: that does not pass more quickly by trying.
                    Err(_) => thread::sleep(PAUSE),
                }
            }
        };
        thread::Builder::new().name("listener".to_owned()).spawn(listen).map(drop)
    }

    fn serve_one(stream: Stream, inbox: &Inbox, bulletin: &Bulletin) {
        // Who does not keep to the protocol is not answered.
        let _ = answer(stream, inbox, bulletin);
    }

    fn answer(stream: Stream, inbox: &Inbox, bulletin: &Bulletin) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        match receive(&mut BufReader::new(&stream))? {
            Question::Fresh => {
                send(&stream, &Answer::Working)?;
                inbox.ask(Client { stream });
                Ok(())
            }
            Question::Status => {
                let status = bulletin.lock().unwrap_or_else(PoisonError::into_inner).clone();
                send(&stream, &Answer::Status(status))
            }
        }
    }
}
