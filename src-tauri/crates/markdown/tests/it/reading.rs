//! Files that are held against a seal can be anything.

use markdown::{ReadFileError, read_file, sides};
use model::Field;
use model::review::Texts;
use proptest::prelude::*;

fn sealed() -> Texts {
    [
        (Field::Headline, "A city".to_owned()),
        (Field::Body, "One, two *three* four five six seven.\n\nEight.".to_owned()),
    ]
    .into()
}

#[test]
fn markdown_with_front_matter_is_compared_name_by_name() {
    let file = "---\nheadline: A city\nseal: tern 4827 oak\n---\n\nOne, two **three** four five six seven.\n\nEight.\n";
    let read = read_file("a.md", file).unwrap();
    assert_eq!((read.fingerprints.as_slice(), read.texts.is_some()), (&["tern 4827 oak".to_owned()][..], true));
    assert!(sides(&sealed(), None, &[], &[], &read).match_each_other());
    let read = read_file("a.md", &file.replace("A city", "A town")).unwrap();
    let found = sides(&sealed(), None, &[], &[], &read);
    assert_eq!((found.sealed.split(' ').nth(1), found.file.split(' ').nth(1)), (Some("city"), Some("town")));
}

#[test]
fn markdown_without_front_matter_and_html_of_others_are_read_in_order() {
    for (name, file) in [
        ("a.md", "# A city\n\nOne, two _three_ four five six seven.\n\nEight."),
        ("a.txt", "A city\n\nOne, two three\nfour five six seven.\n\nEight."),
        ("", "A city\nOne, two three four five six seven.\nEight."),
        (
            "a.htm",
            "<!doctype html><title>x</title><style>p{}</style><h1>A city</h1><div>One, two <i>thr\u{ad}ee</i> four five six seven.<br>Eight.</div>",
        ),
        ("", "<h1>A&nbsp;city</h1>\n<p>One&#44; two <b>three</b> four five six seven.<p>Eight."),
    ] {
        let found = sides(&sealed(), Some("en"), &[], &[], &read_file(name, file).unwrap());
        assert_eq!(found.sealed, found.file, "{file}");
        let wrong = file.replace("Eight.", "Eight");
        assert!(
            !sides(&sealed(), Some("en"), &[], &[], &read_file(name, &wrong).unwrap()).match_each_other(),
            "{wrong}"
        );
    }
}

#[test]
fn a_frame_that_reads_like_the_piece_takes_no_word_of_it() {
    let frame = ["Eight.".to_owned(), "A city".to_owned()];
    for file in [
        "<h1>A city</h1><p>One, two three four five six seven.</p><p>Eight.</p>",
        "A city\n\nOne, two three four five six seven.\n\nEight.",
    ] {
        let found = sides(&sealed(), None, &frame, &[], &read_file("", file).unwrap());
        assert_eq!(found.sealed, found.file);
    }
}

#[test]
fn what_a_browser_can_do_with_a_file_beyond_its_words_is_told() {
    let told = |html: &str| read_file("a.html", html).map(|read| (read.scripts, read.hides)).unwrap();
    assert_eq!(told("<p style='color: red'>x</p><script type=\"application/ld+json\">{}</script>"), (false, false));
    assert_eq!(told("<p onclick=x>x</p>"), (true, false));
    assert_eq!(told("<p>x</p><script>y</script>"), (true, false));
    assert_eq!(told("<p style=\"Display : none\">x</p>"), (false, true));
    assert_eq!(told("<p hidden>x</p>"), (false, true));
}

#[test]
fn what_is_too_long_or_too_deep_is_refused() {
    assert_eq!(read_file("a.html", &"<div>".repeat(100_000)), Err(ReadFileError::TooDeep));
    assert_eq!(read_file("a.txt", &"x".repeat(33 * 1024 * 1024)), Err(ReadFileError::TooLong));
    let many = "<p class=\"folio\">One, two three four five six seven.</p>".repeat(5000);
    let found = sides(&sealed(), None, &[], &[], &read_file("a.html", &many).unwrap());
    assert!(!found.match_each_other() && found.also.len() <= 4);
}

proptest! {
    #[test]
    fn no_file_is_too_strange(
        name in "(a\\.(md|html|txt))?",
        file in "(\\PC|\n|---\n|<p>|</p>|<div class=\"(sheet|body|foot|seal|kicker)\">|</div>|<b>|&#x?[0-9a-f]{0,4};|tern 4827 oak|One, |the author){0,80}",
    ) {
        if let Ok(read) = read_file(&name, &file) {
            let _ = sides(&sealed(), Some("en"), &["One,".to_owned()], &[], &read);
        }
    }
}
