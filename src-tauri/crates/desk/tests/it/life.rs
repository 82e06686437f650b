//! A whole life of a piece: filed, edited, read back, signed, sealed, exported, verified.

use crate::review::{came_in, editor, replace};
use crate::{Bench, bench, open, sealed, text};
use desk::review::{Against, Agreement, NewComment, Place, ReadbackWanted, ReviewTask, Stepping};
use desk::{Archive, Desk, ErrorKind, ExportFormat, Remote, RunKind};
use model::review::{Action, Answer, CommentKind, Decision, How, Need, Role, Standing};
use model::{Field, PieceId, Stage};
use std::path::PathBuf;

/// A piece of many paragraphs.
fn long(bench: &Bench) -> PieceId {
    let body: Vec<String> =
        (1..=50).map(|n| format!("Paragraph {n} says what the town, of old, has said {n} times.")).collect();
    let file = bench.dir.path().join("long.md");
    let furniture = "headline: The last ferry\nstandfirst: It leaves, and nobody waves.\nbyline: Ilse Varden\n\
                     author_note: Ilse Varden chairs the forum.\ndisclosure: She holds no shares.\nlanguage: en\n";
    std::fs::write(&file, format!("---\n{furniture}---\n\n{}\n", body.join("\n\n"))).unwrap();
    bench.desk.import_files(&[file])[0].outcome.as_ref().unwrap().0.id.unwrap()
}

fn own(role: Role) -> Against {
    Against::Role { role }
}

fn step(desk: &Desk, id: PieceId, action: Action, reason: &str) -> Stage {
    let stepping = Stepping {
        action,
        reason: reason.into(),
        override_needs: !reason.is_empty(),
        fee: String::new(),
        rights_return: String::new(),
        role: Role::Editor,
    };
    desk.step(id, stepping).unwrap().stage
}

fn wanted(path: PathBuf) -> ReadbackWanted {
    ReadbackWanted { against: None, to: "Ilse Varden".into(), path, force: false }
}

