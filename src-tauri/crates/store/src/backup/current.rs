//! Which backup is of the desk as it is.

use super::{Backup, list, summary};
use crate::copy::Summary;
use crate::{Error, schema};
use std::path::Path;

/// The newest backup that holds what the desk holds now: the reason why [`super::make`] made none.
///
/// # Errors
/// When the desk or the folder can't be read.
pub fn current(dir: &Path) -> Result<Option<Backup>, Error> {
    let (desk, _) = schema::open_readable(&dir.join(crate::FILE_NAME))?;
    let present = Summary::of(&desk)?;
    let holds = |backup: &Backup| summary(&backup.path).is_ok_and(|summary| summary == present);
    Ok(list(dir)?.into_iter().find(holds))
}
