//! A piece as a packet.

use super::{PacketContents, contents};
use crate::past::{MomentId, Past};
use crate::pictures::gathered;
use crate::{Archive, Desk, Error, thin};
use manuscript::{Effect, Manuscript, Reach, Span};
use model::picture::address;
use model::{Field, Person, PieceId};
use share::{Left, Opening, PACKET_FORMAT, Packet, PacketChange, PacketPicture, PacketVersion};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use store::{LoggedChange, StoredPeer, StoredVersion};

impl Desk {
    /// Writes a piece as a packet into a file; tells what travels. `since` is as for [`Archive::packet`].
    ///
    /// # Errors
    /// [`crate::ErrorKind::Exists`] when the file is there and `force` is not given; as for [`Archive::packet`]; what the
    /// disk says.
    pub fn write_packet(
        &self,
        id: PieceId,
        since: Option<&str>,
        path: &Path,
        force: bool,
    ) -> Result<PacketContents, Error> {
        self.settle()?;
        let (bytes, contents) = Archive::open(self.dir())?.packet(id, since, self.now())?;
        crate::write_bytes(path, &bytes, force)?;
        Ok(contents)
    }
}

impl Archive {
    /// A piece as a packet, and what travels in it. With `since`, a moment of its history by a name of
    /// [`Archive::moment`], what was deleted or replaced before that moment stays here, and everything before it is one
    /// change there. `now` is milliseconds since 1970.
    ///
    /// # Errors
    /// When there is no such piece or moment, or it is too large to travel.
    pub fn packet(&self, id: PieceId, since: Option<&str>, now: i64) -> Result<(Vec<u8>, PacketContents), Error> {
        let moment = |version| Ok::<_, Error>((self.moment(&format!("{id}@{version}"))?.moment, version));
        let since = since.map(moment).transpose()?;
        let past = Past::read(self.reader(), id)?;
        let slugline = self.reader().head(id)?.ok_or_else(Error::no_piece)?.row.slugline;
        let mut parts = Parts {
            rows: rows(self, &past, since.as_ref().map(|(moment, _)| *moment))?,
            peers: self.reader().peers(id)?,
            texts: self.versions_of(&past)?,
            left: None,
            seen: None,
        };
        let document = match since {
            None | Some((0, _)) => past.manuscript.whole()?,
            Some((moment, name)) => parts.leave_behind(&past, moment, name)?.whole()?,
        };
        let mut packet = parts.packed(&past);
        packet.made_at = now;
        packet.slugline = slugline;
        packet.document = document;
        packet.pictures = self.pictures_of_packet(id, &packet)?;
        packet.format = if packet.pictures.is_empty() { 1 } else { PACKET_FORMAT };
        let bytes = share::write(&packet).map_err(|error| Error::bad(format!("This piece can't travel: {error}.")))?;
        let told = contents(&packet, past.manuscript.records(), bytes.len() as u64);
        Ok((bytes, told))
    }

    /// The pictures that travel, as they leave: with the whole history all that the piece has, else those that a text calls
    /// which travels.
    fn pictures_of_packet(&self, id: PieceId, packet: &Packet) -> Result<Vec<PacketPicture>, Error> {
        let mut called = self.piece(id)?.body;
        for version in &packet.versions {
            called.push_str(&version.markdown);
        }
        if packet.left.is_none() {
            for row in self.reader().pictures(id)? {
                called.push(' ');
                called.push_str(&address(&row.name));
            }
        }
        let mut marks = HashSet::new();
        let mut out = Vec::new();
        for picture in gathered(self.reader(), &called).iter().filter(|picture| marks.insert(picture.mark().to_owned()))
        {
            let bytes = picture.bytes.to_vec();
            out.push(PacketPicture { name: picture.name.clone(), size: bytes.len() as u64, bytes });
        }
        Ok(out)
    }

    /// The named versions with their texts.
    fn versions_of(&self, past: &Past) -> Result<Vec<(StoredVersion, String)>, Error> {
        let named = past.versions.iter().filter(|version| version.kind == "named");
        let texts = named.map(|version| {
            let text = self.reader().version(version.id)?;
            Ok((version.clone(), text.map(|text| text.markdown).unwrap_or_default()))
        });
        texts.collect()
    }
}

/// A row of the log that travels: its last place, its first row, and its operations.
struct Row {
    seq: MomentId,
    change: LoggedChange,
    spans: Vec<Span>,
    effect: Effect,
}

