//! The end of a watch, from outside.

use std::sync::Arc;

use super::inbox::Inbox;

/// Ends a watch from another thread.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<Inbox>);

impl Stop {
    /// The watch ends as soon as it has finished what it is doing.
    pub fn now(&self) {
        self.0.stop();
    }

    pub(super) fn inbox(&self) -> &Arc<Inbox> {
        &self.0
    }
}
