//! Review without a window, and beside one.

use crate::{Place, read};
use serde_json::Value;

const FERRY: &str = "---\nheadline: The last ferry\nstandfirst: It leaves.\nbyline: Ilse Varden\n---\n\nThe ferry leaves at night.\n\nNobody asked the town.\n";

fn slug(place: &Place) -> String {
    place.json(&["list", "--json"])[0]["slugline"].as_str().unwrap().to_owned()
}

/// A desk with one piece, in which a word was changed since it came in; open, as in a window.
fn changed(place: &Place) -> desk::Desk {
    place.file("ferry.md", FERRY);
    assert_eq!(place.run(&["import", "ferry.md"]).code(), 0);
    let slug = slug(place);
    assert_eq!(slug, "the-last-ferry");
    let window = place.window();
    let id = desk::Archive::open(&place.path("desk")).unwrap().resolve(&slug).unwrap();
    crate::write(&window, id, model::Field::Body, "The ferry leaves at dawn.\n\nNobody asked the town.");
    window
}

#[test]
fn changes_are_told_accepted_rejected_and_taken_back_while_the_window_is_open() {
    let place = Place::new();
    let window = changed(&place);
    let ran = place.run(&["changes", "the-last-ferry"]);
    assert_eq!(ran.code(), 1, "{}", ran.err());
    assert!(ran.out().contains("paragraph 1: “night” became “dawn”"), "{}", ran.out());
    let json = place.run(&["changes", "the-last-ferry", "--json"]).value();
    let name = json["changes"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(json["against"]["baseline"], serde_json::json!({ "is": "received" }));
    let critic = place.run(&["changes", "the-last-ferry", "--since", "received", "--format", "critic"]).out();
    assert!(critic.contains("at {~~night~>dawn~~}."), "{critic}");

    let accepted = place.json(&["accept", "the-last-ferry", &name, "--json"]);
    assert_eq!((&accepted["decided"], &accepted["left"]), (&1.into(), &0.into()));
    assert_eq!(place.run(&["changes", "the-last-ferry"]).code(), 0, "the editor has agreed");
    assert_eq!(place.run(&["changes", "the-last-ferry", "--since", "author"]).code(), 1, "the author has not");
    assert_eq!(place.run(&["accept", "the-last-ferry", &name]).code(), 1, "it is decided");
    let record = accepted["record"].as_str().unwrap();
    assert_eq!(place.run(&["undo", "the-last-ferry", record]).code(), 0);
    place.run(&["undo", "the-last-ferry", record]).is_bad_input();
    assert_eq!(place.run(&["reject", "the-last-ferry", "--all"]).code(), 0);
    assert!(place.run(&["show", "the-last-ferry"]).out().contains("at night."));
    for bad in [
        &["changes", "nothing"][..],
        &["changes", "the-last-ferry", "--since", "Sunday"],
        &["accept", "the-last-ferry"],
    ] {
        assert_eq!(place.run(bad).code(), 2, "{bad:?}");
    }
    window.close();
    assert_eq!(place.run(&["reject", "the-last-ferry", "--all"]).code(), 0, "and without a window");
}

#[test]
fn two_files_are_compared_with_marks() {
    let place = Place::new();
    place.file("old.md", FERRY);
    place.file("new.md", FERRY.replace("night", "dawn"));
    let ran = place.run(&["changes", "old.md", "new.md", "--format", "critic"]);
    assert_eq!(ran.code(), 1, "{}", ran.err());
    assert!(ran.out().contains("{~~night~>dawn~~}"), "{}", ran.out());
    assert!(!place.path("desk").exists(), "no desk was made");
    place.file("o.md", "---\nheadline: Old\nkicker: K\noutlet: The Lantern\n---\n\nBody here.\n");
    place.file("n.md", "---\nheadline: New\nbyline: Bea Cee\n---\n\nBody there.\n");
    let ran = place.run(&["changes", "o.md", "n.md", "--format", "critic", "-o", "c.md"]);
    assert_eq!(ran.code(), 1, "{}", ran.err());
    assert!(ran.err().contains("Not marked, but as it is after: outlet"), "{}", ran.err());
    let came = place.json(&["import", "c.md", "--json"]);
    let piece = &came[0]["piece"];
    assert_eq!(
        (&piece["headline"], &piece["byline"], &piece["body"]),
        (&"New".into(), &"Bea Cee".into(), &"Body there.".into())
    );
    let back = place.run(&["changes", "new", "--since", "received", "--format", "critic"]).out();
    assert!(back.contains("{~~Old~>New~~}") && back.contains("kicker: \"{--K--}\""), "{back}");
}

#[test]
fn comments_are_made_listed_answered_and_settled() {
    let place = Place::new();
    let window = changed(&place);
    let made = place.run(&["comment", "the-last-ferry", "Who?", "--on", "Nobody asked", "--query", "--to", "author"]);
    assert_eq!(made.code(), 0, "{}", made.err());
    let id = made.out().trim().to_owned();
    let waits = place.run(&["waiting", "--role", "author"]);
    assert!(
        waits.out().starts_with("the-last-ferry\tdraft\t1 query waits for an answer"),
        "{}{}",
        waits.out(),
        waits.err()
    );
    assert_eq!(place.run(&["waiting", "--role", "legal"]).out(), "");
    let listed = place.run(&["comments", "the-last-ferry"]).out();
    assert!(listed.contains("query to author on body, “Nobody asked”") && listed.contains("Who?"), "{listed}");
    assert_eq!(place.run(&["comment", "the-last-ferry", "The mayor.", "--reply", &id]).code(), 0);
    assert_eq!(place.run(&["comment", "the-last-ferry", "--resolve", &id]).code(), 0);
    assert_eq!(place.json(&["comments", "the-last-ferry", "--json"]), Value::Array(Vec::new()));
    let all = place.json(&["comments", "the-last-ferry", "--all", "--json"]);
    assert_eq!((&all[0]["resolved"], &all[0]["replies"][0]["text"]), (&true.into(), &"The mayor.".into()));
    place.run(&["comment", "the-last-ferry", "Where?", "--on", "zeppelin"]).is_bad_input();
    place.run(&["comment", "the-last-ferry"]).is_bad_input();
    place.run(&["comment", "the-last-ferry", "--resolve", "01jd0000000000000000000000"]).is_bad_input();
    window.close();
}

#[test]
fn a_piece_is_signed_moved_sealed_exported_and_verified() {
    let place = Place::new();
    changed(&place).close();
    let signed = place.run(&["signoff", "the-last-ferry", "--role", "legal", "--how", "mail", "--note", "By letter."]);
    assert_eq!((signed.code(), signed.err().as_str()), (0, "Legal: Agrees with the text now.\n"));
    assert!(place.run(&["signoff", "the-last-ferry"]).out().contains("Legal: Agrees with the text now ("));
    place
        .run(&["signoff", "the-last-ferry", "--role", "chief"])
        .err()
        .contains("Roles are author")
        .then_some(())
        .unwrap();

    assert_eq!(place.json(&["stage", "the-last-ferry", "--json"])["stage"], "draft");
    assert_eq!(place.run(&["stage", "the-last-ferry", "--to", "filed"]).code(), 0);
    place.run(&["stage", "the-last-ferry", "--to", "published"]).is_bad_input();
    assert_eq!(place.run(&["stage", "the-last-ferry", "--to", "editing"]).code(), 0);
    let refused = place.run(&["stage", "the-last-ferry", "--to", "approved"]);
    refused.is_bad_input();
    assert!(refused.err().contains("There is no disclosure."), "{}", refused.err());
    let moved =
        place.json(&["stage", "the-last-ferry", "--to", "approved", "--override", "The press waits.", "--json"]);
    assert_eq!((&moved["stage"], &moved["made"][0]["reason"]), (&"approved".into(), &"The press waits.".into()));

    place.run(&["export", "the-last-ferry", "--to", "md", "--final"]).is_bad_input();
    let seal = place.run(&["seal", "the-last-ferry"]);
    assert_eq!(seal.code(), 0, "{}", seal.err());
    let fingerprint = seal.out().trim().to_owned();
    assert_eq!(fingerprint.split(' ').count(), 3, "{fingerprint}");
    // What is open is told, and the text sealed all the same; who agrees with it is not among that.
    assert_eq!(seal.err(), "look: 1 change waits for the editor.\n");
    let open = place.json(&["seal", "the-last-ferry", "--json"])["open"].clone();
    assert_eq!(open, serde_json::json!(["1 change waits for the editor."]));
    for (form, name) in [("md", "out.md"), ("html", "out.html"), ("txt", "out.txt"), ("html-fragment", "part.html")] {
        assert_eq!(place.run(&["export", "the-last-ferry", "--to", form, "--final", "-o", name]).code(), 0);
        let verified = place.run(&["verify", name]);
        assert_eq!(verified.code(), 0, "{form}: {}{}", verified.err(), verified.out());
        assert!(verified.err().starts_with(&format!("Matches seal {fingerprint} of ")), "{}", verified.err());
        let file = read(&place.path(name)).replacen("leaves at dawn.", "leaves, at dawn.", 1);
        place.file(name, file);
        let differs = place.run(&["verify", name]);
        assert_eq!(differs.code(), 1, "{form}");
        assert!(differs.out().contains("leaves{+,+} at dawn"), "{form}: {}", differs.out());
    }
    assert_eq!(place.run(&["flow", "the-last-ferry", "--embargo", "open"]).code(), 0);
    place.run(&["export", "the-last-ferry", "--to", "md", "--final"]).is_bad_input();
    place.run(&["verify", "missing.md"]).is_bad_input();
    assert_eq!(place.run(&["verify", "ferry.md", "--json"]).value()["matches"], false);
}

#[test]
fn a_killed_piece_tells_its_fee_and_when_its_rights_go_back() {
    let place = Place::new();
    changed(&place).close();
    let kill = ["stage", "the-last-ferry", "--to", "killed", "--reason", "Overtaken.", "--fee", "half"];
    let refused = place.run(&[&kill[..], &["--rights-return", "in June"]].concat());
    refused.is_bad_input();
    assert!(refused.err().contains("“in June” is no date."), "{}", refused.err());
    assert_eq!(place.run(&[&kill[..], &["--rights-return", "2026-06-01"]].concat()).code(), 0);
    let told = place.run(&["stage", "the-last-ferry"]).out();
    assert!(told.contains("Overtaken.\n    fee: half\n    rights go back on 2026-06-01\n"), "{told}");
    let made = place.json(&["stage", "the-last-ferry", "--json"])["made"][0].clone();
    assert_eq!((&made["fee"], &made["rights_return"]), (&"half".into(), &"2026-06-01".into()));
}

#[test]
fn the_trail_of_a_headline_keeps_what_was_said_first() {
    let place = Place::new();
    changed(&place).close();
    let shown = ["headline", "show", "the-last-ferry", "--to", "Ilse Varden", "--how", "phone"];
    let record = place.run(&shown).out().trim().to_owned();
    let answer = |said: &str, note: &str| {
        place.run(&["headline", "answer", "the-last-ferry", &record, said, "--note", note]).code()
    };
    assert_eq!((answer("objects", "Too flat."), answer("agrees", "On reflection.")), (0, 0));
    let told = place.run(&["headline", "trail", "the-last-ferry"]).out();
    let (first, then) = told.split_once(", then ").unwrap_or_else(|| panic!("{told}"));
    assert!(first.contains("objects: Too flat. (") && then.starts_with("agrees: On reflection. ("), "{told}");
}

#[test]
fn a_moment_may_be_named_with_its_piece() {
    let place = Place::new();
    changed(&place).close();
    let since = |name: &str| place.run(&["changes", "the-last-ferry", "--since", name]).out();
    assert!(since("1").contains("became"), "{}", since("1"));
    assert_eq!(since("the-last-ferry@1"), since("1"));
    place.run(&["changes", "the-last-ferry", "--since", "other@1"]).is_bad_input();
}

#[test]
fn a_file_for_reading_back_is_written_and_its_answer_taken_in() {
    let place = Place::new();
    let window = changed(&place);
    let ran = place.run(&["readback", "export", "the-last-ferry", "-o", "back.html", "--to", "Ilse Varden"]);
    assert_eq!(ran.code(), 0, "{}", ran.err());
    place.run(&["readback", "export", "the-last-ferry", "-o", "back.html"]).is_bad_input();
    let page = read(&place.path("back.html"));
    let data = page.split_once("id=\"data\">").unwrap().1.split_once("</script>").unwrap().0;
    let data: Value = serde_json::from_str(data).unwrap();
    let reply = serde_json::json!({
        "standfirst_reply": 1, "piece": data["piece"], "sending": data["sending"], "text": data["text"],
        "name": "Ilse Varden", "answer": "agrees", "comment": "", "answers": [],
    });
    place.file("reply.json", reply.to_string());
    let read = place.run(&["readback", "import", "reply.json"]);
    assert_eq!(read.code(), 0, "{}", read.err());
    assert!(read.err().contains("agrees to the text as it was sent"), "{}", read.err());
    let again = place.json(&["readback", "import", "reply.json", "--json"]);
    assert_eq!((&again["repeated"], &again["stale"]), (&true.into(), &false.into()));
    let trail = place.json(&["headline", "trail", "the-last-ferry", "--json"]);
    assert_eq!((&trail[0]["answer"], &trail[0]["to"]), (&"agrees".into(), &"Ilse Varden".into()));
    place.file("mail.txt", "Dear desk, all is well.");
    place.run(&["readback", "import", "mail.txt"]).is_bad_input();
    window.close();
}