/// What stands in the page's data, as its script reads it.
fn data(page: &str) -> serde_json::Value {
    let (_, rest) = page.split_once("id=\"data\">").expect("the page holds its data");
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

/// The reply file, as the page's script writes it.
pub(crate) fn reply(page: &str, answer: &str, texts: &[&str]) -> String {
    let data = data(page);
    let queries = data["queries"].as_array().unwrap();
    let answers: Vec<_> = queries
        .iter()
        .zip(texts)
        .enumerate()
        .map(|(n, (query, text))| serde_json::json!({ "number": n + 1, "query": query, "text": text }))
        .collect();
    serde_json::json!({
        "standfirst_reply": 1, "piece": data["piece"], "sending": data["sending"], "text": data["text"],
        "name": "Ilse Varden", "answer": answer, "comment": "With thanks.", "answers": answers,
    })
    .to_string()
}

#[test]
fn a_piece_is_filed_edited_read_back_signed_sealed_and_verified_to_the_comma() {
    let bench = bench();
    let desk = &bench.desk;
    desk.set_person("Maud Castell", "MC").unwrap();
    let id = long(&bench);
    assert_eq!(step(desk, id, Action::File, ""), Stage::Filed);
    assert_eq!(step(desk, id, Action::Edit, ""), Stage::Editing);
    for n in 1..=40 {
        replace(desk, id, Field::Body, &format!("has said {n} times"), &format!("told us {n} times"));
    }
    let headline = text(desk, id, Field::Headline);
    replace(desk, id, Field::Headline, &headline, "The ferry that nobody waved to");
    replace(desk, id, Field::HeadlineWeb, "", "Why nobody waved");
    for n in 1..=6 {
        let kind = if n <= 2 { CommentKind::Query } else { CommentKind::Comment };
        let asks = (n <= 2).then(|| "author".to_owned());
        let place = Place::Words { field: Some(Field::Body), words: format!("Paragraph {} says", n * 7) };
        let comment = NewComment { place, kind, text: format!("Remark {n}."), asks, role: Some(Role::Editor) };
        desk.comment(id, comment).unwrap();
    }
    let review = editor(desk, id);
    assert_eq!((review.changes.len(), review.comments.len()), (42, 6));
    let refused = {
        let stepping = Stepping { reason: String::new(), override_needs: false, ..approving() };
        desk.step(id, stepping).unwrap_err().to_string()
    };
    assert!(refused.contains("2 queries wait for an answer.") && refused.contains("has not signed"), "{refused}");

    // The author answers a read-back.
    let file = bench.dir.path().join("readback.html");
    assert!(desk.readback_export(id, &wanted(file.clone())).unwrap() > 1000);
    assert_eq!(*desk.readback_export(id, &wanted(file.clone())).unwrap_err().kind(), ErrorKind::Exists);
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(
        page.contains("Remark 1.") && page.contains("told us 40 times") && !page.contains("Remark 3."),
        "the queries only"
    );
    let mut sent: serde_json::Value =
        serde_json::from_str(&reply(&page, "agrees", &["Yes, seven.", "Fourteen."])).unwrap();
    let first = sent["answers"][0].clone();
    let mut twice = sent.clone();
    twice["answers"].as_array_mut().unwrap().push(first.clone());
    twice["answers"][2]["text"] = "Eight.".into();
    let refused = desk.readback_import(&twice.to_string()).unwrap_err().to_string();
    assert!(refused.contains("Query 1 is answered twice") && refused.contains("Nothing was recorded"), "{refused}");
    let mut unasked = sent.clone();
    unasked["answers"][0]["query"] = "01jd0000000000000000000000".into();
    let refused = desk.readback_import(&unasked.to_string()).unwrap_err().to_string();
    assert!(refused.contains("Query 1") && refused.contains("was not asked"), "{refused}");
    let mut foreign = sent.clone();
    foreign["answers"][1] = serde_json::json!({ "number": 3, "query": "", "text": "Nobody asked." });
    let refused = desk.readback_import(&foreign.to_string()).unwrap_err().to_string();
    assert!(refused.contains("Query 3") && refused.contains("was not asked: “Nobody asked.”"), "{refused}");
    assert!(editor(desk, id).comments.iter().all(|comment| comment.replies.is_empty()));
    sent["answers"].as_array_mut().unwrap().push(first);
    let read = desk.readback_import(&sent.to_string()).unwrap();
    assert_eq!((read.id, read.answer, read.answered, read.repeated, read.stale), (id, Answer::Agrees, 2, false, false));
    assert_eq!(read.says, "Ilse Varden agrees to the text as it was sent. 2 queries are answered.");
    let again = desk.readback_import(&reply(&page, "agrees", &["Yes, seven.", "Fourteen."])).unwrap();
    assert!(again.repeated, "{again:?}");
    let review = editor(desk, id);
    let author = review.sign_offs.iter().find(|state| state.role == "author").unwrap();
    assert_eq!((author.how, author.says.as_str()), (Some(How::Readback), "Agrees with the text now"));
    assert_eq!(author.by.as_ref().map(|by| by.name.as_str()), Some("Ilse Varden"));
    let replies: Vec<_> = review.comments.iter().flat_map(|c| &c.replies).map(|r| r.text.as_str()).collect();
    assert_eq!(replies, ["Yes, seven.", "Fourteen."]);
    assert!(review.headlines.iter().all(|shown| shown.answer == Some(Answer::Agrees)) && review.headlines.len() == 2);

    // Legal signs, and then two paragraphs are changed.
    desk.set_need(id, &Role::Legal, Need::Required).unwrap();
    desk.sign_off(id, &Role::Legal, How::Here).unwrap();
    replace(desk, id, Field::Body, "Paragraph 3 says", "Paragraph 3 claims");
    replace(desk, id, Field::Body, "Paragraph 45 says", "Paragraph 45 claims");
    let legal = editor(desk, id).sign_offs.into_iter().find(|state| state.role == "legal").unwrap();
    assert_eq!(legal.says, "2 paragraphs changed since");
    assert_eq!(legal.touched.iter().map(|t| t.paragraph).collect::<Vec<_>>(), [Some(3), Some(45)]);
    assert_eq!(desk.review(id, None, &Role::Legal).unwrap().changes.len(), 2);
    let all = desk.decide(id, &own(Role::Editor), &Role::Editor, Decision::Accept, &[]).unwrap();
    assert_eq!((all.decided, all.left), (44, 0));
    for role in [Role::Editor, Role::Legal] {
        desk.sign_off(id, &role, How::Here).unwrap();
    }
    desk.sign_off(id, &Role::Author, How::Phone).unwrap();
    for shown in [Field::Headline, Field::HeadlineWeb] {
        let record = desk.show_headline(id, shown, "Ilse Varden", How::Phone).unwrap();
        desk.answer_headline(id, &record, Answer::Agrees, "").unwrap();
    }
    assert_eq!(desk.step(id, approving()).unwrap().stage, Stage::Approved, "nothing is missing now");

    // Sealed, exported, verified.
    assert!(sealed(desk, id, ExportFormat::Html).unwrap_err().to_string().contains("Seal it"));
    let seal = desk.seal(id).unwrap();
    assert_eq!(desk.seal(id).unwrap().record, seal.record, "sealed as it is");
    assert_eq!(
        seal.signed_by,
        ["Author (by phone, noted by Maud Castell)", "Editor (Maud Castell)", "Legal (Maud Castell)"]
    );
    replace(desk, id, Field::Body, "Paragraph 9 says", "Paragraph 9 mumbles");
    assert!(editor(desk, id).seal.is_some_and(|seal| !seal.is_now), "the seal holds, and the text moved on");
    for format in [ExportFormat::Md, ExportFormat::Html, ExportFormat::HtmlFragment, ExportFormat::Txt] {
        let path = bench.dir.path().join(format!("final-{}.{}", format.name(), format.extension()));
        desk.export_to(id, (format, true), "", &path, false).unwrap();
        let file = std::fs::read_to_string(&path).unwrap();
        assert!(file.contains(&seal.fingerprint) && !file.contains("mumbles"), "{format:?}");
        let verified = desk.verify_file(&path, None).unwrap();
        assert!(verified.matches && verified.id == Some(id), "{format:?}: {}", verified.says);
        assert!(verified.says.starts_with(&format!("Matches seal {} of ", seal.fingerprint)), "{}", verified.says);
        std::fs::write(&path, file.replacen("the town, of old,", "the town of old,", 1)).unwrap();
        let broken = desk.verify_file(&path, Some(id)).unwrap();
        assert!(!broken.matches && broken.says.starts_with("Differs from seal "), "{format:?}: {}", broken.says);
        let differs: Vec<_> = broken.runs.iter().filter(|run| run.kind != RunKind::Same).collect();
        assert!(
            differs.len() == 1 && differs[0].kind == RunKind::Removed && differs[0].text == ",",
            "{format:?}: {differs:?}"
        );
    }
    let page = sealed(desk, id, ExportFormat::Html).unwrap().text;
    for (old, with, why) in [
        ("<p>", "<p style=\"display: none\">", "hidden"),
        ("<p>", "<script>x()</script><p>", "scripts"),
        ("</style>", "p { display: none }</style>", "a style sheet that this program did not write"),
        ("<p>", "<p><a href=\" java\tscript:x()\"></a>", "scripts"),
        ("<p>", "<p><a href=\"https://example.org/elsewhere\"></a>", "its links lead elsewhere"),
    ] {
        let harmed = desk.verify_text(&page.replacen(old, with, 1), None).unwrap();
        assert!(!harmed.matches && harmed.says.contains(why) && harmed.runs.is_empty(), "{}", harmed.says);
    }
    assert!(!desk.verify_text("Words of another piece.", None).unwrap().matches);

    // An embargo holds every final text back, and no draft.
    let until = desk::review::FlowChange { embargo: Some("2999-01-01".into()), ..Default::default() };
    desk.set_flow(id, until).unwrap();
    assert!(sealed(desk, id, ExportFormat::Md).unwrap_err().to_string().contains("embargo until 2999-01-01"));
    assert!(desk.export(id, ExportFormat::Md).is_ok());

    // All of it is in the log, and nothing else.
    let before = editor(desk, id);
    desk.close();
    let dir = bench.dir.path().join("desk");
    assert!(desk::maintenance::doctor(&dir).unwrap().is_sound());
    let after = Archive::open(&dir).unwrap().review(id, None, &Role::Editor).unwrap();
    assert_eq!((after.changes, after.comments, after.sign_offs), (before.changes, before.comments, before.sign_offs));
}

fn approving() -> Stepping {
    Stepping {
        action: Action::Approve,
        reason: String::new(),
        override_needs: false,
        fee: String::new(),
        rights_return: String::new(),
        role: Role::Editor,
    }
}

#[test]
fn stale_second_and_foreign_replies_say_so_and_sign_only_what_was_shown() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    let file = bench.dir.path().join("readback.html");
    desk.readback_export(id, &wanted(file.clone())).unwrap();
    let page = std::fs::read_to_string(&file).unwrap();
    replace(desk, id, Field::Body, "at night", "at dawn");
    let stale = desk.readback_import(&reply(&page, "agrees", &[])).unwrap();
    assert!(stale.stale && stale.says.contains("about the text that was shown"), "{}", stale.says);
    let author = desk.review(id, None, &Role::Author).unwrap();
    assert_eq!(author.changes.len(), 1, "what came after the sending is open for the author");
    let changed = desk.readback_import(&reply(&page, "objects", &[])).unwrap();
    assert!(changed.says.contains("another answer") && !changed.repeated, "{}", changed.says);
    assert_eq!(desk.review(id, None, &Role::Author).unwrap().headlines[0].answer, Some(Answer::Objects));
    let warmly = reply(&page, "agrees", &[]).replace("With thanks.", "With warm thanks.");
    let second = desk.readback_import(&warmly).unwrap();
    assert!(second.says.contains("another answer") && !second.says.contains("later text"), "{}", second.says);
    assert!(second.says.contains("about the text that was shown"), "{}", second.says);
    let raw = format!(
        "From: Ilse\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{}",
        warmly.replace("With warm", "W=C3=ADth").replace("Ilse Varden", "=C5=BDofie")
    );
    let decoded = desk.readback_import(&raw).unwrap();
    assert!(decoded.says.starts_with("Žofie agrees"), "{}", decoded.says);
    desk.sign_off(id, &Role::Author, How::Phone).unwrap();
    let late = desk.readback_import(&warmly.replace("warm", "many")).unwrap();
    assert!(late.says.contains("agreed to a later text since, which still holds"), "{}", late.says);
    let sending = data(&page)["sending"].as_str().unwrap().to_owned();
    let other = page.replace(&sending, "01jd0000000000000000000000");
    assert_eq!(*desk.readback_import(&reply(&other, "agrees", &[])).unwrap_err().kind(), ErrorKind::NotFound);
    let text = data(&page)["text"].as_str().unwrap().to_owned();
    let forged = page.replace(&text, &"0".repeat(text.len()));
    assert!(desk.readback_import(&reply(&forged, "agrees", &[])).unwrap_err().to_string().contains("another text"));
    for nothing in ["", "Dear all", "{\"a\": 1}"] {
        assert_eq!(*desk.readback_import(nothing).unwrap_err().kind(), ErrorKind::BadInput);
    }
}

