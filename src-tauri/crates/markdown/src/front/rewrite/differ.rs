//! What differs between a file and a piece.

use crate::front::assign::joined;
use crate::front::known::Slot;
use model::{ExtraEntry, Field, Piece, Stage};
use std::collections::{HashMap, HashSet};

/// Whether two pieces have the same in a slot.
pub(super) fn same(slot: Slot, a: &Piece, b: &Piece) -> bool {
    match slot {
        Slot::Text(field) => a.text(field) == b.text(field),
        Slot::Slugline => a.slugline == b.slugline,
        Slot::Authors => a.authors == b.authors,
        Slot::Outlet => a.outlet.name == b.outlet.name,
        Slot::Tagline => a.outlet.tagline == b.outlet.tagline,
        Slot::Published => a.published.value == b.published.value,
        Slot::PublishedAs => a.published.printed == b.published.printed,
        Slot::Language => a.language == b.language,
        Slot::Stage => a.stage == b.stage,
        Slot::CommissionedLength => a.commissioned_length == b.commissioned_length,
        Slot::Embargo => a.embargo == b.embargo,
        Slot::Tags => a.tags == b.tags,
    }
}

/// Gives one piece what another has in a slot.
pub(super) fn copy_slot(slot: Slot, from: &Piece, to: &mut Piece) {
    match slot {
        Slot::Text(field) => from.text(field).clone_into(to.text_mut(field)),
        Slot::Slugline => to.slugline.clone_from(&from.slugline),
        Slot::Authors => to.authors.clone_from(&from.authors),
        Slot::Outlet => to.outlet.name.clone_from(&from.outlet.name),
        Slot::Tagline => to.outlet.tagline.clone_from(&from.outlet.tagline),
        Slot::Published => to.published.value.clone_from(&from.published.value),
        Slot::PublishedAs => to.published.printed.clone_from(&from.published.printed),
        Slot::Language => to.language.clone_from(&from.language),
        Slot::Stage => to.stage = from.stage,
        Slot::CommissionedLength => to.commissioned_length = from.commissioned_length,
        Slot::Embargo => to.embargo.clone_from(&from.embargo),
        Slot::Tags => to.tags.clone_from(&from.tags),
    }
}

/// Whether a slot needs a key of its own; `present` says whether the file has one.
pub(super) fn needs_key(slot: Slot, piece: &Piece, present: bool) -> bool {
    match slot {
        // Without a key of its own the byline is made of the authors.
        Slot::Text(Field::Byline) => {
            let made = joined(&piece.authors);
            piece.byline != made || (present && !made.is_empty())
        }
        Slot::Text(field) => !piece.text(field).is_empty(),
        Slot::Slugline => !piece.slugline.is_empty(),
        Slot::Authors => !piece.authors.is_empty(),
        Slot::Outlet => !piece.outlet.name.is_empty(),
        Slot::Tagline => !piece.outlet.tagline.is_empty(),
        Slot::Published => piece.published.value.is_some(),
        Slot::PublishedAs => piece.published.printed.is_some(),
        Slot::Language => piece.language.is_some(),
        Slot::Stage => present || piece.stage != Stage::Draft,
        Slot::CommissionedLength => piece.commissioned_length.is_some(),
        Slot::Embargo => piece.embargo.is_some(),
        Slot::Tags => !piece.tags.is_empty(),
    }
}

/// Whether the front matter of a file says what a piece says, its body left aside; `yaml` is that front matter.
pub(super) fn agree(file: &Piece, piece: &Piece, yaml: &str) -> bool {
    if !Slot::ORDER.into_iter().all(|slot| same(slot, file, piece)) || file.extra.0.len() != piece.extra.0.len() {
        return false;
    }
    if file.extra == piece.extra {
        return true;
    }
    let comments = Comments::of(yaml);
    let here: HashMap<&str, &ExtraEntry> = file.extra.0.iter().map(|entry| (entry.key.as_str(), entry)).collect();
    let mut seen = HashSet::new();
    piece.extra.0.iter().all(|entry| {
        let found = here.get(entry.key.as_str());
        seen.insert(entry.key.as_str()) && found.is_some_and(|found| comments.entry_stands(found, entry))
    })
}

/// The comments that a file has.
pub(super) struct Comments<'a>(HashSet<&'a str>);

impl<'a> Comments<'a> {
    pub(super) fn of(yaml: &'a str) -> Comments<'a> {
        Comments(yaml.lines().map(str::trim).filter(|line| line.starts_with('#')).collect())
    }

    /// Whether the file has every comment among these lines.
    pub(super) fn have<'b>(&self, lines: impl IntoIterator<Item = &'b str>) -> bool {
        lines.into_iter().filter(|line| is_comment(line)).all(|line| self.0.contains(line.trim()))
    }

    /// Whether an unknown entry stands in the file as the piece has it. Comments move from one key to the next when a
    /// key between goes, so it does not matter where they stand.
    pub(super) fn entry_stands(&self, file: &ExtraEntry, piece: &ExtraEntry) -> bool {
        fn bare(raw: &str) -> impl Iterator<Item = &str> {
            raw.lines().filter(|line| !is_comment(line) && !line.trim().is_empty())
        }
        file.value == piece.value
            && (file.raw == piece.raw || (bare(&file.raw).eq(bare(&piece.raw)) && self.have(piece.raw.lines())))
    }
}

/// Whether a line is a comment, or looks like one.
pub(super) fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}
