//! What other programs wrote, merged into a piece; and what collided, decided by a person.

use crate::service::hold;
use crate::session::Session;
use crate::{Desk, Error, ErrorKind, Event, Update};
use manuscript::merge3;
use model::{Field, Person, Piece, PieceId};
use store::{NewCollision, NewVersion, Op, StoredCollision};

/// How much of the words around a collision is kept to find it again, characters.
const AROUND: usize = 60;

/// Words that both sides rewrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// Its number on this desk.
    pub id: i64,
    /// Which text; none for a value that is no text (then `name` says which).
    pub field: Option<Field>,
    /// The name of the text or value.
    pub name: String,
    /// What stood there.
    pub base: String,
    /// What the piece made of it, and reads when `reads` is none.
    pub ours: String,
    /// What the other side reads.
    pub theirs: String,
    /// What the piece reads there, where that is neither: after a merge of two desks both stand there.
    pub reads: Option<String>,
    /// The words in front.
    pub ahead: String,
    /// The words behind.
    pub behind: String,
    /// The file that the other side came from.
    pub source: String,
    /// When, RFC 3339.
    pub at: String,
}

/// A person's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The words stay as the piece reads.
    Ours,
    /// The other side's words instead.
    Theirs,
    /// One after the other.
    Both,
}

/// The values of a piece that a file can carry, with how they are read and set.
pub(crate) type Value = (&'static str, fn(&Piece) -> String, fn(&mut Piece, &Piece));

pub(crate) const VALUES: [Value; 8] = [
    ("outlet", |p| p.outlet.name.clone(), |p, from| from.outlet.name.clone_into(&mut p.outlet.name)),
    ("tagline", |p| p.outlet.tagline.clone(), |p, from| from.outlet.tagline.clone_into(&mut p.outlet.tagline)),
    (
        "published",
        |p| format!("{:?}{:?}", p.published.value, p.published.printed),
        |p, from| p.published.clone_from(&from.published),
    ),
    ("language", |p| p.language.clone().unwrap_or_default(), |p, from| p.language.clone_from(&from.language)),
    (
        "commissioned_length",
        |p| p.commissioned_length.map(|length| length.to_string()).unwrap_or_default(),
        |p, from| p.commissioned_length = from.commissioned_length,
    ),
    ("embargo", |p| p.embargo.clone().unwrap_or_default(), |p, from| p.embargo.clone_from(&from.embargo)),
    ("tags", |p| p.tags.join("\n"), |p, from| p.tags.clone_from(&from.tags)),
    ("extra", |p| serde_json::to_string(&p.extra.0).unwrap_or_default(), |p, from| p.extra.clone_from(&from.extra)),
];

/// What came of merging a file into a piece.
struct Merge {
    piece: Piece,
    collisions: Vec<NewCollision>,
    /// Whether the piece had changes of its own.
    both: bool,
}

fn merge(base: &Piece, ours: &Piece, theirs: &Piece, source: &str) -> Merge {
    let mut merged = Merge { piece: ours.clone(), collisions: Vec::new(), both: false };
    for field in Field::ALL {
        let (b, o, t) = (base.text(field), ours.text(field), theirs.text(field));
        if b == t || o == t {
            continue;
        }
        if b == o {
            t.clone_into(merged.piece.text_mut(field));
            continue;
        }
        merged.both = true;
        let result = merge3(b, o, t);
        for collision in &result.collisions {
            let (ahead, behind) = around(&result.text, collision.at.start, collision.at.end);
            merged.collisions.push(NewCollision {
                field: field.name().to_owned(),
                base: collision.base.clone(),
                ours: collision.ours.clone(),
                theirs: collision.theirs.clone(),
                ahead,
                behind,
                source: source.to_owned(),
                reads: None,
            });
        }
        *merged.piece.text_mut(field) = result.text;
    }
    for (name, get, set) in VALUES {
        let (b, o, t) = (get(base), get(ours), get(theirs));
        if b == t || o == t {
            continue;
        }
        if b == o {
            set(&mut merged.piece, theirs);
            continue;
        }
        merged.both = true;
        merged.collisions.push(NewCollision {
            field: name.to_owned(),
            base: b,
            ours: o,
            theirs: t,
            ahead: String::new(),
            behind: String::new(),
            source: source.to_owned(),
            reads: None,
        });
    }
    merged
}

/// The words around a stretch of a text (UTF-16 units).
pub(crate) fn around(text: &str, from: u32, to: u32) -> (String, String) {
    let (from, to) = (byte_at(text, from), byte_at(text, to));
    let (before, after) = (text.get(..from).unwrap_or(""), text.get(to..).unwrap_or(""));
    let start = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    (before[start..].to_owned(), after[..end].to_owned())
}

fn byte_at(text: &str, utf16: u32) -> usize {
    let mut units = 0u32;
    for (at, c) in text.char_indices() {
        if units >= utf16 {
            return at;
        }
        units += c.len_utf16() as u32;
    }
    text.len()
}

impl Desk {
    /// Merges a file that another program changed into its piece: words that only one side changed go together, where
    /// both rewrote the same words the piece keeps its own and the other side waits for a decision. The change is
    /// signed by the file. Nothing happens when the file says nothing new.
    pub(crate) fn merge_outside(&self, id: PieceId, source: &str, base: &Piece, theirs: &Piece) -> Result<(), Error> {
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let session = &mut *guard;
        let ours = session.piece();
        let merged = merge(base, &ours, theirs, source);
        let at = self.now();
        let mine = self.person().0;
        let mut more = Vec::new();
        if merged.both {
            let version = self.version_of(session, "before_merge", source);
            self.submit(vec![Op::Version { piece: id, at, person: mine.clone(), version }])?;
        }
        if !merged.collisions.is_empty() {
            // The other side's text as a whole can be read in the history, whatever is decided.
            let markdown = markdown::write_markdown(theirs);
            let version = NewVersion {
                kind: "outside".into(),
                name: source.into(),
                mark: session.manuscript.version(),
                markdown,
            };
            more.push(Op::Version { piece: id, at, person: mine, version });
        }
        let count = merged.collisions.len();
        more.extend(merged.collisions.into_iter().map(|collision| Op::Collision { piece: id, at, collision }));
        // Its letters are the file's own: written by a peer that nobody else has.
        session.renew_peer()?;
        session.signing = Some(Person { name: source.to_owned(), initials: "→".into() });
        let done = self.fill_and_log(session, &merged.piece, more);
        session.signing = None;
        session.renew_peer()?;
        let updates = done?;
        let changed = !updates.0.is_empty() || updates.1;
        // The window says so when words came in from a file.
        let from_file = |update: Update| Update { client: "folder".into(), ..update };
        self.tell_texts(session, updates.0.into_iter().map(|(field, update)| (field, from_file(update))).collect());
        if changed {
            self.emit(Event::DetailsChanged { id, details: session.details() });
        }
        drop(guard);
        if !theirs.slugline.is_empty() && theirs.slugline != base.slugline && ours.slugline == base.slugline {
            // A name that can't be one stays what it was.
            let _ = self.rename(id, &theirs.slugline);
        }
        self.settle()?;
        if changed {
            self.list_changed(true);
        }
        if count > 0 {
            self.emit(Event::CollisionsChanged { id });
        }
        Ok(())
    }

    fn fill_and_log(
        &self,
        session: &mut Session,
        piece: &Piece,
        more: Vec<Op>,
    ) -> Result<(Vec<(Field, crate::Update)>, bool), Error> {
        for field in Field::ALL {
            self.keep_before_emptying(session, field, piece.text(field))?;
        }
        let updates = session.fill(piece)?;
        let changed = !session.manuscript.is_settled();
        self.log_change(session, "outside", more)?;
        Ok((updates, changed))
    }

    /// Makes a piece of a file of the folder; returns it with its place in the log.
    pub(crate) fn adopt(&self, name: &str, understood: crate::source::Understood) -> Result<(PieceId, i64), Error> {
        let session = Session::fresh(self.new_id(), self.now())?;
        let id = session.id;
        let (_, _, pending) = self.take_in(session, name, understood)?;
        if let Some(pending) = pending {
            pending.wait()?;
        }
        self.list_changed(true);
        let head = hold(&self.inner.reader).head(id)?;
        Ok((id, head.map_or(0, |head| head.last_seq)))
    }

    /// What waits for a decision, in one piece or in all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn collisions(&self, id: Option<PieceId>) -> Result<Vec<(PieceId, Collision)>, Error> {
        let found = hold(&self.inner.reader).collisions(id)?;
        Ok(found.into_iter().map(|stored| (stored.piece, view(stored))).collect())
    }

    /// Decides a collision. The words are found by what stands around them; where they were rewritten since, nothing is
    /// replaced and the collision waits on.
    ///
    /// # Errors
    /// When there is no such collision, or its words are not in the text any more.
    pub fn decide_collision(&self, id: i64, take: Take) -> Result<(), Error> {
        let all = hold(&self.inner.reader).collisions(None)?;
        let found = all.into_iter().find(|stored| stored.id == id);
        let stored = found.ok_or_else(|| Error::new(ErrorKind::NotFound, "This was decided already."))?;
        let piece = stored.piece;
        let session = self.session(piece)?;
        let mut guard = hold(&session);
        let session = &mut *guard;
        let mut updates = Vec::new();
        let c = &stored.collision;
        if take != Take::Ours || c.reads.as_ref().is_some_and(|reads| *reads != c.ours) {
            let Some(field) = Field::ALL.into_iter().find(|field| field.name() == c.field) else {
                return Err(Error::bad("Set this value by hand, and then keep yours."));
            };
            let text = session.manuscript.text(field);
            let gap = if c.ours.ends_with(char::is_whitespace) || c.ours.is_empty() { "" } else { " " };
            let words = match take {
                Take::Ours => c.ours.clone(),
                Take::Theirs => c.theirs.clone(),
                Take::Both => format!("{}{gap}{}", c.ours, c.theirs),
            };
            let after = replace(text, c, &words).ok_or_else(|| {
                Error::bad("These words were rewritten since. Nothing was changed: put in by hand what you want to keep of the other side, and then keep yours.")
            })?;
            updates.extend(session.set_text(field, &after)?);
        }
        let decided = match take {
            Take::Ours => "ours",
            Take::Theirs => "theirs",
            Take::Both => "both",
        };
        let pending = self.log_change(session, "decide", vec![Op::CollisionDecided { id, decided: decided.into() }])?;
        self.tell_texts(session, updates);
        drop(guard);
        if let Some(pending) = pending {
            pending.wait()?;
        }
        self.emit(Event::CollisionsChanged { id: piece });
        Ok(())
    }
}