#[test]
fn an_objection_stops_a_piece_until_the_author_agrees() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    let file = bench.dir.path().join("readback.html");
    desk.readback_export(id, &wanted(file.clone())).unwrap();
    let page = std::fs::read_to_string(&file).unwrap();
    desk.readback_import(&reply(&page, "agrees", &[])).unwrap();
    // The same file, answered otherwise: the later answer counts.
    let changed = desk.readback_import(&reply(&page, "objects", &[])).unwrap();
    assert!(!changed.says.contains("later text"), "{}", changed.says);
    let author = |desk: &desk::Desk| {
        let all = editor(desk, id).sign_offs;
        all.into_iter().find(|state| state.role == "author").unwrap()
    };
    let state = author(desk);
    assert!(state.standing == Standing::Objects && state.record.is_some(), "{state:?}");
    assert_eq!(state.says, "Objects to the text that was sent");
    desk.seal(id).unwrap();
    let rules = |desk: &desk::Desk| -> Vec<&'static str> {
        desk.export_check(id, (ExportFormat::Html, true)).unwrap().iter().map(|finding| finding.rule).collect()
    };
    assert!(rules(desk).contains(&"review.objection"));
    // What is agreed to later, and how, is written down with the name of whose it is.
    let agreed = Agreement { of: "Ilse Varden".into(), conditions: "cut the last line".into(), ..How::Phone.into() };
    let state = desk.sign_off(id, &Role::Author, agreed).unwrap();
    assert_eq!((state.standing, state.who.as_str()), (Standing::Conditional, "Ilse Varden"));
    assert!(desk.open_at_seal(id).unwrap().contains(&"Author: Agrees on a condition: cut the last line.".to_owned()));
    assert!(!rules(desk).contains(&"review.objection"));
    replace(desk, id, Field::Body, "at night", "at dusk");
    let state = desk.sign_off(id, &Role::Author, Agreement { of: "Ilse Varden".into(), ..How::Phone.into() }).unwrap();
    assert_eq!((state.conditions.as_str(), state.by.unwrap().name == "Ilse Varden"), ("", false));
    desk.seal(id).unwrap();
    assert!(
        editor(desk, id)
            .seal
            .unwrap()
            .signed_by
            .iter()
            .any(|who| who.starts_with("Author (Ilse Varden, by phone, noted by "))
    );
}

