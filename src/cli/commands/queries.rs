//! `ties queries`: the named queries, the vault's and the user's own.

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Head, Listing};
use crate::cli::places::user_config;
use crate::model::Settings;
use crate::workspace::ask::NamedQueries;

pub(in crate::cli) fn run(context: &Context) -> Result<u8, Failure> {
    let (root, user_config) = (context.root()?, user_config());
    let answer = NamedQueries { root: &root, user_config: user_config.as_deref() }.answer()?;
    let today = context.today(&Settings::default())?.to_string();
    let head = Head { command: "queries", today, warnings: Vec::new(), remark: None };
    Listing { head, table: answer.table, items: answer.items, of: None }.print(&context.output)?;
    Ok(0)
}
