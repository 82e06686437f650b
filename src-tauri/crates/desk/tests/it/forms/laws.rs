//! Pieces that nobody would write, in every form.

use super::checkers::{epubcheck, unclean_references, well_formed, xmllint};
use super::{outlet, schema};
use desk::{ExportFormat, Pictures, convert, convert_several};
use model::{Field, Piece};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// Words and marks of every kind.
fn line() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-zA-Zéß’“”—-]{1,9}",
        1 => Just("الجسر".to_owned()),
        1 => Just("橋は川".to_owned()),
        1 => Just("👩‍👧".to_owned()),
        1 => Just("]]>".to_owned()),
        1 => Just("&amp; & &#0; <".to_owned()),
        1 => Just("\"'\"".to_owned()),
        1 => "\\PC{1,4}",
        1 => "[\u{0}-\u{1f}\u{7f}-\u{9f}\u{fdd0}\u{fffe}\u{ffff}\u{2028}\u{feff}]{1,2}",
        1 => "\\*\\*[a-z &<]{1,6}\\*\\*",
        1 => "\\*[a-z \"]{1,6}\\*",
        1 => "~~[a-z]{1,6}~~",
        1 => "`[a-z<&\\]> ]{1,6}`",
        1 => Just("[w *x*](https://a.example/a?b=\"c\"&d='e'#f#g)".to_owned()),
        1 => Just("[w](http://[x)".to_owned()),
        1 => Just("<mailto:a@b.example>".to_owned()),
        1 => Just("<u>a<br>b</u> <q>c</q> <sub>d</sub>".to_owned()),
        1 => Just("[^a]".to_owned()),
        1 => Just("![x](y.png \"z\")".to_owned()),
    ];
    prop::collection::vec(part, 1..9).prop_map(|parts| parts.join(" "))
}

fn block() -> impl Strategy<Value = String> {
    (0..16u8, line(), line()).prop_map(|(kind, a, b)| match kind {
        0..=3 => a,
        4 => format!("## {a}"),
        5 => format!("> {a}\n>\n> {b}"),
        6 => format!("- {a}\n- {b}\n  - {a}"),
        7 => format!("4. {a}\n5. {b}"),
        8 => format!("| a | b |\n| - | -: |\n| {} | {} |", a.replace('|', "/"), b.replace('|', "/")),
        9 => format!("```\n{a}\n{b}\n```"),
        10 => "---".to_owned(),
        11 => format!("<div><b>{a}<p>{b}</p></b></div>"),
        12 => format!("<table><tr><td colspan=\"3\">{a}</td></tr><tr><th><p>{b}</p></th></tr></table>"),
        13 => format!("<figure class=\"pull\"><q>{a}</q><figcaption>{b}</figcaption></figure>"),
        14 => format!("[^a]: {a}\n\n    {b}"),
        _ => format!("<ul><p>{a}</p><li><h2>{b}</h2></li></ul><a href=\"https://a.example\"><p>{b}</p></a>"),
    })
}

prop_compose! {
    fn piece()(
        blocks in prop::collection::vec(block(), 0..7),
        fields in prop::collection::vec(prop_oneof![2 => line(), 1 => Just(String::new())], 10..11),
        tags in prop::collection::vec(line(), 0..3),
        language in prop_oneof![Just(None), Just(Some("ar".to_owned())), line().prop_map(Some)],
        date in prop_oneof![Just("2026-04-14".to_owned()), Just("2026-04-14T09:44".to_owned()), line()],
    ) -> Piece {
        let mut piece = Piece { slugline: fields[0].clone(), language, tags, ..Piece::default() };
        let texts = Field::ALL.into_iter().filter(|field| *field != Field::Body);
        for (field, text) in texts.zip(&fields) {
            *piece.text_mut(field) = text.clone();
        }
        piece.body = blocks.join("\n\n");
        piece.outlet.name = fields[1].clone();
        piece.published.value = Some(date);
        piece.modified = Some("2026-04-15T08:00:00Z".into());
        piece
    }
}

/// The same ones in every run: a checker is asked once for all of them.
fn pieces(count: usize) -> Vec<Piece> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| piece().new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn pieces_that_nobody_would_write_are_valid_in_every_form() {
    let pieces = pieces(120);
    let all = |format| pieces.iter().map(|piece| convert(piece, format, &outlet()).unwrap()).collect::<Vec<_>>();
    for file in all(ExportFormat::Ninjs) {
        schema::assert_valid(&serde_json::from_str(&file).unwrap());
    }
    for file in all(ExportFormat::Icml) {
        assert_eq!(unclean_references(&file), Vec::<String>::new());
    }
    for file in all(ExportFormat::Indesign) {
        assert!(file.is_ascii());
    }
    xmllint("nitf-3-6.xsd", &all(ExportFormat::Nitf));
    xmllint("NewsML-G2_2.35-spec-All-Power.xsd", &all(ExportFormat::Newsml));
    for format in [ExportFormat::Icml, ExportFormat::Rss, ExportFormat::Wxr] {
        well_formed(&all(format));
    }
    epubcheck(&[convert_several(&pieces, ExportFormat::Epub, &outlet(), &Pictures::default()).unwrap()]);
}