fn view(stored: StoredCollision) -> Collision {
    let c = stored.collision;
    Collision {
        id: stored.id,
        field: Field::ALL.into_iter().find(|field| field.name() == c.field),
        name: c.field,
        base: c.base,
        ours: c.ours,
        theirs: c.theirs,
        reads: c.reads,
        ahead: c.ahead,
        behind: c.behind,
        source: c.source,
        at: crate::clock::rfc3339(stored.at),
    }
}

/// Whether the words of a collision still stand in the text, where they were found.
pub(crate) fn stands(text: &str, c: &NewCollision) -> bool {
    replace(text, c, "").is_some()
}

/// The text with other words at the place of a collision: where most of what stood around it still stands.
fn replace(text: &str, c: &NewCollision, words: &str) -> Option<String> {
    let reads = c.reads.as_ref().unwrap_or(&c.ours);
    for keep in [AROUND, 24, 8, 1] {
        let ahead: String = c.ahead.chars().rev().take(keep).collect::<Vec<_>>().into_iter().rev().collect();
        let behind: String = c.behind.chars().take(keep).collect();
        let wanted = format!("{ahead}{reads}{behind}");
        let mut places = text.match_indices(&wanted);
        if let (Some((at, _)), None) = (places.next(), places.next())
            && !wanted.is_empty()
        {
            let (from, to) = (at + ahead.len(), at + ahead.len() + reads.len());
            return Some(format!("{}{words}{}", &text[..from], &text[to..]));
        }
    }
    (text == *reads).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(body: &str) -> Piece {
        Piece { body: body.into(), ..Piece::default() }
    }

    #[test]
    fn words_of_both_sides_go_together_and_what_collides_waits() {
        let base = piece("The ferry runs at nine. Nobody waits.");
        let ours = piece("The old ferry runs at ten. Nobody waits.");
        let theirs = piece("The ferry runs at eight. Nobody waits for it.");
        let merged = merge(&base, &ours, &theirs, "ferry.md");
        assert_eq!(merged.piece.body, "The old ferry runs at ten. Nobody waits for it.");
        assert_eq!(merged.collisions.len(), 1);
        let c = &merged.collisions[0];
        assert_eq!((c.base.as_str(), c.ours.as_str(), c.theirs.as_str()), ("nine", "ten", "eight"));
        let text = format!("Later it was said: {}", merged.piece.body);
        assert_eq!(
            replace(&text, c, &c.theirs).unwrap_or_default(),
            "Later it was said: The old ferry runs at eight. Nobody waits for it."
        );
        assert_eq!(replace("Something else altogether.", c, &c.theirs), None);
    }

    #[test]
    fn values_collide_too() {
        let with = |language: &str| Piece { language: Some(language.into()), ..piece("x") };
        let merged = merge(&with("en"), &with("de"), &with("fr"), "x.md");
        assert_eq!(merged.piece.language.as_deref(), Some("de"));
        assert_eq!(merged.collisions[0].field, "language");
        assert_eq!(merge(&with("en"), &with("en"), &with("fr"), "x.md").piece.language.as_deref(), Some("fr"));
    }
}
