//! Outlet, date, language, length, keywords.

use crate::service::hold;
use crate::{Desk, Details, DetailsChange, Error, Event};
use manuscript::Detail;
use model::PieceId;

/// Longest value, characters.
const LONGEST: usize = 500;

impl Desk {
    /// Sets values; what is none stays.
    ///
    /// # Errors
    /// When there is no such piece, or a value is too long.
    pub fn set_details(&self, id: PieceId, change: DetailsChange) -> Result<Details, Error> {
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let session = &mut *guard;
        let mut set: Vec<(Detail, Option<String>)> = Vec::new();
        let plain = |text: String| -> Result<Option<String>, Error> {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.chars().count() > LONGEST {
                return Err(Error::bad(format!("This is longer than {LONGEST} characters. The old value stays.")));
            }
            Ok((!text.is_empty()).then_some(text))
        };
        if let Some(outlet) = change.outlet {
            set.push((Detail::Outlet, plain(outlet)?));
        }
        if let Some(tagline) = change.tagline {
            set.push((Detail::Tagline, plain(tagline)?));
        }
        if let Some(published) = change.published {
            let printed = plain(published)?;
            let value = printed.as_deref().and_then(intake::parse_printed_date).map(|date| date.value);
            set.push((Detail::PublishedValue, value));
            set.push((Detail::PublishedPrinted, printed));
        }
        if let Some(language) = change.language {
            set.push((Detail::Language, plain(language)?));
        }
        if let Some(length) = change.commissioned_length {
            set.push((Detail::CommissionedLength, (length > 0).then(|| length.min(1_000_000).to_string())));
        }
        if let Some(tags) = change.tags {
            let tags = tags.into_iter().filter_map(|tag| plain(tag).transpose()).collect::<Result<Vec<_>, _>>()?;
            set.push((Detail::Tags, (!tags.is_empty()).then(|| serde_json::to_string(&tags).unwrap_or_default())));
        }
        for (detail, value) in set {
            session.manuscript.set_detail(detail, value.as_deref())?;
        }
        let pending = self.log_change(session, "details", Vec::new())?;
        let details = session.details();
        drop(guard);
        if let Some(pending) = pending {
            pending.wait()?;
            self.emit(Event::DetailsChanged { id, details: details.clone() });
        }
        Ok(details)
    }
}
