//! Files that are held against a seal can be anything.

use markdown::{ReadFileError, read_file, read_print, sides};
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
    let doubt = |name: &str, text: &str| read_file(name, text).unwrap().doubt;
    assert_eq!(doubt("a.html", "<title>x</title><style>p{}</style><p style='color: red'>x</p>"), None);
    for html in
        ["<input value=Lies>", "<textarea>Lies</textarea>", "<dialog>x</dialog>", "<i style='left:-9999px'>x</i>"]
    {
        assert!(doubt("a.html", &format!("<p>x</p>{html}")).is_some(), "{html}");
        assert!(doubt("a.md", &format!("x {html}")).is_some(), "{html}");
        assert_eq!(doubt("a.md", &format!("x `{html}`")), None, "{html}");
    }
    let page = "<style></style><article class=\"sheet\"><div class=\"body\"><p>x</p></div></article>";
    assert_eq!(doubt("a.html", page), None);
    assert_eq!(
        doubt("a.html", &format!("{page}<link rel=StyleSheet href=x>")).as_deref(),
        Some("a second style sheet")
    );
    let scripted = "---\nheadline: A city\n---\n\nx\n\n<script>alert(1)</script>\n";
    assert!(read_file("a.md", scripted).unwrap().scripts);
    assert!(!read_file("a.md", &scripted.replace("<script>", "`<script>`")).unwrap().scripts);
    assert_eq!(told("<p style='color: red'>x</p><script type=\"application/ld+json\">{}</script>"), (false, false));
    assert_eq!(told("<p onclick=x>x</p>"), (true, false));
    assert_eq!(told("<p>x</p><script>y</script>"), (true, false));
    assert_eq!(told("<p style=\"Display : none\">x</p>"), (false, true));
    assert_eq!(told("<p hidden>x</p>"), (false, true));
}

#[test]
fn words_that_are_struck_out_are_others() {
    let struck: Texts = [(Field::Body, "It is ~~not~~ late.".to_owned())].into();
    let plain: Texts = [(Field::Body, "It is not late.".to_owned())].into();
    for (name, with, without) in [
        ("a.html", "<p>It is <del>not</del> late.</p>", "<p>It is not late.</p>"),
        ("a.html", "<p>It is <s>n&shy;ot</s> late.</p>", "<p>It is <b>not</b> late.</p>"),
        ("a.html", "<p>It is <strike>n<b>o</b>t</strike> late.</p>", "<p>It is <u>not</u> late.</p>"),
        ("a.md", "It is ~~not~~ late.", "It is *not* late."),
        ("a.md", "---\nkicker: ''\n---\n\nIt is ~~not~~ late.\n", "---\nkicker: ''\n---\n\nIt is *not* late.\n"),
    ] {
        let matches = |sealed: &Texts, file: &str| {
            sides(sealed, None, &[], &[], &read_file(name, file).unwrap()).match_each_other()
        };
        assert!(matches(&struck, with) && matches(&plain, without), "{with}");
        assert!(!matches(&struck, without) && !matches(&plain, with), "{with}");
    }
    let print = |file: &str| sides(&struck, None, &[], &[], &read_print(file).unwrap()).match_each_other();
    assert!(print("It is n\u{336}o\u{336}t\u{336} late.") && !print("It is not late."));
}

#[test]
fn a_printed_page_has_its_notes_with_their_numbers() {
    let sealed: Texts = [(Field::Body, "One[^a] two[^a].\n\n[^a]: Note.".to_owned())].into();
    let print = |file: &str| sides(&sealed, None, &[], &[], &read_print(file).unwrap()).match_each_other();
    assert!(print("One1 two1.\n\n1\n\nNote."));
    assert!(!print("One1 two1.") && !print("One two."), "notes that are left out");
    // A book leads back to one call, a page to each.
    for back in ["<p>Note. <a>↩\u{fe0e}</a> <a>↩\u{fe0e}</a></p>", "<p>Note.</p><p>↩\u{fe0e}</p>", "<p>Note.</p>"]
    {
        let page = format!("<p>One1 two1.</p><ol><li>{back}</li></ol>");
        assert!(sides(&sealed, None, &[], &[], &read_file("a.html", &page).unwrap()).match_each_other(), "{back}");
    }
}

#[test]
fn what_a_head_says_that_was_not_sealed_is_told() {
    let about = |head: &str| {
        let page = format!("{head}<h1>A city</h1><p>One, two three four five six seven.</p><p>Eight.</p>");
        let found = sides(&sealed(), None, &["The Courier".to_owned()], &[], &read_file("a.html", &page).unwrap());
        assert!(found.match_each_other(), "{head}");
        found.about
    };
    for head in [
        "<title>A city · The Courier</title><meta property=\"og:title\" content=\"A city\">",
        "<meta name=description content=\"\"><meta name=author content=Bo>",
        "<script type=\"application/ld+json\">{\"headline\":\"A city\",\"author\":{\"name\":\"Bo\"}}</script>",
    ] {
        assert_eq!(about(head), Vec::<String>::new(), "{head}");
    }
    for (head, told) in [
        ("<title>The mayor steals</title>", "title: The mayor steals"),
        ("<title>A city · Lies</title>", "title: A city · Lies"),
        ("<meta name=Description content=Lies>", "description: Lies"),
        ("<meta content=Lies property=og:title>", "og:title: Lies"),
        ("<script type=application/ld+json>[{\"a\":{\"headline\":\"Lies\"}}]</script>", "headline: Lies"),
        ("<script type=application/ld+json>{Lies</script>", "structured data: {Lies"),
    ] {
        assert_eq!(about(head), [told], "{head}");
    }
}

#[test]
fn another_name_is_a_difference_of_the_name_alone() {
    let mut sealed = sealed();
    sealed.insert(Field::Byline, "Ann Bee".to_owned());
    let body = "<p>One, two three four five six seven.</p><p>Eight.</p>";
    for page in [
        format!(
            "<div class=\"sheet\"><h1 class=\"headline\">A city</h1><p class=\"byline\"><i>By</i> Cy Dee</p><div class=\"body\">{body}</div></div>"
        ),
        format!("<h1>A city</h1><p>By Cy Dee</p>{body}"),
    ] {
        let found = sides(&sealed, Some("en"), &[], &[], &read_file("a.html", &page).unwrap());
        assert_eq!(found.sealed.replace("Ann Bee", "Cy Dee"), found.file, "{page}");
        assert!(!found.match_each_other());
        let own =
            sides(&sealed, Some("en"), &[], &[], &read_file("a.html", &page.replace("Cy Dee", "Ann Bee")).unwrap());
        assert!(own.match_each_other(), "{page}");
    }
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
