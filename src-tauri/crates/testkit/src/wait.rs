//! Waiting for conditions. No test waits for a time.

use crate::{Failure, Result};
use std::time::{Duration, Instant};

/// How long a condition may take. Generous: a slow machine is no failure, and a condition that holds costs nothing.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often is looked. Short against what a person notices, long against what a look costs.
const BETWEEN: Duration = Duration::from_millis(20);

/// Waits until a condition holds.
pub(crate) async fn until(what: &str, mut condition: impl AsyncFnMut() -> Result<bool>) -> Result {
    let started = Instant::now();
    while !condition().await? {
        if started.elapsed() > PATIENCE {
            return Err(Failure::Waited { what: what.to_owned(), seconds: PATIENCE.as_secs(), seen: String::new() });
        }
        tokio::time::sleep(BETWEEN).await;
    }
    Ok(())
}
