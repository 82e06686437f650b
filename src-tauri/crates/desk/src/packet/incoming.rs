//! A packet, taken into the desk.

use super::collide::collisions;
use super::{PacketImported, names, read_file, refused};
use crate::service::hold;
use crate::session::Session;
use crate::{Desk, Error, Event, Update, outside};
use manuscript::{Detail, Manuscript, Reach, Span};
use model::picture::{Picture, named};
use model::{Field, Person, Piece, PieceId};
use share::Packet;
use std::collections::HashSet;
use std::path::Path;
use store::{NewVersion, Op};

/// Longest text that a packet may bring, bytes: what a file may have.
const LONGEST: usize = intake::MAX_FILE_BYTES;

/// A packet that holds what it says.
struct Sound {
    packet: Packet,
    document: Manuscript,
    /// The operations of each change.
    rows: Vec<Vec<Span>>,
    /// The file's name, by which what collides is told.
    name: String,
    /// Its pictures; each is what its name says.
    pictures: Vec<Picture>,
}

impl Sound {
    /// The pictures as writes.
    fn pictures(&self, at: i64) -> impl Iterator<Item = Op> {
        let piece = self.packet.piece;
        self.pictures.iter().map(move |picture| Op::Picture { piece, at, picture: picture.clone() })
    }
}

