//! What an import did, and taking it back.

use crate::clock::rfc3339;
use crate::service::hold;
use crate::{Desk, Error, ReceiptView};
use model::{Field, PieceId, Receipt, ReceiptKind};
use store::{Op, StoredReceipt};

impl Desk {
    /// The receipt of a piece's last import.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receipt(&self, id: PieceId) -> Result<Option<ReceiptView>, Error> {
        let reader = hold(&self.inner.reader);
        let Some(stored) = reader.receipt(id)? else { return Ok(None) };
        let last = reader.head(id)?.ok_or_else(Error::no_piece)?.last_seq;
        Ok(Some(view(&stored, last)?))
    }

    /// Takes the last import back: a pasted piece is again what it was before, an imported one goes to the bin.
    ///
    /// # Errors
    /// When there is no import, or the piece was changed since.
    pub fn import_undo(&self, id: PieceId) -> Result<(), Error> {
        let stored = self.stored_receipt(id)?;
        if !self.receipt(id)?.is_some_and(|view| view.can_undo) {
            return Err(Error::bad("The piece was changed since it came in. Undo step by step instead."));
        }
        if stored.source != "clipboard" {
            return self.bin(id);
        }
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let session = &mut *guard;
        let then = session.manuscript.at(&stored.mark)?;
        let mut updates = Vec::new();
        for field in Field::ALL {
            let before = then.texts.get(&field).map_or("", String::as_str);
            self.keep_before_emptying(session, field, before)?;
            updates.extend(session.set_text(field, before)?);
        }
        for detail in manuscript::Detail::ALL {
            session.manuscript.set_detail(detail, then.details.get(&detail).map(String::as_str))?;
        }
        let slugline = self.free_name(&session.slugline(), id)?;
        session.manuscript.set_detail(manuscript::Detail::Slugline, Some(&slugline))?;
        // Nothing came in, then: whoever signed nothing compares with the page of before.
        self.keep_received(session, "")?;
        let pending = self.log_change(session, "undo_import", vec![Op::ReceiptUndone { piece: id }])?;
        self.tell_texts(session, updates);
        self.emit(crate::Event::DetailsChanged { id, details: session.details() });
        drop(guard);
        if let Some(pending) = pending {
            pending.wait()?;
        }
        self.list_changed(true);
        Ok(())
    }

    /// Puts what was set aside back into the body, where it stood in the source.
    ///
    /// # Errors
    /// When the entry is not one that was set aside, or was put back already.
    pub fn put_back(&self, id: PieceId, index: u32) -> Result<ReceiptView, Error> {
        let stored = self.stored_receipt(id)?;
        let mut entries = entries(&stored)?;
        let entry = entries
            .get(index as usize)
            .filter(|entry| entry.kind == ReceiptKind::SetAside && !entry.put_back)
            .ok_or_else(|| Error::bad("This line is in the body already."))?;
        let text = entry.text.clone().unwrap_or_default();
        let before = entry.after_paragraph.unwrap_or(0);
        // Lines that were put back earlier, and stood before this one, count as paragraphs now.
        let earlier = |other: &&model::ReceiptEntry| other.put_back && other.after_paragraph.unwrap_or(0) <= before;
        let shifted = entries.iter().take(index as usize).filter(earlier).count();
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let session = &mut *guard;
        let body = insert_paragraph(session.manuscript.text(Field::Body), &text, before as usize + shifted);
        let update = session.set_text(Field::Body, &body)?;
        if let Some(entry) = entries.get_mut(index as usize) {
            entry.put_back = true;
        }
        let json = serde_json::to_string(&entries).map_err(|error| Error::bad(error.to_string()))?;
        let pending = self.log_change(session, "put_back", vec![Op::ReceiptEntries { piece: id, entries: json }])?;
        self.tell_texts(session, update.into_iter().collect());
        drop(guard);
        if let Some(pending) = pending {
            pending.wait()?;
        }
        self.receipt(id)?.ok_or_else(Error::no_piece)
    }

    fn stored_receipt(&self, id: PieceId) -> Result<StoredReceipt, Error> {
        hold(&self.inner.reader).receipt(id)?.ok_or_else(|| Error::bad("This piece has no receipt."))
    }
}

fn entries(stored: &StoredReceipt) -> Result<Receipt, Error> {
    serde_json::from_str(&stored.entries).map_err(|error| store::Error::Damaged(error.to_string()).into())
}

fn view(stored: &StoredReceipt, last_seq: i64) -> Result<ReceiptView, Error> {
    Ok(ReceiptView {
        source: stored.source.clone(),
        at: rfc3339(stored.at),
        entries: entries(stored)?,
        can_undo: last_seq == stored.seq,
    })
}

/// The body with one more paragraph behind the first `after` ones.
fn insert_paragraph(body: &str, text: &str, after: usize) -> String {
    let mut paragraphs: Vec<&str> = if body.is_empty() { Vec::new() } else { body.split("\n\n").collect() };
    paragraphs.insert(after.min(paragraphs.len()), text);
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_goes_where_it_stood() {
        assert_eq!(insert_paragraph("a\n\nb", "x", 1), "a\n\nx\n\nb");
        assert_eq!(insert_paragraph("a\n\nb", "x", 9), "a\n\nb\n\nx");
        assert_eq!(insert_paragraph("", "x", 0), "x");
    }
}
