//! The room as its callers use it, on small vaults in temporary folders.

mod damage;
mod fixture;
mod locks;
mod panics;
mod parts;
mod records;
mod selects;
mod storms;
mod syncs;