#[test]
fn a_file_with_marks_comes_in_as_baseline_text_and_comments_and_goes_out_again_the_same() {
    let bench = bench();
    let desk = &bench.desk;
    let marked = "---\nheadline: The {~~last~>first~~} ferry\n---\n\nThe {++old ++}ferry {==leaves==}{>>When?<<} at night.\n\n\
                  {--Nobody asked.\n\n--}Literal \\{++ marks stay.\n";
    let file = bench.dir.path().join("marked.md");
    std::fs::write(&file, marked).unwrap();
    let imported = desk.import_files(&[file]);
    let (piece, receipt) = imported[0].outcome.as_ref().unwrap();
    let id = piece.id.unwrap();
    assert_eq!(text(desk, id, Field::Body), "The old ferry leaves at night.\n\nLiteral {++ marks stay.");
    assert!(
        receipt
            .iter()
            .any(|entry| entry.rule == "critic.marks" && entry.text.as_deref() == Some("3 changes, 1 comment"))
    );
    assert!(receipt.iter().any(|entry| entry.rule == "critic.people"));
    let review = editor(desk, id);
    let before = review.before.iter().find(|(field, _)| *field == Field::Body).unwrap();
    assert_eq!(before.1, "The ferry leaves at night.\n\nNobody asked.\n\nLiteral {++ marks stay.");
    assert_eq!((review.changes.len(), review.comments[0].quote.as_str()), (3, "leaves"));
    let archive = Archive::open(&bench.dir.path().join("desk")).unwrap();
    let out = archive.critic(id, None, &Role::Editor).unwrap();
    assert_eq!(out.left_out, 0);
    let again = bench.dir.path().join("again.md");
    std::fs::write(&again, &out.text).unwrap();
    let twin = desk.import_files(&[again])[0].outcome.as_ref().unwrap().0.id.unwrap();
    let other = editor(desk, twin);
    assert_eq!(other.before, review.before);
    assert_eq!(text(desk, twin, Field::Body), text(desk, id, Field::Body));
    assert_eq!(text(desk, twin, Field::Headline), "The first ferry");
    let places = |review: &desk::review::Review| {
        review.comments.iter().map(|c| (c.field, c.range, c.text.clone())).collect::<Vec<_>>()
    };
    assert_eq!(places(&other), places(&review));
    // What only looks like marks is left alone, backslashes and all.
    let plain = bench.dir.path().join("plain.md");
    std::fs::write(&plain, "---\nheadline: Marks\n---\n\nA \\{++ and a {++ that never ends.\n").unwrap();
    let id = desk.import_files(&[plain])[0].outcome.as_ref().unwrap().0.id.unwrap();
    assert_eq!(text(desk, id, Field::Body), "A \\{++ and a {++ that never ends.");
}

