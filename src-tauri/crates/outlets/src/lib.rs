//! Profiles of publications as TOML files: read with sentences for what is wrong, written so that they read back the
//! same, checked for what reads well and means nothing, and the three that are shipped.

mod check;
mod read;
mod shipped;
mod write;

pub use check::{Remark, check};
pub use read::{ProfileError, read};
pub use shipped::{SHIPPED, Shipped, shipped};
pub use write::write;
