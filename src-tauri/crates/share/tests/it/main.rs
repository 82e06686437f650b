//! Packets: written, read back, and refused when they are not what they say.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use model::{Person, PieceId};
use proptest::prelude::*;
use share::{
    Error, Left, Opening, PACKET_FORMAT, Packet, PacketChange, PacketPicture, PacketVersion, Span, read, write,
};

fn picture(name: &str, size: usize) -> PacketPicture {
    PacketPicture { name: name.into(), size: size as u64, bytes: vec![7; size] }
}

fn packet() -> Packet {
    Packet {
        format: PACKET_FORMAT,
        made_by: "Standfirst test".into(),
        made_at: 1_795_000_000_000,
        piece: PieceId::from_parts(1_795_000_000_000, 7),
        slugline: "night-ferry".into(),
        left: Some(Left { since: "First proof".into(), at: 1_794_000_000_000, changes: 12 }),
        people: vec![Person::named("Maud Castell"), Person::named("Ivo Marić")],
        openings: vec![
            Opening { peer: u64::MAX, person: 0, device: "desk-1".into(), since: 1_794_000_000_000 },
            Opening { peer: 3, person: 1, device: "laptop".into(), since: 1_794_500_000_000 },
        ],
        changes: vec![
            PacketChange {
                at: 1_794_000_000_000,
                person: 0,
                kind: "import".into(),
                spans: vec![Span { opening: 0, from: 0, to: 900 }],
            },
            PacketChange {
                at: 1_794_500_000_000,
                person: 1,
                kind: "edit".into(),
                spans: vec![Span { opening: 1, from: 0, to: 4 }],
            },
        ],
        versions: vec![PacketVersion {
            after: 2,
            at: 1_794_600_000_000,
            person: 1,
            kind: "named".into(),
            name: "Final 🦆".into(),
            mark: vec![0, 255, 16],
            markdown: "---\nheadline: Ferry\n---\n\nIt is late.\n".into(),
        }],
        pictures: vec![
            picture("a-0123456789abcdef0123456789abcdef.png", 300),
            picture("b-0123456789abcdef0123456789abcdef.gif", 0),
        ],
        document: (0..=255).collect(),
    }
}

/// The packet's bytes with another manifest, and a checksum that is right.
fn with_manifest(change: impl FnOnce(&mut serde_json::Value)) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let bytes = write(&packet()).unwrap();
    let length = u32::from_le_bytes(bytes[8..12].try_into().unwrap()) as usize;
    let mut manifest: serde_json::Value = serde_json::from_slice(&bytes[12..12 + length]).unwrap();
    change(&mut manifest);
    let manifest = serde_json::to_vec(&manifest).unwrap();
    let mut out = bytes[..8].to_vec();
    out.extend(u32::try_from(manifest.len()).unwrap().to_le_bytes());
    out.extend(manifest);
    out.extend(&bytes[12 + length..bytes.len() - 32]);
    let sum = Sha256::digest(&out);
    out.extend_from_slice(&sum);
    out
}

#[test]
fn a_packet_is_read_as_it_was_written() {
    let bytes = write(&packet()).unwrap();
    assert!(share::looks_like_a_packet(&bytes));
    assert_eq!(read(&bytes).unwrap(), packet());
}

#[test]
fn every_byte_that_changed_on_the_way_is_noticed() {
    let bytes = write(&packet()).unwrap();
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        assert!(read(&damaged).is_err(), "byte {at}");
    }
    for length in 0..bytes.len() {
        assert!(read(&bytes[..length]).is_err(), "{length} bytes of {}", bytes.len());
    }
}

#[test]
fn something_else_is_not_taken_for_a_packet() {
    for bytes in [&b""[..], b"---\nheadline: x\n---\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n"] {
        assert_eq!(read(bytes), Err(Error::NotAPacket));
    }
}

#[test]
fn a_packet_of_a_later_format_is_refused_with_its_number_and_new_keys_are_passed_over() {
    assert_eq!(read(&with_manifest(|m| m["format"] = 3.into())), Err(Error::Newer(3)));
    let later = with_manifest(|m| m["attachments"] = serde_json::json!([]));
    assert_eq!(read(&later).unwrap(), packet());
}

#[test]
fn a_packet_without_pictures_is_of_the_first_format_which_every_reader_knows() {
    let plain = Packet { format: 1, pictures: Vec::new(), ..packet() };
    let bytes = write(&plain).unwrap();
    assert_eq!(read(&bytes).unwrap(), plain);
    assert!(!String::from_utf8_lossy(&bytes).contains("pictures"));
    assert!(matches!(write(&Packet { format: 1, ..packet() }), Err(Error::Manifest(_))));
    let short = Packet { pictures: vec![PacketPicture { size: 4, ..picture("a", 5) }], ..packet() };
    assert!(matches!(write(&short), Err(Error::Manifest(_))));
}

#[test]
fn a_manifest_that_speaks_of_what_is_not_there_is_refused() {
    type Lie = fn(&mut serde_json::Value);
    let lies: [Lie; 15] = [
        |m| m["pictures"][0]["name"] = "x".repeat(10_000).into(),
        |m| m["format"] = 1.into(),
        |m| m["changes"][0]["person"] = 2.into(),
        |m| m["changes"][1]["spans"][0]["opening"] = 9.into(),
        |m| m["changes"][1]["spans"][0]["to"] = 0.into(),
        |m| m["changes"][1]["spans"][0]["to"] = u32::MAX.into(),
        |m| m["changes"][1]["at"] = i64::MAX.into(),
        |m| m["changes"][1]["kind"] = "".into(),
        |m| m["versions"][0]["after"] = 3.into(),
        |m| m["versions"][0]["mark"] = "0g".into(),
        |m| m["versions"][0]["person"] = 7.into(),
        |m| m["openings"][1]["peer"] = u64::MAX.to_string().into(),
        |m| m["openings"][0]["person"] = 7.into(),
        |m| m["people"][0]["name"] = "x".repeat(10_000).into(),
        |m| m["piece"] = "../../x".into(),
    ];
    for (number, lie) in lies.into_iter().enumerate() {
        assert!(matches!(read(&with_manifest(lie)), Err(Error::Manifest(_))), "lie {number}");
    }
    assert_eq!(read(&with_manifest(|m| m["document_bytes"] = 7.into())), Err(Error::Damaged));
    assert_eq!(read(&with_manifest(|m| m["pictures"][0]["size"] = 299.into())), Err(Error::Damaged));
    assert_eq!(read(&with_manifest(|m| m["pictures"][0]["size"] = u64::MAX.into())), Err(Error::Damaged));
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
        let mut marked = b"\x89SFP\r\n\x1a\n".to_vec();
        marked.extend(&bytes);
        let _ = read(&marked);
    }
}
