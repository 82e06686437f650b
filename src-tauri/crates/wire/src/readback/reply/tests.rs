//! Replies as they come back, whole and broken.

use super::*;
use proptest::prelude::*;

const PIECE: &str = "01jd00000000000000000000ab";
const SENDING: &str = "01jd00000000000000000000cd";
const QUERY: &str = "01jd00000000000000000000ef";

fn json(answer: &str, text: &str) -> String {
    let reading = "0a".repeat(32);
    serde_json::json!({
        "standfirst_reply": 1, "piece": PIECE, "sending": SENDING, "text": reading, "name": "Ilse Varden",
        "answer": answer, "comment": "Thank you.\nAll well.", "answers": [{ "number": 2, "query": QUERY, "text": text }],
    })
    .to_string()
}

fn mail(answer: &str, text: &str) -> String {
    let reading = "0a".repeat(32);
    format!(
        "{BEGIN}\n[piece] {PIECE}\n[sending] {SENDING}\n[text] {reading}\n[name] Ilse Varden\n[answer] {answer}\n\
         [query 1 {QUERY}]\n\n[query 2 {QUERY}]\n{text}\n[comment]\nThank you.\nAll well.\n{END}\n"
    )
}

#[test]
fn a_file_and_a_mail_say_the_same() {
    let file = read_reply(&json("agrees", "It was 212, not 221.")).unwrap();
    let text = read_reply(&mail("agrees", "It was 212, not 221.")).unwrap();
    assert_eq!(file, text);
    assert_eq!(
        (file.name.as_str(), file.answer, file.comment.as_str()),
        ("Ilse Varden", Answer::Agrees, "Thank you.\nAll well.")
    );
    assert_eq!(file.answers, [Answered { number: 2, query: QUERY.into(), text: "It was 212, not 221.".into() }]);
    assert_ne!(file.digest, read_reply(&json("objects", "It was 212, not 221.")).unwrap().digest);
}

#[test]
fn quoted_wrapped_and_html_mails_are_read() {
    let long =
        "The ferry carried two hundred and twelve people on its last night, and the board counted them twice, by hand.";
    let whole = read_reply(&mail("agrees", long)).unwrap();
    let mut wrapped = String::from("Dear Ada,\n\nhere it is.\n\n");
    for line in mail("agrees", long).lines() {
        let mut rest = line;
        while rest.chars().count() > 66 {
            let end = rest[..66].rfind(' ').unwrap_or(66);
            wrapped.push_str(&format!("> > {}\n", &rest[..end]));
            rest = rest[end..].trim_start();
        }
        wrapped.push_str(&format!("> > {rest}\n"));
    }
    wrapped.push_str("\n-- \nIlse\n");
    assert_eq!(read_reply(&wrapped).unwrap(), whole);
    assert_eq!(read_reply(&wrapped.replace('\n', "\r\n")).unwrap(), whole);
    let html: String = mail("agrees", long).lines().map(|line| format!("<div>{line}<br></div>")).collect();
    assert_eq!(read_reply(&format!("<html><body><style>x</style>{html}</body></html>")).unwrap(), whole);
}

#[test]
fn a_reply_file_that_stands_in_a_mail_is_read() {
    let file = json("objects", "A \"quoted\" { answer");
    let whole = read_reply(&file).unwrap();
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&file).unwrap()).unwrap();
    let mail: String = format!("See below.\n\n{pretty}\n\nIlse").lines().map(|line| format!("> {line}\n")).collect();
    assert_eq!(read_reply(&mail).unwrap(), whole);
    assert_eq!(read_reply("{\"a\":1}"), Err(ReplyError::None));
}

#[test]
fn markup_in_an_answer_is_words() {
    let hostile = "<div><script>alert(1)</script> &amp; \"so\"";
    assert_eq!(read_reply(&json("agrees", hostile)).unwrap().answers[0].text, hostile);
    assert_eq!(read_reply(&mail("agrees", hostile)).unwrap().answers[0].text, hostile);
    let escaped = read_reply(&mail("agrees", "a\n\\[answer] objects\n\\[query 1 x]")).unwrap();
    assert_eq!(escaped.answers[0].text, "a\n[answer] objects\n[query 1 x]");
    assert_eq!(escaped.answer, Answer::Agrees);
}

#[test]
fn what_is_missing_is_named_and_nothing_is_guessed() {
    assert_eq!(read_reply("Dear Ada, all well."), Err(ReplyError::None));
    assert_eq!(read_reply(""), Err(ReplyError::None));
    assert_eq!(read_reply(&"x".repeat(MOST_BYTES + 1)), Err(ReplyError::TooLong));
    assert_eq!(read_reply(&"<a\"".repeat(20_000)), Err(ReplyError::None));
    assert_eq!(read_reply("{\"standfirst_reply\":2}"), Err(ReplyError::Newer));
    for (from, to) in [
        (PIECE, "x"),
        (SENDING, ""),
        ("0a0a", "zz"),
        ("[answer] agrees", "[answer] agree / object"),
        ("[answer] agrees", "[answer]"),
        ("[query 2 ", "[query two "),
        ("[query 2 ", "[query 2\n"),
    ] {
        let broken = mail("agrees", "x").replacen(from, to, 1);
        assert!(matches!(read_reply(&broken), Err(ReplyError::Incomplete(_))), "{to}");
    }
    // An empty form that is quoted below the answer does not hide it.
    let form = mail("agree / object", "").replace("Thank you.\nAll well.", "");
    let both = format!("{form}\n{}", mail("I object", "x"));
    assert_eq!(read_reply(&both).unwrap().answer, Answer::Objects);
}

