//! What the tests write.

use model::{Person, PieceId, Stage};
use store::{NewVersion, Op, Projection, RowQuery};

pub fn id(n: u128) -> PieceId {
    PieceId::from_parts(1_764_000_000_000, n)
}

pub fn projection(piece: PieceId, headline: &str) -> Projection {
    Projection {
        slugline: format!("slug-{piece}"),
        headline: headline.into(),
        byline: "Ilse Varden".into(),
        words: 3,
        stage: Stage::Draft,
    }
}

pub fn change(piece: PieceId, at: i64, headline: &str, payload: &[u8]) -> Op {
    Op::Change {
        piece,
        at,
        person: Person::named("Maud Castell"),
        kind: "edit".into(),
        payload: payload.to_vec(),
        projection: projection(piece, headline),
    }
}

pub fn all() -> RowQuery {
    RowQuery { limit: 100, ..RowQuery::default() }
}

pub fn version(piece: PieceId, at: i64, name: &str) -> Op {
    let (kind, mark, markdown) = ("named".to_owned(), vec![1, 2], format!("# {name}\n"));
    let version = NewVersion { kind, name: name.to_owned(), mark, markdown };
    Op::Version { piece, at, person: Person::named("Maud Castell"), version }
}