impl Desk {
    /// Takes a packet in: a piece that the desk does not have comes as it was, with its history; one that it has is
    /// merged. What the desk has already changes nothing.
    ///
    /// # Errors
    /// A sentence, when the file is no packet, is damaged, or was not made from the piece that the desk has. Then nothing
    /// was changed.
    pub fn import_packet(&self, path: &Path) -> Result<PacketImported, Error> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let sound = sound(&read_file(path)?, name)?;
        // One at a time: the same packet twice at once would else come in twice.
        let _one = hold(&self.inner.packets);
        self.settle()?;
        let known = hold(&self.inner.reader).head(sound.packet.piece)?.is_some();
        let imported = if known { self.merge_packet(&sound)? } else { self.adopt_packet(&sound)? };
        self.list_changed(true);
        Ok(imported)
    }

    fn adopt_packet(&self, sound: &Sound) -> Result<PacketImported, Error> {
        let packet = &sound.packet;
        let created = packet.changes.first().map_or(packet.made_at, |change| change.at);
        let mut session = Session::fresh(packet.piece, created)?;
        session.manuscript.take_in(&packet.document)?;
        session.recount();
        let slugline = session.slugline();
        let free = self.free_name(&slugline, packet.piece)?;
        let mut ops = self.openings(packet)?;
        let projection = store::Projection { slugline: free.clone(), ..session.projection() };
        for (number, change) in packet.changes.iter().enumerate() {
            ops.push(Op::Change {
                piece: packet.piece,
                at: change.at,
                person: person(packet, change.person),
                kind: change.kind.clone(),
                payload: sound.document.update_of(&sound.rows[number])?,
                projection: projection.clone(),
            });
            ops.extend(versions_after(packet, number + 1).map(|version| kept(packet, version)));
        }
        if free != slugline {
            session.manuscript.set_detail(Detail::Slugline, Some(&free))?;
        }
        ops.extend(sound.pictures(self.now()));
        self.submit(ops)?.wait()?;
        session.modified = packet.changes.last().map_or(created, |change| change.at);
        session.unsnapped = u32::MAX;
        // The other name is a change of this desk, and so is what was settled of a packet in which two desks had met.
        if let Some(pending) = self.log_change(&mut session, "rename", Vec::new())? {
            pending.wait()?;
        }
        self.keep_snapshot(&mut session, 40);
        self.touched(packet.piece);
        Ok(self.told(sound, &session, true, packet.changes.len(), packet.versions.len(), 0))
    }

    fn merge_packet(&self, sound: &Sound) -> Result<PacketImported, Error> {
        let packet = &sound.packet;
        let session = self.session(packet.piece)?;
        let mut guard = hold(&session);
        let session = &mut *guard;
        self.settle()?;
        let mut known: HashSet<(i64, String, Vec<u8>)> = {
            let versions = hold(&self.inner.reader).versions(packet.piece)?;
            versions.into_iter().map(|version| (version.at, version.name, version.mark)).collect()
        };
        // The log as it was before this packet; read only where a version has to find its place in it, and before anything
        // is taken in: what fails later would leave words in the document that the log does not have.
        let places = packet.versions.iter().any(|v| !known.contains(&(v.at, v.name.clone(), v.mark.clone())));
        let past = places.then(|| self.past(packet.piece)).transpose()?;
        let (here, there) = (session.manuscript.reach(), sound.document.reach());
        let common = here.common(&there);
        let missing = here.missing(&there.spans());
        if common == Reach::default() || (!missing.is_empty() && !session.manuscript.fits(&sound.document)) {
            return Err(refused(&sound.name, "its history is not that of the piece that has its number here"));
        }
        let mut ops = Vec::new();
        let (mut changes, mut versions, mut collided) = (0, 0, Vec::new());
        let mut updates = Vec::new();
        if !missing.is_empty() {
            let ours = session.piece();
            let base = session.manuscript.at_reach(&common)?;
            let base = crate::session::piece_of(
                packet.piece,
                |field| base.texts.get(&field).map_or("", String::as_str),
                |detail| base.details.get(&detail).cloned(),
            );
            let version = self.version_of(session, "before_merge", &sound.name);
            ops.push(Op::Version { piece: packet.piece, at: self.now(), person: self.person().0, version });
            updates = session.take_in(&sound.document.update_of(&missing)?)?;
            let merged = session.piece();
            collided = collisions(&base, &ours, &piece_of(&sound.document, packet.piece), &merged, &sound.name);
            ops.extend(self.openings(packet)?);
            session.modified = packet.changes.last().map_or(session.modified, |change| change.at);
        }
        // Another piece may have the name that this one got elsewhere.
        let free = self.free_name(&session.slugline(), packet.piece)?;
        let projection = store::Projection { slugline: free.clone(), ..session.projection() };
        let mut reach = Reach::default();
        for (number, change) in packet.changes.iter().enumerate() {
            reach.add(&Reach::of_spans(&sound.rows[number]));
            let new = here.missing(&sound.rows[number]);
            if !new.is_empty() {
                changes += 1;
                ops.push(Op::Change {
                    piece: packet.piece,
                    at: change.at,
                    person: person(packet, change.person),
                    kind: change.kind.clone(),
                    payload: sound.document.update_of(&new)?,
                    projection: projection.clone(),
                });
            }
            for version in versions_after(packet, number + 1) {
                if !known.insert((version.at, version.name.clone(), version.mark.clone())) {
                    continue;
                }
                versions += 1;
                let op = kept(packet, version);
                ops.push(match (op, past.as_ref().and_then(|past| past.first_with(&reach))) {
                    (Op::Version { piece, at, person, version }, Some(seq)) => {
                        Op::VersionAt { piece, seq, at, person, version }
                    }
                    (op, _) => op,
                });
            }
        }
        let count = collided.len();
        let at = self.now();
        ops.extend(collided.into_iter().map(|collision| Op::Collision { piece: packet.piece, at, collision }));
        ops.extend(self.settled_elsewhere(session)?);
        let held = self.held_pictures(packet.piece)?.marks;
        let is_held = |op: &Op| matches!(op, Op::Picture { picture, .. } if held.contains(picture.mark()));
        ops.extend(sound.pictures(at).filter(|op| !is_held(op)));
        if !ops.is_empty() {
            session.unsnapped = session.unsnapped.saturating_add(u32::try_from(changes).unwrap_or(u32::MAX));
            let pending = self.submit(ops)?;
            self.tell_texts(session, updates);
            self.tell_page(session);
            self.emit(Event::DetailsChanged { id: packet.piece, details: session.details() });
            pending.wait()?;
        }
        let kind = if free == session.slugline() { "merge" } else { "rename" };
        if free != session.slugline() {
            session.manuscript.set_detail(Detail::Slugline, Some(&free))?;
        }
        // What both desks decided alike, and stood twice, is taken out by a change of this one.
        if !session.manuscript.is_settled()
            && let Some(pending) = self.log_change(session, kind, Vec::new())?
        {
            pending.wait()?;
        }
        self.keep_snapshot(session, 40);
        let told = self.told(sound, session, false, changes, versions, count);
        drop(guard);
        self.touched(packet.piece);
        self.emit(Event::CollisionsChanged { id: packet.piece });
        Ok(told)
    }

    /// The openings that the desk does not know yet.
    fn openings(&self, packet: &Packet) -> Result<Vec<Op>, Error> {
        let peers: Vec<u64> = packet.openings.iter().map(|opening| opening.peer).collect();
        let known = hold(&self.inner.reader).known_peers(&peers)?;
        let new = packet.openings.iter().filter(|opening| !known.contains(&opening.peer));
        let ops = new.map(|opening| Op::Peer {
            peer: opening.peer,
            piece: packet.piece,
            person: person(packet, opening.person),
            device: opening.device.clone(),
            at: opening.since,
        });
        Ok(ops.collect())
    }

    /// Collisions that the other desk has decided: what stood there is not in the text any more.
    fn settled_elsewhere(&self, session: &Session) -> Result<Vec<Op>, Error> {
        let open = hold(&self.inner.reader).collisions(Some(session.id))?;
        let text = |name: &str| Field::ALL.into_iter().find(|field| field.name() == name);
        let gone = open.into_iter().filter(|stored| {
            stored.collision.reads.is_some()
                && text(&stored.collision.field)
                    .is_some_and(|field| !outside::stands(session.manuscript.text(field), &stored.collision))
        });
        Ok(gone.map(|stored| Op::CollisionDecided { id: stored.id, decided: "elsewhere".into() }).collect())
    }

    fn told(
        &self,
        sound: &Sound,
        session: &Session,
        is_new: bool,
        changes: usize,
        versions: usize,
        collisions: usize,
    ) -> PacketImported {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        PacketImported {
            id: session.id,
            slugline: session.slugline(),
            is_new,
            binned: session.binned,
            changes: number(changes),
            versions: number(versions),
            collisions: number(collisions),
            people: names(&sound.packet),
        }
    }
}

