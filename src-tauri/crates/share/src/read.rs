//! From bytes, which anybody may have made, to a packet.

use crate::packet::WITH_PICTURES;
use crate::{MARK, PACKET_FORMAT, Packet, SUM};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Most bytes of a packet.
pub const MAX_PACKET_BYTES: usize = 128 << 20;
/// Most people, openings, changes or versions.
const MOST: usize = 2_000_000;
/// Most pictures.
const MOST_PICTURES: usize = 10_000;
/// Longest name, characters.
const LONGEST_NAME: usize = 500;
/// Most operations of a document: far more than a person types in a life.
const MOST_OPERATIONS: u64 = 200_000_000;
/// Times of this millennium and a little around it.
const TIMES: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=32_503_680_000_000;

/// Why bytes are no packet that can be used. Each completes “…: ”.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// They begin like something else.
    #[error("it is not a Standfirst packet")]
    NotAPacket,
    /// The checksum or the lengths are wrong.
    #[error("the packet is damaged or not whole; have it sent again")]
    Damaged,
    /// Written by a program that knows more.
    #[error("the packet has format {0}, and this Standfirst reads up to {PACKET_FORMAT}; a newer one reads it")]
    Newer(u32),
    /// Larger than any desk reads.
    #[error("the packet is larger than {} MB", MAX_PACKET_BYTES >> 20)]
    TooLarge,
    /// The manifest is none, or speaks of what is not there.
    #[error("the packet contradicts itself ({0})")]
    Manifest(String),
}

/// Whether bytes begin like a packet.
pub fn looks_like_a_packet(bytes: &[u8]) -> bool {
    bytes.starts_with(&MARK)
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

#[derive(Deserialize)]
struct Manifest {
    #[serde(flatten)]
    packet: Packet,
    document_bytes: u64,
}

/// Reads a packet, and checks that all it speaks of is there. What the document holds is for the manuscript to say.
///
/// # Errors
/// What is wrong with the bytes.
pub fn read(bytes: &[u8]) -> Result<Packet, Error> {
    if bytes.len() > MAX_PACKET_BYTES {
        return Err(Error::TooLarge);
    }
    let rest = bytes.strip_prefix(&MARK).ok_or(Error::NotAPacket)?;
    let (content, sum) = bytes.split_last_chunk::<SUM>().ok_or(Error::Damaged)?;
    if Sha256::digest(content).as_slice() != sum {
        return Err(Error::Damaged);
    }
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(Error::Damaged)?;
    let length = u32::from_le_bytes(*length) as usize;
    let rest = rest.get(..rest.len().saturating_sub(SUM)).ok_or(Error::Damaged)?;
    let (manifest, document) = rest.split_at_checked(length).ok_or(Error::Damaged)?;
    let wrong = |error: serde_json::Error| Error::Manifest(error.to_string());
    // The format first: a later one may have other keys.
    let Format { format } = serde_json::from_slice(manifest).map_err(wrong)?;
    if !(1..=PACKET_FORMAT).contains(&format) {
        return Err(if format > PACKET_FORMAT { Error::Newer(format) } else { Error::Manifest("format 0".into()) });
    }
    let Manifest { mut packet, document_bytes } = serde_json::from_slice(manifest).map_err(wrong)?;
    if format < WITH_PICTURES && !packet.pictures.is_empty() {
        return Err(Error::Manifest("pictures in a format that has none".into()));
    }
    let document_bytes = usize::try_from(document_bytes).map_err(|_| Error::Damaged)?;
    let (document, mut rest) = document.split_at_checked(document_bytes).ok_or(Error::Damaged)?;
    packet.document = document.to_vec();
    for picture in &mut packet.pictures {
        let size = usize::try_from(picture.size).map_err(|_| Error::Damaged)?;
        let (bytes, after) = rest.split_at_checked(size).ok_or(Error::Damaged)?;
        picture.bytes = bytes.to_vec();
        rest = after;
    }
    if !rest.is_empty() {
        return Err(Error::Damaged);
    }
    check(&packet)?;
    Ok(packet)
}

fn check(packet: &Packet) -> Result<(), Error> {
    let says = |holds: bool, what: &str| if holds { Ok(()) } else { Err(Error::Manifest(what.to_owned())) };
    let (people, openings) = (packet.people.len(), packet.openings.len());
    says(people.max(openings).max(packet.changes.len()).max(packet.versions.len()) <= MOST, "too many rows")?;
    let short = |name: &str| name.chars().count() <= LONGEST_NAME;
    says(short(&packet.slugline) && packet.people.iter().all(|p| short(&p.name) && short(&p.initials)), "long names")?;
    says(
        packet.pictures.len() <= MOST_PICTURES && packet.pictures.iter().all(|p| short(&p.name)),
        "impossible pictures",
    )?;
    says(packet.people.iter().all(|person| !person.name.trim().is_empty()), "a person without a name")?;
    says(packet.openings.iter().all(|o| (o.person as usize) < people && short(&o.device)), "unknown people")?;
    let mut peers: Vec<u64> = packet.openings.iter().map(|opening| opening.peer).collect();
    peers.sort_unstable();
    says(peers.windows(2).all(|pair| pair[0] != pair[1]), "one opening twice")?;
    let mut operations = 0u64;
    for change in &packet.changes {
        says((change.person as usize) < people, "unknown people")?;
        says(TIMES.contains(&change.at), "impossible times")?;
        says(short(&change.kind) && !change.kind.is_empty(), "changes of no kind")?;
        for span in &change.spans {
            says((span.opening as usize) < openings, "unknown openings")?;
            says(span.from < span.to && span.to <= i32::MAX.unsigned_abs(), "impossible operations")?;
            operations += u64::from(span.to - span.from);
        }
    }
    says(operations <= MOST_OPERATIONS, "too many operations")?;
    for version in &packet.versions {
        says((version.person as usize) < people, "unknown people")?;
        says(version.after as usize <= packet.changes.len(), "unknown changes")?;
        says(TIMES.contains(&version.at) && short(&version.name) && short(&version.kind), "impossible versions")?;
    }
    let times = packet.openings.iter().map(|opening| opening.since).chain([packet.made_at]);
    says(times.chain(packet.left.iter().map(|left| left.at)).all(|at| TIMES.contains(&at)), "impossible times")
}