/// The log as it travels: what was written within a minute is one row, unless a version, a word that went or
/// the moment before which history stays here needs the moment between.
fn rows(archive: &Archive, past: &Past, since: Option<MomentId>) -> Result<Vec<Row>, Error> {
    let named = past.versions.iter().filter(|version| version.kind == "named").map(|version| version.seq);
    let ends: HashSet<MomentId> = named.chain(since).collect();
    let logged: HashMap<MomentId, &LoggedChange> = past.log.iter().map(|row| (row.seq, row)).collect();
    let mut out: Vec<Row> = Vec::new();
    for change in archive.reader().changes(past.id, 0, i64::MAX)? {
        let Some(row) = logged.get(&change.seq) else { continue };
        let spans = Span::of(&change.payload)?;
        let effect = past.manuscript.effect_of(&spans);
        match out.last_mut() {
            Some(last) if !ends.contains(&last.seq) && thin::goes_on(&last.change, last.effect, row, effect) => {
                last.seq = row.seq;
                last.spans = Span::joined(&last.spans, &spans);
                last.effect = thin::both(last.effect, effect);
            }
            _ => out.push(Row { seq: row.seq, change: (*row).clone(), spans, effect }),
        }
    }
    Ok(out)
}

struct Parts {
    rows: Vec<Row>,
    peers: Vec<StoredPeer>,
    texts: Vec<(StoredVersion, String)>,
    left: Option<Left>,
    /// With history left behind: who still has words in it.
    seen: Option<HashSet<u64>>,
}

impl Parts {
    /// Makes one row of everything up to a moment; gives the document without what was replaced before it.
    fn leave_behind(&mut self, past: &Past, moment: MomentId, name: &str) -> Result<Manuscript, Error> {
        let mut reach = Reach::default();
        let mut seen = HashSet::new();
        let kept = past.moment(moment)?;
        for field in Field::ALL {
            seen.extend(kept.authors(field).into_iter().map(|run| run.peer));
        }
        let all = std::mem::take(&mut self.rows);
        let (before, after): (Vec<Row>, Vec<Row>) = all.into_iter().partition(|row| row.seq <= moment);
        seen.extend(after.iter().flat_map(|row| &row.spans).map(|span| span.peer));
        let spans = before.iter().fold(Vec::new(), |spans, row| Span::joined(&spans, &row.spans));
        reach.add(&Reach::of_spans(&spans));
        let at = past.log.iter().rev().find(|row| row.seq <= moment).map_or(past.created(), |row| row.at);
        let changes = u32::try_from(before.len()).unwrap_or(u32::MAX);
        self.left = Some(Left { since: name.to_owned(), at, changes });
        if let Some(last) = before.into_iter().next_back() {
            let change = LoggedChange { at, kind: "merge".into(), ..last.change };
            self.rows.push(Row { seq: moment, change, spans, effect: last.effect });
        }
        self.rows.extend(after);
        self.texts.retain(|(version, _)| version.seq >= moment);
        self.seen = Some(seen);
        Ok(past.manuscript.leaving_behind(&past.manuscript.mark_of(&reach), at / 1000)?)
    }

    fn packed(&self, past: &Past) -> Packet {
        let mut people = People::default();
        let known: HashMap<u64, &StoredPeer> = self.peers.iter().map(|peer| (peer.peer, peer)).collect();
        let mut openings: Vec<Opening> = Vec::new();
        let mut numbers: HashMap<u64, u32> = HashMap::new();
        let mut changes = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let person = people.number(&row.change.person);
            let spans = row.spans.iter().map(|span| {
                let opening = *numbers.entry(span.peer).or_insert_with(|| {
                    // Whose words all stayed behind is not named.
                    let told = self.seen.as_ref().is_none_or(|seen| seen.contains(&span.peer));
                    let of = known.get(&span.peer).filter(|_| told);
                    openings.push(Opening {
                        peer: span.peer,
                        person: of.map_or(person, |peer| people.number(&peer.person)),
                        device: of.map(|peer| peer.device.clone()).unwrap_or_default(),
                        since: of.map_or(row.change.at, |peer| peer.since),
                    });
                    u32::try_from(openings.len() - 1).unwrap_or(u32::MAX)
                });
                share::Span { opening, from: span.from.unsigned_abs(), to: span.to.unsigned_abs() }
            });
            let spans = spans.collect();
            changes.push(PacketChange { at: row.change.at, person, kind: row.change.kind.clone(), spans });
        }
        let versions = self.texts.iter().map(|(version, markdown)| PacketVersion {
            after: u32::try_from(self.rows.iter().filter(|row| row.seq <= version.seq).count()).unwrap_or(u32::MAX),
            at: version.at,
            person: people.number(&version.person),
            kind: version.kind.clone(),
            name: version.name.clone(),
            mark: version.mark.clone(),
            markdown: markdown.clone(),
        });
        let versions = versions.collect();
        Packet {
            format: 1,
            made_by: concat!("Standfirst ", env!("CARGO_PKG_VERSION")).into(),
            made_at: 0,
            piece: past.id,
            slugline: String::new(),
            left: self.left.clone(),
            people: people.0,
            openings,
            changes,
            versions,
            pictures: Vec::new(),
            document: Vec::new(),
        }
    }
}

#[derive(Default)]
struct People(Vec<Person>);

impl People {
    fn number(&mut self, person: &Person) -> u32 {
        let at = self.0.iter().position(|known| known == person).unwrap_or_else(|| {
            self.0.push(person.clone());
            self.0.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }
}