impl Session {
    /// Takes over changes that the log gets from a packet; gives what they did to the texts.
    fn take_in(&mut self, bytes: &[u8]) -> Result<Vec<(Field, Update)>, Error> {
        let before: Vec<String> = Field::ALL.iter().map(|field| self.manuscript.text(*field).to_owned()).collect();
        self.manuscript.take_in(bytes)?;
        let mut updates = Vec::new();
        for (field, before) in Field::ALL.into_iter().zip(before) {
            let splices = manuscript::rewrite(&before, self.manuscript.text(field));
            if !splices.is_empty() {
                let update = Update { client: "desk".into(), length: model::utf16_len(&before), splices };
                self.log.entry(field).or_default().push(update.clone());
                updates.push((field, update));
            }
        }
        self.recount();
        Ok(updates)
    }
}

/// Reads a packet, and looks whether it holds what it says.
fn sound(bytes: &[u8], name: String) -> Result<Sound, Error> {
    let packet = share::read(bytes).map_err(|error| refused(&name, error))?;
    let openings = &packet.openings;
    let span = |span: &share::Span| Span {
        peer: openings[span.opening as usize].peer,
        from: i32::try_from(span.from).unwrap_or(i32::MAX),
        to: i32::try_from(span.to).unwrap_or(i32::MAX),
    };
    let rows: Vec<Vec<Span>> = packet.changes.iter().map(|change| change.spans.iter().map(span).collect()).collect();
    let all: u64 = rows.iter().flatten().map(|span| u64::from((span.to - span.from).unsigned_abs())).sum();
    let contradicts = || refused(&name, "the packet contradicts itself (its log is not that of its text)");
    let document = Manuscript::foreign(&packet.document, all).map_err(|_| contradicts())?;
    let marks = || packet.versions.iter().all(|version| document.has_mark(&version.mark));
    // What the desk keeps of its own has no changes of these kinds.
    let kinds = packet.changes.iter().all(|change| !["bin", "unbin", "erase", "purge"].contains(&change.kind.as_str()));
    if rows.is_empty() || rows.iter().any(Vec::is_empty) || !kinds || !document.is_made_of(&rows) || !marks() {
        return Err(contradicts());
    }
    for field in Field::ALL {
        if document.text(field).len() > LONGEST {
            return Err(refused(&name, "a text in it is longer than a piece may be"));
        }
    }
    let pictures = packet.pictures.iter().map(|came| {
        let picture = Picture::taken(&came.name, &came.bytes).map_err(|error| refused(&name, error))?;
        let is_it = named(&came.name).is_some_and(|named| named.mark == picture.mark() && named.kind == picture.kind);
        if is_it { Ok(picture) } else { Err(refused(&name, "a picture in it is not what its name says")) }
    });
    let pictures = pictures.collect::<Result<Vec<_>, Error>>()?;
    Ok(Sound { packet, document, rows, name, pictures })
}

fn person(packet: &Packet, number: u32) -> Person {
    packet.people.get(number as usize).cloned().unwrap_or_else(|| Person::named("Somebody"))
}

fn versions_after(packet: &Packet, changes: usize) -> impl Iterator<Item = &share::PacketVersion> {
    packet.versions.iter().filter(move |version| (version.after as usize).max(1) == changes)
}

fn kept(packet: &Packet, version: &share::PacketVersion) -> Op {
    Op::Version {
        piece: packet.piece,
        at: version.at,
        person: person(packet, version.person),
        version: NewVersion {
            kind: version.kind.clone(),
            name: version.name.clone(),
            mark: version.mark.clone(),
            markdown: version.markdown.clone(),
        },
    }
}

/// A foreign document as a piece, to compare with ours.
fn piece_of(document: &Manuscript, id: PieceId) -> Piece {
    crate::session::piece_of(id, |field| document.text(field), |detail| document.detail(detail))
}
