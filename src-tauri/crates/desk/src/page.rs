//! The live page: rendered anew with every change, sent as what differs.

use crate::service::hold;
use crate::session::Session;
use crate::{Desk, Error, Event, Preview, PreviewPatch};
use markdown::SheetUse;
use model::picture::address;
use model::{DateStyle, OutletProfile, Piece, PieceId};

/// What was last sent of a page.
#[derive(Default)]
pub(crate) struct PageState {
    seq: u32,
    head: String,
    body_class: String,
    foot: String,
    blocks: Vec<String>,
    lines: Vec<u32>,
    language: String,
}

/// The date of a piece as its outlet prints it.
pub(crate) fn printed_date(piece: &Piece, profile: &OutletProfile) -> Option<String> {
    let printed = piece.published.printed.clone();
    let value = piece.published.value.as_deref();
    let pattern = profile.date_pattern.trim();
    if !pattern.is_empty()
        && let Some(date) = value.and_then(|value| intake::format_pattern(value, pattern, piece.language.as_deref()))
    {
        return Some(date);
    }
    if profile.date_style == DateStyle::AsPrinted {
        return printed.or_else(|| value.map(str::to_owned));
    }
    value.and_then(|value| intake::format_date(value, profile.date_style, piece.language.as_deref())).or(printed)
}

impl PageState {
    /// The page of a piece. `has` tells whether the desk has a picture of this name; where it has none, the page says so.
    pub(crate) fn of(piece: &Piece, profile: &OutletProfile, has: &dyn Fn(&str) -> bool) -> PageState {
        let date = printed_date(piece, profile);
        let sheet = markdown::sheet(piece, profile, date.as_deref(), SheetUse::Preview);
        let lines = sheet.blocks.iter().map(|block| block.line).collect();
        // The window puts the pictures in: what is sent with every key is their names.
        let shown = |html: String| match html.contains("<img ") {
            true => markdown::with_pictures(&html, |name| has(name).then(|| address(name))),
            false => html,
        };
        PageState {
            seq: 0,
            head: sheet.head,
            body_class: sheet.body_class,
            foot: sheet.foot,
            blocks: sheet.blocks.into_iter().map(|block| shown(block.html)).collect(),
            lines,
            language: piece.language.clone().unwrap_or_else(|| "en".into()),
        }
    }

    /// All of it, for a window.
    pub(crate) fn whole(&self, id: PieceId, seq: u32) -> Preview {
        Preview {
            id,
            seq,
            language: self.language.clone(),
            head: self.head.clone(),
            body_class: self.body_class.clone(),
            blocks: self.blocks.clone(),
            lines: self.lines.clone(),
            foot: self.foot.clone(),
        }
    }
}

impl Session {
    /// The whole page; patches count from here.
    pub(crate) fn page_whole(&mut self, piece: &Piece, profile: &OutletProfile, has: &dyn Fn(&str) -> bool) -> Preview {
        let seq = self.page.seq.wrapping_add(1);
        self.page = PageState { seq, ..PageState::of(piece, profile, has) };
        self.page.whole(self.id, seq)
    }

    /// What differs from the page that was last sent.
    pub(crate) fn page_patch(
        &mut self,
        piece: &Piece,
        profile: &OutletProfile,
        has: &dyn Fn(&str) -> bool,
    ) -> PreviewPatch {
        let mut next = PageState::of(piece, profile, has);
        next.seq = self.page.seq.wrapping_add(1);
        let (old, new) = (&self.page.blocks, &next.blocks);
        let from = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - from;
        let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        let differs = |new: &String, old: &String| (new != old).then(|| new.clone());
        let patch = PreviewPatch {
            id: self.id,
            seq: next.seq,
            head: differs(&next.head, &self.page.head),
            body_class: differs(&next.body_class, &self.page.body_class),
            foot: differs(&next.foot, &self.page.foot),
            from: from as u32,
            remove: (old.len() - from - tail) as u32,
            insert: new[from..new.len() - tail].to_vec(),
            lines: (next.lines != self.page.lines).then(|| next.lines.clone()),
            words: self.words,
            reading_seconds: model::reading_seconds(self.words),
        };
        self.page = next;
        patch
    }
}

impl Desk {
    /// The page of a piece; from now on events bring its changes.
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn preview(&self, id: PieceId) -> Result<Preview, Error> {
        let session = self.session(id)?;
        let before = hold(&self.inner.shown).replace(id);
        if before != Some(id) {
            if let Some(left) = before {
                self.looked(left);
            }
            self.remember_open(id);
        }
        let mut session = hold(&session);
        let (piece, profile) = self.page_of(&session);
        Ok(session.page_whole(&piece, &profile, &|name| self.has_picture(name)))
    }

    /// Sends the change of the page, if this is the piece whose page is shown.
    pub(crate) fn tell_page(&self, session: &mut Session) {
        if let Some(change) = self.page_change(session) {
            self.emit(change);
        }
    }

    /// The change of the page, if this is the piece whose page is shown.
    pub(crate) fn page_change(&self, session: &mut Session) -> Option<Event> {
        if *hold(&self.inner.shown) != Some(session.id) {
            return None;
        }
        let (piece, profile) = self.page_of(session);
        Some(Event::PreviewChanged(session.page_patch(&piece, &profile, &|name| self.has_picture(name))))
    }

    /// Renders the shown page anew, after a change of the settings.
    pub(crate) fn refresh_page(&self) {
        let shown = *hold(&self.inner.shown);
        if let Some(session) = shown.and_then(|id| self.session(id).ok()) {
            self.tell_page(&mut hold(&session));
        }
    }
}
