//! The profile of a publication: how it looks, how long it prints, what it demands.

mod design;
mod handover;
mod rules;

pub use design::{PageDesign, PaperSize};
pub use handover::{Handover, HandoverNeed};
pub use rules::{
    Correction, Exclusivity, Furniture, HeadlineLimits, HouseStyle, LengthRule, Rights, TrustLink, Wording,
};

use crate::Stage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How an outlet prints a date.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateStyle {
    /// As it was printed at the source, or typed.
    AsPrinted,
    /// Tuesday 14 April 2026.
    #[default]
    WeekdayDayMonthYear,
    /// 14 April 2026.
    DayMonthYear,
    /// April 14, 2026.
    MonthDayYear,
    /// 2026-04-14.
    Iso,
}

/// A publication, as its profile file says: name, look, lengths, wording, demands.
///
/// Every value has a default that asks for nothing, so that a profile of three lines is a profile.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OutletProfile {
    /// Its name, as on the masthead. Empty for the page of a desk without an outlet of its own.
    pub name: String,
    /// What stands below the name.
    pub tagline: String,
    /// The masthead as SVG text; the name is set as type when there is none.
    pub masthead_svg: String,
    /// BCP 47 tag of its language; a piece with a language of its own keeps it.
    pub language: String,
    /// How dates are printed.
    pub date_style: DateStyle,
    /// How dates are printed, as a pattern: `{month} {day}. {year}. {hour}:{minute}`. Goes before `date_style` when it
    /// is there. Knows `weekday`, `day`, `month`, `month_number`, `year`, `hour`, `hour12`, `minute` and `ampm`.
    pub date_pattern: String,
    /// Whether straight quotes, `--` and `...` are set as typographic ones on the page.
    pub smart_punctuation: bool,
    /// Whether the body begins with a large initial.
    pub drop_cap: bool,
    /// What stands above the piece on the page.
    pub section: String,
    /// Limit of the headline in characters (Unicode scalar values); 0 for none.
    pub headline_limit: u32,
    /// Limit of the standfirst in characters; 0 for none.
    pub standfirst_limit: u32,
    /// Limits of the headlines by place, and of the kicker.
    pub headlines: HeadlineLimits,
    /// How many words it prints.
    pub length: LengthRule,
    /// Paper, columns and faces of the printed page.
    pub page: PageDesign,
    /// Quotation marks, dashes and the word before the byline.
    pub style: HouseStyle,
    /// The sentences that it prints in its own words.
    pub wording: Wording,
    /// Furniture that a piece must have before it goes out, in page order.
    pub required: Vec<Furniture>,
    /// On what terms it takes a piece.
    pub exclusivity: Exclusivity,
    /// Whose the copy is, and what may be done with it.
    pub rights: Rights,
    /// What a piece must have before it moves to a stage: `[handover.approved] needs = [...]`.
    pub handover: BTreeMap<Stage, Handover>,
}

impl OutletProfile {
    /// What a piece must have before it moves to this stage; nothing for a stage that the profile does not name.
    pub fn needs(&self, stage: Stage) -> &[HandoverNeed] {
        self.handover.get(&stage).map_or(&[], |handover| &handover.needs)
    }

    /// Whether a text in this language (BCP 47) is in the outlet's own, so that its marks and words fit. One without a
    /// language is; an outlet that names none writes English.
    pub fn speaks(&self, language: Option<&str>) -> bool {
        let primary = |tag: &str| tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let own = if self.language.trim().is_empty() { "en" } else { &self.language };
        language.is_none_or(|tag| tag.trim().is_empty() || primary(tag) == primary(own))
    }
}

impl Default for OutletProfile {
    fn default() -> Self {
        Self {
            name: String::new(),
            tagline: String::new(),
            masthead_svg: String::new(),
            language: String::new(),
            date_style: DateStyle::default(),
            date_pattern: String::new(),
            smart_punctuation: false,
            drop_cap: true,
            section: "Opinion".into(),
            headline_limit: 0,
            standfirst_limit: 0,
            headlines: HeadlineLimits::default(),
            length: LengthRule::default(),
            page: PageDesign::default(),
            style: HouseStyle::default(),
            wording: Wording::default(),
            required: Vec::new(),
            exclusivity: Exclusivity::default(),
            rights: Rights::default(),
            handover: BTreeMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_of_before_is_read_with_defaults_that_ask_for_nothing() {
        let old = r#"{"date_style":"iso","smart_punctuation":true,"drop_cap":false,"section":"Views"}"#;
        let profile: OutletProfile = serde_json::from_str(old).unwrap();
        assert_eq!((profile.section.as_str(), profile.drop_cap), ("Views", false));
        assert!(profile.needs(Stage::Approved).is_empty() && profile.required.is_empty());
        let json = serde_json::to_string(&profile).unwrap();
        assert_eq!(serde_json::from_str::<OutletProfile>(&json).unwrap(), profile);
    }

    #[test]
    fn a_stage_asks_for_what_its_table_names() {
        let json = r#"{"handover":{"approved":{"needs":["length","author_signoff","no_open_query","disclosure"]}}}"#;
        let profile: OutletProfile = serde_json::from_str(json).unwrap();
        let wanted =
            [HandoverNeed::Length, HandoverNeed::AuthorSignoff, HandoverNeed::NoOpenQuery, HandoverNeed::Disclosure];
        assert_eq!(profile.needs(Stage::Approved), wanted);
        assert_eq!(profile.needs(Stage::Filed), []);
    }

    #[test]
    fn every_need_has_its_name_and_its_words() {
        for need in HandoverNeed::ALL {
            assert_eq!(serde_json::to_string(&need).unwrap(), format!("\"{}\"", need.name()));
            assert_eq!(HandoverNeed::from_name(need.name()), Some(need));
            assert!(!need.words().is_empty() && !need.words().ends_with('.'));
        }
    }
}
