//! Where the window stood, and how large it was: kept in the desk's folder.

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The smallest window in which everything can be reached.
pub(crate) const SMALLEST: (f64, f64) = (720.0, 480.0);

/// Size and place in logical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Placement {
    /// Left edge; none for the system's choice.
    pub(crate) x: Option<f64>,
    /// Upper edge.
    pub(crate) y: Option<f64>,
    /// Width of the page.
    pub(crate) width: f64,
    /// Height of the page.
    pub(crate) height: f64,
    /// Whether it filled the screen; the size is that from before.
    pub(crate) maximized: bool,
}

impl Default for Placement {
    fn default() -> Self {
        Self { x: None, y: None, width: 1280.0, height: 800.0, maximized: false }
    }
}

impl Placement {
    /// As it was kept; as new where nothing (sensible) was.
    pub(crate) fn read(dir: &Path) -> Self {
        let text = std::fs::read_to_string(file(dir)).unwrap_or_default();
        serde_json::from_str::<Self>(&text).unwrap_or_default().sensible()
    }

    /// Keeps it. Not worth a word when it fails.
    pub(crate) fn write(&self, dir: &Path) {
        if let Ok(text) = serde_json::to_string_pretty(self) {
            let _ = std::fs::write(file(dir), text + "\n");
        }
    }

    fn sensible(mut self) -> Self {
        let new = Self::default();
        self.width = if self.width.is_finite() { self.width.clamp(SMALLEST.0, 20_000.0) } else { new.width };
        self.height = if self.height.is_finite() { self.height.clamp(SMALLEST.1, 20_000.0) } else { new.height };
        self
    }

    /// Whether enough of its title bar lies on one of the screens (left, upper edge, width, height) to take hold of.
    pub(crate) fn is_within(&self, screens: &[(f64, f64, f64, f64)]) -> bool {
        let (Some(x), Some(y)) = (self.x, self.y) else { return false };
        screens.iter().any(|&(left, top, width, height)| {
            let visible = (x + self.width).min(left + width) - x.max(left);
            visible >= 200.0 && y >= top - 1.0 && y <= top + height - 100.0
        })
    }
}

fn file(dir: &Path) -> PathBuf {
    dir.join("window.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_kept_and_read_again() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Placement::read(dir.path()), Placement::default());
        let placed = Placement { x: Some(10.0), y: Some(20.0), width: 900.0, height: 700.0, maximized: true };
        placed.write(dir.path());
        assert_eq!(Placement::read(dir.path()), placed);
    }

    #[test]
    fn nonsense_is_as_good_as_nothing() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(file(dir.path()), "{\"width\": 3, \"height\": \"tall\"}").unwrap();
        assert_eq!(Placement::read(dir.path()), Placement::default());
        std::fs::write(file(dir.path()), "{\"width\": 3}").unwrap();
        assert_eq!(Placement::read(dir.path()).width, SMALLEST.0);
    }

    #[test]
    fn a_window_on_a_screen_that_is_gone_comes_back() {
        let placed = Placement { x: Some(2000.0), y: Some(20.0), ..Placement::default() };
        assert!(!placed.is_within(&[(0.0, 0.0, 1920.0, 1080.0)]));
        assert!(placed.is_within(&[(0.0, 0.0, 1920.0, 1080.0), (1920.0, 0.0, 1920.0, 1080.0)]));
        assert!(!Placement::default().is_within(&[(0.0, 0.0, 1920.0, 1080.0)]));
    }
}
