//! From a packet to its bytes.

use crate::packet::WITH_PICTURES;
use crate::{Error, MARK, MAX_PACKET_BYTES, Packet, SUM};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The manifest: the packet, and how many bytes its document has.
#[derive(Serialize)]
struct Manifest<'a> {
    #[serde(flatten)]
    packet: &'a Packet,
    document_bytes: usize,
}

/// The bytes of a packet.
///
/// # Errors
/// [`Error::TooLarge`] when no desk would read it.
pub fn write(packet: &Packet) -> Result<Vec<u8>, Error> {
    let sized = packet.pictures.iter().all(|picture| picture.size == picture.bytes.len() as u64);
    if !sized || (packet.format < WITH_PICTURES && !packet.pictures.is_empty()) {
        return Err(Error::Manifest("pictures that are not there".into()));
    }
    let manifest = Manifest { packet, document_bytes: packet.document.len() };
    let manifest = serde_json::to_vec(&manifest).map_err(|error| Error::Manifest(error.to_string()))?;
    let pictures: usize = packet.pictures.iter().map(|picture| picture.bytes.len()).sum();
    let total = MARK.len() + 4 + manifest.len() + packet.document.len() + pictures + SUM;
    let length = u32::try_from(manifest.len()).map_err(|_| Error::TooLarge)?;
    if total > MAX_PACKET_BYTES {
        return Err(Error::TooLarge);
    }
    let mut out = Vec::with_capacity(total);
    out.extend_from_slice(&MARK);
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&manifest);
    out.extend_from_slice(&packet.document);
    packet.pictures.iter().for_each(|picture| out.extend_from_slice(&picture.bytes));
    let sum = Sha256::digest(&out);
    out.extend_from_slice(&sum);
    Ok(out)
}
