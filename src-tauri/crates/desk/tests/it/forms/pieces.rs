//! The pieces that the forms are tried with.

use model::{Author, Piece, PieceId};
use std::path::Path;
use std::sync::LazyLock;

/// Markdown with every kind of markup, and everything that XML, JSON and InDesign stumble over.
pub(super) const MARKUP: &str =
    "It is *41 days* since **the last *night* boat** left, and ~~nobody~~ a man & his \"dog\" < said ]]> so.[^one]

## Who was on the boat

A [link *within*](<https://a.example/x y?a=1&b=\"2\"#p>), `code <b>&amp;</b>`, H<sub>2</sub>O, 2<sup>nd</sup>, a\\
break, and <https://b.example/ü>.[^two] Again[^one].

> Quoted & quoted,
>
> > more deeply.

- one
- two
  1. inner
  2. second

    with a paragraph
- three

7. seven
8. eight

| Boat | Crowns |
| :--- | ---: |
| old & grey | 310,000 |
| new | *118,000* |

```
if a < b && c > d { \"]]>\" }
\tindent
```

---

![A picture of \"Pier Four\"](https://pictures.example/pier.png)

<div>Words in <b>markup <i>of others</i></b><p>and a paragraph</p></div>
<dl><dt>Term</dt><dd>Meaning</dd></dl>
<details><summary>More</summary>Hidden words</details>
<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>

### الجسر

الجسر فوق النهر ليس جدارا، قال [الكاتب](https://c.example/).

橋は川の上にある。城市不会在午夜停止。👩‍👩‍👧 𝔘𝔫𝔦

A line with \u{1}control\u{7f} and \u{fffe}no character, a fixed\u{a0}space, soft\u{ad}hyphen and \u{2028} separator.

[^one]: A note with *stress* & a [link](https://d.example/).
[^two]: Two paragraphs.

    The second, with a footnote[^one].
";

/// A piece that has everything.
pub(super) fn everything() -> Piece {
    let mut piece = Piece {
        id: Some(PieceId::from_parts(1_776_000_000_000, 77)),
        slugline: "ferry-night".into(),
        kicker: "The crossing & more".into(),
        headline: "‘A city that stops at midnight is <not> a \"city\"’".into(),
        standfirst: "The *night* ferry & the [board](https://e.example/) ]]> went.".into(),
        byline: "Ilse Varden".into(),
        authors: vec![Author { name: "Ilse Varden".into(), role: None }],
        author_note: "Ilse Varden *chairs* the Forum.".into(),
        disclosure: "The Forum & its money.".into(),
        correction_note: "It is 212, not 221.".into(),
        language: Some("en-GB".into()),
        embargo: Some("2026-04-14T00:01:00+01:00".into()),
        tags: vec!["transport".into(), "night & day".into(), " ".into()],
        body: MARKUP.trim().into(),
        modified: Some("2026-04-15T08:00:00+02:00".into()),
        created: Some("2026-04-01T08:00:00+02:00".into()),
        ..Piece::default()
    };
    piece.headlines.print = "Stops at midnight".into();
    piece.headlines.web = "Close the ferry & the river becomes a wall".into();
    piece.headlines.social = "The river > the wall".into();
    piece.outlet.name = "The Marlhaven Courier".into();
    piece.published.value = Some("2026-04-14".into());
    piece.published.printed = Some("Tuesday 14 April 2026".into());
    piece
}

/// A piece in Arabic with a few words of English.
pub(super) fn right_to_left() -> Piece {
    Piece {
        headline: "الجسر فوق النهر".into(),
        standfirst: "ليس جدارا".into(),
        byline: "ليلى".into(),
        language: Some("ar".into()),
        body: "الجسر فوق النهر *ليس* جدارا.[^1]\n\nAn English paragraph.\n\n[^1]: ملاحظة".into(),
        published: model::Published { value: Some("2026-04-14T10:00:00Z".into()), printed: None },
        ..Piece::default()
    }
}

/// The piece of the fixtures, read as the product reads it.
pub(super) fn fixture() -> Piece {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/op-ed.txt"))
}

/// Eighty-five papers that lie beside the repository, read as the product reads them; none on most machines.
pub(super) fn federalist() -> Vec<Piece> {
    static PAPERS: LazyLock<Vec<Piece>> = LazyLock::new(read_papers);
    PAPERS.clone()
}

fn read_papers() -> Vec<Piece> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpus/federalist");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: there are no papers beside the repository");
        return Vec::new();
    };
    let mut paths: Vec<_> =
        entries.map(|entry| entry.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "md")).collect();
    paths.sort();
    assert!(paths.len() >= 85, "{} papers", paths.len());
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Piece {
    desk::read_file(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).0
}
