//! Who else has this folder for a desk folder. Each desk leaves a card of its own in the hidden folder `.standfirst`: a
//! sync service that carries the folder to another computer carries the cards too, and never has two of one name.

use crate::clock;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Where the cards lie. Hidden, so that no scan takes it for texts.
const PLACE: &str = ".standfirst";
/// A card that nobody renewed for so long tells of a desk that has gone (milliseconds).
const FORGOTTEN: i64 = 30 * 24 * 60 * 60 * 1000;
/// So many cards are read, and so many bytes of one.
const MOST: (usize, u64) = (64, 2048);

/// Another desk that has this folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbour {
    /// The name of its computer.
    pub computer: String,
    /// When it last looked into the folder, RFC 3339.
    pub at: String,
}

#[derive(Serialize, Deserialize)]
struct Card {
    computer: String,
    /// Milliseconds since 1970.
    at: i64,
}

/// Says that the desk `id` uses the folder; returns the others that do, the last one first. A folder that can't be
/// written or read has no cards: its files say more about that.
pub(super) fn exchange(dir: &Path, id: &str, computer: &str, now: i64) -> Vec<Neighbour> {
    let place = dir.join(PLACE);
    // A link could lead anywhere.
    if place.symlink_metadata().map_or(true, |found| found.is_dir()) && std::fs::create_dir_all(&place).is_ok() {
        let card = Card { computer: computer.to_owned(), at: now };
        let text = serde_json::to_string(&card).unwrap_or_default();
        let _ = crate::write_file(&place.join(format!("{id}.json")), &text, true);
    }
    others(dir, id, now)
}

/// The other desks that use the folder, the last one first.
pub(super) fn others(dir: &Path, id: &str, now: i64) -> Vec<Neighbour> {
    let own = format!("{id}.json");
    let mut cards: Vec<Card> = std::fs::read_dir(dir.join(PLACE))
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_name() != *own && entry.path().extension().is_some_and(|end| end == "json"))
        .filter(|entry| entry.metadata().is_ok_and(|found| found.is_file() && found.len() <= MOST.1))
        .take(MOST.0)
        .filter_map(|entry| serde_json::from_slice::<Card>(&std::fs::read(entry.path()).ok()?).ok())
        .filter(|card| now.saturating_sub(card.at) < FORGOTTEN)
        .collect();
    cards.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.computer.cmp(&b.computer)));
    let neighbour = |card: Card| Neighbour { computer: card.computer.trim().to_owned(), at: clock::rfc3339(card.at) };
    cards.into_iter().map(neighbour).collect()
}

/// Takes the desk's own card away: the folder was given up.
pub(super) fn leave(dir: &Path, id: &str) {
    let place = dir.join(PLACE);
    let _ = std::fs::remove_file(place.join(format!("{id}.json")));
    // Only when it is empty.
    let _ = std::fs::remove_dir(place);
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 60 * 60 * 1000;

    #[test]
    fn desks_learn_of_each_other_and_forget_who_has_gone() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(exchange(dir.path(), "a", "maud-laptop", 40 * DAY), []);
        let seen = exchange(dir.path(), "b", "newsroom-2", 41 * DAY);
        assert_eq!(seen.iter().map(|n| n.computer.as_str()).collect::<Vec<_>>(), ["maud-laptop"]);
        assert_eq!(others(dir.path(), "a", 41 * DAY)[0].computer, "newsroom-2");
        assert_eq!(others(dir.path(), "a", 80 * DAY), []);
        leave(dir.path(), "a");
        assert_eq!(others(dir.path(), "b", 41 * DAY), []);
        leave(dir.path(), "b");
        assert!(!dir.path().join(PLACE).exists());
    }

    #[test]
    fn what_is_no_card_is_no_neighbour_and_a_link_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        exchange(dir.path(), "a", "x", 1);
        std::fs::write(dir.path().join(PLACE).join("b.json"), "{").unwrap();
        std::fs::write(dir.path().join(PLACE).join("c.json"), vec![b' '; 5000]).unwrap();
        assert_eq!(others(dir.path(), "a", 1), []);
        #[cfg(unix)]
        {
            let (dir, away) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            std::os::unix::fs::symlink(away.path(), dir.path().join(PLACE)).unwrap();
            exchange(dir.path(), "a", "x", 1);
            assert_eq!(std::fs::read_dir(away.path()).unwrap().count(), 0);
        }
    }
}
