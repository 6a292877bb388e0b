//! Who should have been written to, and why.

use super::reading::period;
use super::{Answer, AskError, Question};
use crate::model::PersonView;
use crate::wire;
use crate::workspace::Workspace;

/// Asks for the people who are due.
#[derive(Clone, Debug, Default)]
pub struct Due {
    /// What the people must answer to.
    pub query: Vec<String>,
    /// Also what falls due within this time.
    pub within: Option<String>,
    /// Those who are due today count in.
    pub today_too: bool,
    /// Say where every date comes from.
    pub explain: bool,
}

impl Question for Due {
    type Answer = Answer<wire::Due>;

    /// The longest overdue first.
    fn answer(&self, workspace: &Workspace) -> Result<Answer<wire::Due>, AskError> {
        let today = workspace.today();
        let last = if self.today_too { today } else { today.plus_days(-1) };
        let last = period(self.within.as_ref())?.map_or(last, |within| today.plus(within));
        let take = |view: PersonView| wire::Due::new(view, self.explain, workspace.caller.reads_fields);
        let due = workspace.listing(&self.query, |query| workspace.due_by(query, last, take, wire::Due::note))?;
        Ok(due.listed(if last < today { wire::OVERDUE } else { wire::DUE }))
    }
}
