//! Texts made to be slow, deep or large are answered soon. The limits are wide, for slow machines and debug builds;
//! what is quadratic exceeds them all the same.

use markdown::*;
use std::time::{Duration, Instant};

fn within(name: &str, limit: Duration, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    let took = start.elapsed();
    println!("{name}: {took:.1?}");
    assert!(took < limit, "{name} took {took:?}");
}

fn everything(text: &str) {
    let opts = RenderOptions { smart_punctuation: true, ..RenderOptions::default() };
    let html = render_body(text, &opts);
    plain_text(text);
    outline(text);
    if let Ok(pasted) = html_to_markdown(text) {
        assert!(pasted.markdown.len() < 8 * text.len() + 100);
    }
    assert!(html.len() < 80 * text.len() + 1000, "{} bytes from {}", html.len(), text.len());
}

#[test]
fn deep_nesting_is_cut_and_not_followed() {
    let n = 20_000;
    let ladder: String = (0..300).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    for (name, text) in [
        ("quotes", ">".repeat(n)),
        ("quotes with blanks", "> ".repeat(n)),
        ("lists", "- ".repeat(n)),
        ("numbered lists", "1. ".repeat(n)),
        ("ladder", ladder),
        ("brackets", "[".repeat(n)),
        ("links", format!("{}a{}", "[".repeat(n), "](b)".repeat(n))),
        ("pictures", format!("{}a{}", "![".repeat(n), "](b)".repeat(n))),
        ("stars", "*a **a ".repeat(n / 4)),
        ("stars around", format!("{}a{}", "*".repeat(n), "*".repeat(n))),
        ("backticks", (1..200).map(|i| format!("{} ", "`".repeat(i))).collect()),
        ("elements", "<div>".repeat(n)),
        ("inline elements", format!("a {}", "<b>".repeat(n))),
        ("unknown elements", "<x/>".repeat(n)),
        ("fonts and paragraphs", "<font size=1><p>".repeat(n / 4)),
        ("tables in tables", "<table><td>".repeat(n / 4)),
        ("unended tags", "<a b=\"".repeat(n)),
        ("unended comments", "<!-- ".repeat(n)),
        ("attributes", format!("<a {}>", "b ".repeat(n))),
        ("footnotes", "a[^1] ".repeat(n / 10) + "\n\n[^1]: x"),
        ("many footnotes", (0..n / 10).map(|i| format!("a[^{i}]\n\n[^{i}]: x\n\n")).collect()),
        ("entities", "&lt;".repeat(n)),
        ("table", format!("|{}\n|{}\n|{}", "a|".repeat(2000), "-|".repeat(2000), "b|".repeat(2000))),
    ] {
        within(name, Duration::from_secs(4), || everything(&text));
    }
}

#[test]
fn the_deepest_text_costs_no_stack() {
    let text = format!("{}\n{}<div>{}", "> ".repeat(5000), "*".repeat(5000), "<b>".repeat(5000));
    std::thread::Builder::new().stack_size(512 * 1024).spawn(move || everything(&text)).unwrap().join().unwrap();
}

#[test]
fn long_lines_stay_linear() {
    within("five megabytes in one line", Duration::from_secs(30), || {
        let text = "words and *more* of them ".repeat(200_000);
        assert!(render_body(&text, &RenderOptions::default()).len() > text.len());
        plain_text(&text);
    });
}

#[test]
fn front_matter_that_is_a_trap_is_refused_and_nothing_is_lost() {
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (name, before) in ('b'..='j').zip('a'..) {
        let items = vec![format!("*{before}"); 10].join(", ");
        bomb.push_str(&format!("{name}: &{name} [{items}]\n"));
    }
    for (name, yaml) in [
        ("aliases", bomb),
        ("flow", format!("a: {}", "[".repeat(50_000))),
        ("maps", format!("a: {}", "{b: ".repeat(20_000))),
        ("blocks", (0..2000).map(|i| format!("{}a:\n", " ".repeat(i))).collect()),
        ("twice", "title: a\ntitle: b\n".to_owned()),
        ("broken", "title: \"never closed\nbyline: x\n".to_owned()),
        ("tab", "a:\n\t- b\n".to_owned()),
        ("long", "a: b\n".repeat(100_000)),
        ("keys", (0..30_000).map(|i| format!("k{i}: 1\n")).collect()),
        ("questions", "? ".repeat(30_000)),
        ("self", "a: &a [*a]\n".to_owned()),
    ] {
        let text = format!("---\n{yaml}\n---\n\nBody.\n");
        within(name, Duration::from_millis(1500), || {
            let wrong = read_front_matter(&text).expect_err(name);
            assert!(wrong.line >= 2 && !wrong.message.is_empty(), "{wrong}");
            let read = read_front_matter_lossy(&text);
            assert_eq!(read.piece.body, text.trim_matches('\n'));
            assert_eq!(read.receipt[0].rule, "front_matter.broken");
        });
    }
}