#[test]
fn a_comment_at_a_point_hangs_on_the_word_in_front_and_no_name_is_made_of_marks() {
    let bench = bench();
    let desk = &bench.desk;
    let file = |name: &str, text: &str| {
        let path = bench.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        desk.import_files(&[path])[0].outcome.as_ref().unwrap().0.clone()
    };
    let guide =
        "---\nheadline: Ferries\n---\n\nThe ferry leaves {~~at night~>at dawn~~}.{>>Who says so?<<}\n\nNobody asked.\n";
    let id = file("guide.md", guide).id.unwrap();
    let review = editor(desk, id);
    let comment = &review.comments[0];
    assert_eq!((comment.quote.as_str(), comment.range), ("dawn.", Some((20, 25))));
    let archive = Archive::open(&bench.dir.path().join("desk")).unwrap();
    let out = archive.critic(id, None, &Role::Editor).unwrap().text;
    assert!(out.contains("{>>Who says so?<<}\n\nNobody asked."), "{out}");
    assert!(!out.contains("{==The ferry"), "{out}");

    let named = file("leak.md", "# The {~~crook~>mayor~~} says{>>legal: libel risk!<<}\n\nIt is so, said nobody.\n");
    assert_eq!((named.headline.as_str(), named.slugline.as_str()), ("The mayor says", "the-mayor-says"));

    // Nothing changed and nothing said: not a backslash more.
    let escaped =
        "---\nslugline: esc\nheadline: Escapes\nlanguage: en\n---\n\nWrite \\{== or ==} or a ~> b here {-- x.\n";
    let id = file("esc.md", escaped).id.unwrap();
    assert_eq!(archive.critic(id, None, &Role::Editor).unwrap().text, escaped);
}

#[test]
fn the_open_desk_does_what_another_process_asks() {
    let bench = bench();
    let id = came_in(&bench);
    let dir = bench.dir.path().join("desk");
    let remote = || Remote::connect(&dir).unwrap().unwrap();
    let sign = ReviewTask::SignOff {
        id,
        role: Role::Legal,
        agreement: Agreement { of: "Iva Moor".into(), note: "By mail.".into(), ..How::Mail.into() },
    };
    let state = remote().review_task(sign).unwrap();
    assert_eq!((&state["says"], &state["how"]), (&"Agrees with the text now".into(), &"mail".into()));
    let bad = ReviewTask::Undo { id, record: "01jdnothere0000000000000aa".into(), only: None };
    assert_eq!(*remote().review_task(bad).unwrap_err().kind(), ErrorKind::NotFound);
    let bad = ReviewTask::ReadbackImport { text: "no reply".into() };
    assert_eq!(*remote().review_task(bad).unwrap_err().kind(), ErrorKind::BadInput);
    bench.desk.close();
    let (desk, ..) = open(bench.dir.path());
    assert_eq!(editor(&desk, id).sign_offs.iter().filter(|state| state.record.is_some()).count(), 1);
}
