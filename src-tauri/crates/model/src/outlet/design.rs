//! The printed page of an outlet.

use serde::{Deserialize, Serialize};

/// The paper of the printed page.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperSize {
    /// 210 by 297 millimetres.
    #[default]
    A4,
    /// 297 by 420 millimetres.
    A3,
    /// 148 by 210 millimetres.
    A5,
    /// 8.5 by 11 inches.
    Letter,
    /// 280 by 430 millimetres, a tabloid.
    Tabloid,
    /// 315 by 470 millimetres, a Berliner.
    Berliner,
    /// 375 by 597 millimetres, a broadsheet.
    Broadsheet,
}

impl PaperSize {
    /// Width and height in millimetres.
    pub fn millimetres(self) -> (u32, u32) {
        match self {
            PaperSize::A4 => (210, 297),
            PaperSize::A3 => (297, 420),
            PaperSize::A5 => (148, 210),
            PaperSize::Letter => (216, 279),
            PaperSize::Tabloid => (280, 430),
            PaperSize::Berliner => (315, 470),
            PaperSize::Broadsheet => (375, 597),
        }
    }
}

/// Paper, columns and faces. Whole numbers, so that a profile reads back as it was written.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageDesign {
    /// The paper.
    pub paper: PaperSize,
    /// Columns of the body, 1 to 6.
    pub columns: u32,
    /// Space between columns, millimetres.
    pub gutter_mm: u32,
    /// Space around everything, millimetres.
    pub margin_mm: u32,
    /// The family of the body; must be one that is shipped.
    pub body_face: String,
    /// The family of the headlines; must be one that is shipped.
    pub headline_face: String,
    /// Size of the body in tenths of a point.
    pub body_tenths: u32,
    /// Distance of the body's lines in tenths of a point.
    pub leading_tenths: u32,
    /// Size of the headline in tenths of a point, when it fits.
    pub headline_tenths: u32,
    /// Lines that the large initial takes, when there is one.
    pub drop_cap_lines: u32,
    /// Whether the body is set to both edges.
    pub justified: bool,
    /// Whether long words are parted at the end of a line.
    pub hyphenated: bool,
    /// The accent colour, `#rrggbb`.
    pub accent: String,
}

impl Default for PageDesign {
    fn default() -> Self {
        Self {
            paper: PaperSize::A4,
            columns: 2,
            gutter_mm: 6,
            margin_mm: 18,
            body_face: "Newsreader".into(),
            headline_face: "Newsreader".into(),
            body_tenths: 94,
            leading_tenths: 122,
            headline_tenths: 300,
            drop_cap_lines: 3,
            justified: true,
            hyphenated: true,
            accent: "#8c1d18".into(),
        }
    }
}