#[test]
fn one_word_is_an_answer_and_a_condition_is_none() {
    for (word, answer) in [
        ("Agree.", Answer::Agrees),
        ("I AGREE!", Answer::Agrees),
        ("“agree”", Answer::Agrees),
        ("*agree* /", Answer::Agrees),
        ("\n  agrees", Answer::Agrees),
        ("I agree: it may be printed like this", Answer::Agrees),
        ("/ object", Answer::Objects),
        ("I object: not like this.", Answer::Objects),
    ] {
        assert_eq!(read_reply(&mail(word, "x")).unwrap().answer, answer, "{word}");
    }
    for said in [
        "agree, if you cut para 2",
        "I agree, but cut the second paragraph",
        "agree with the first half only",
        "agree?",
        "agree...",
        "agree…",
        "agree,",
        "agree\nif you cut para 2",
        "agree <if you cut para 2>",
        "agree [with the first half]",
        "I do not agree",
        "object to the headline only",
        "object / agree",
        "agree object",
        "agree / object (the first)",
        "yes",
    ] {
        let quoted = said.replace('\n', " ");
        assert_eq!(read_reply(&mail(said, "x")), Err(ReplyError::Unclear(quoted.clone())), "{said}");
        assert_eq!(read_reply(&json(said, "x")), Err(ReplyError::Unclear(quoted)), "{said}");
        let twice = format!("{}\n\n> {}", mail(said, "x"), mail("agree", "x").replace('\n', "\n> "));
        assert!(matches!(read_reply(&twice), Err(ReplyError::Unclear(_))), "an older reply below does not hide {said}");
    }
    let long = read_reply(&mail(&"agree and so on ".repeat(60), "x")).unwrap_err().to_string();
    assert!(long.chars().count() < 500 && long.contains("agree and so on agree") && long.contains('…'), "{long}");
}

#[test]
fn a_mail_that_was_cut_off_is_refused() {
    let whole = mail("agree", "It was 212, not 221.");
    for end in ["212", "[query 2", "[comment]", "well.\n", "END OF"] {
        let cut = &whole[..whole.find(end).unwrap() + end.len()];
        let read = read_reply(cut);
        let refused = matches!(read, Err(ReplyError::CutOff | ReplyError::Incomplete(_)));
        assert!(refused, "cut behind {end}: {read:?}");
        // The empty form below lends its end to no other.
        let form = mail("agree / object", "");
        assert_eq!(read_reply(&format!("{cut}\n{form}")), read, "cut behind {end}");
    }
    assert_eq!(read_reply(whole.trim_end().strip_suffix(END).unwrap()), Err(ReplyError::CutOff));
    assert!(ReplyError::CutOff.to_string().contains("cut off") && ReplyError::CutOff.to_string().contains(END));
}

#[test]
fn a_query_that_is_answered_twice_counts_once_or_is_refused() {
    let whole = mail("agree", "It was 212.");
    let twice = |words: &str| whole.replace("[comment]", &format!("[query 2 {QUERY}]\n{words}\n[comment]"));
    assert_eq!(read_reply(&twice("It  was 212.")), read_reply(&whole));
    assert_eq!(read_reply(&twice("It was 221.")), Err(ReplyError::Twice(2)));
    let nobody = json("agrees", "x").replace("\"number\":2", "\"number\":0").replace(QUERY, "?");
    assert!(matches!(read_reply(&nobody), Err(ReplyError::Incomplete(_))), "no word is dropped");
}

#[test]
fn a_mail_as_it_travels_is_refused_and_an_equals_sign_is_not() {
    for raw in ["=C5=BDofie asks.", "It was two hundred and =\ntwelve.", "1 =3D 1, said =E2=80=9Cshe=E2=80=9D"] {
        assert_eq!(read_reply(&mail("agree", raw)), Err(ReplyError::Encoded), "{raw}");
        assert_eq!(read_reply(&json("agrees", raw)).unwrap().answers[0].text, raw, "a file is what it is");
    }
    let shown = format!("See here:\n{}", json("agrees", "=C5=BDofie asks."));
    assert_eq!(read_reply(&shown), Err(ReplyError::Encoded));
    for plain in ["1 = 1", "x=20 and y =C5 or z = 1", "a=b", "https://a.example/?q=12&r=ab", "=3D"] {
        assert_eq!(read_reply(&mail("agree", plain)).unwrap().answers[0].text, plain);
    }
}

#[test]
fn two_replies_in_a_mail_that_differ_are_not_chosen_from() {
    let (agrees, objects) = (mail("agree", "x"), mail("object", "x"));
    assert_eq!(read_reply(&format!("{agrees}\n{objects}")), Err(ReplyError::Several));
    assert_eq!(read_reply(&format!("{agrees}\n> {}", agrees.replace('\n', "\n> "))), read_reply(&agrees));
}

#[test]
fn no_word_of_an_answer_is_cut_away() {
    let long = "é".repeat(MOST_TEXT);
    assert_eq!(read_reply(&mail("agree", &long)).unwrap().answers[0].text, long);
    for broken in [mail("agree", &format!("{long}é")), json("agrees", &format!("{long}é"))] {
        assert_eq!(read_reply(&broken), Err(ReplyError::TooLong));
    }
    let name = mail("agree", "x").replace("Ilse Varden", &"Ilse ".repeat(50));
    assert_eq!(read_reply(&name), Err(ReplyError::TooLong));
}

proptest! {
    #[test]
    fn no_input_is_too_strange(text in "(\\PC|\n|STANDFIRST REPLY 1\n|\\[query 1 x\\]|\\[answer\\] |<div>|&#x|<){0,60}") {
        let _ = read_reply(&text);
        let _ = read_reply(&mail(&text, &text));
        let _ = read_reply(&json("agrees", &text));
    }
}
