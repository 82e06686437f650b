//! A whole life of a piece in the real window: filed, edited, read back, signed, changed, signed again, sealed, exported,
//! verified to the comma.

use super::{PROGRAM, needs_a_screen, open};
use serde_json::{Value, json};
use std::path::Path;
use testkit::{Failure, Result, TempDesk, Window};

/// A piece of fifty paragraphs, filed by its author.
async fn filed(desk: &TempDesk, window: &Window) -> Result<String> {
    let body: Vec<String> =
        (1..=50).map(|n| format!("Paragraph {n} says what the town, of old, has said {n} times.")).collect();
    let furniture = "headline: The last ferry\nstandfirst: It leaves, and nobody waves.\nbyline: Ilse Varden\n\
                     author_note: Ilse Varden chairs the forum.\ndisclosure: She holds no shares.\nlanguage: en\n";
    let file = desk.write("ferry.md", format!("---\n{furniture}---\n\n{}\n", body.join("\n\n")))?;
    let told = desk.command_line_ok(Path::new(PROGRAM), &["import", &file.display().to_string(), "--json"])?;
    let told: Value = serde_json::from_str(&told).map_err(|error| Failure::Program(error.to_string()))?;
    let id = told[0]["piece"]["id"].as_str().or(told[0]["id"].as_str()).map(str::to_owned);
    let id = id.ok_or_else(|| Failure::Program(format!("no piece came in: {told}")))?;
    window.keys("Control+p").await?;
    window.wait_for("[role=dialog] input, [role=combobox]").await?;
    window.type_text("last ferry").await?;
    window.wait_text("[role=option][aria-selected=true]", "The last ferry").await?;
    window.keys("Enter").await?;
    window.wait_field("Headline", "The last ferry").await?;
    Ok(id)
}

/// Puts other words in the place of all that read so, by the find bar.
async fn replace_all(window: &Window, words: &str, with: &str) -> Result {
    window.focus_field("Body").await?;
    window.keys("Control+h").await?;
    window.wait_for("input[aria-label='Replace with']").await?;
    window.click("input[aria-label='Find']").await?;
    window.wait_js("its first row", "document.activeElement?.getAttribute('aria-label') === 'Find'").await?;
    window.keys("Control+a").await?;
    window.type_text(words).await?;
    window.click("input[aria-label='Replace with']").await?;
    window.wait_js("its second row", "document.activeElement?.getAttribute('aria-label') === 'Replace with'").await?;
    window.keys("Control+a").await?;
    window.type_text(with).await?;
    window.click_named("Replace all").await?;
    window.wait_field("Body", with).await?;
    window.keys("Escape").await?;
    window.wait_saved().await
}

async fn call(window: &Window, command: &str, input: Value) -> Result<Value> {
    let answer = window.call(command, input).await?;
    assert!(answer["error"].is_null(), "{command}: {answer}");
    Ok(answer["value"].clone())
}

/// Goes to the next stage with the usual step, whatever is missing.
async fn step(window: &Window, id: &str, action: &str) -> Result {
    let input = json!({
        "id": id, "action": action, "reason": "", "override_needs": false, "fee": "", "rights_return": "", "role": "editor",
    });
    call(window, "flow_step", input).await.map(drop)
}

/// The reply file, as the page's script writes it.
fn reply(page: &str) -> Result<String> {
    let data = page.split_once("id=\"data\">").and_then(|(_, rest)| rest.split_once("</script>"));
    let (data, _) = data.ok_or_else(|| Failure::Program("the page holds no data".into()))?;
    let data: Value = serde_json::from_str(data).map_err(|error| Failure::Program(error.to_string()))?;
    let queries = data["queries"].as_array().cloned().unwrap_or_default();
    let answers: Vec<Value> = queries
        .iter()
        .enumerate()
        .map(|(n, query)| json!({ "number": n + 1, "query": query, "text": format!("Yes, answer {}.", n + 1) }))
        .collect();
    let reply = json!({
        "standfirst_reply": 1, "piece": data["piece"], "sending": data["sending"], "text": data["text"],
        "name": "Ilse Varden", "answer": "agrees", "comment": "With thanks.", "answers": answers,
    });
    Ok(reply.to_string())
}

fn run(desk: &TempDesk, args: &[&str]) -> Result<(Option<i32>, String)> {
    let output = desk.command_line(Path::new(PROGRAM), args)?;
    let said = [output.stdout, output.stderr].concat();
    Ok((output.status.code(), String::from_utf8_lossy(&said).into_owned()))
}

#[tokio::test]
async fn a_piece_lives_from_filing_to_the_verified_copy() -> Result {
    needs_a_screen!();
    let (desk, window) = open().await?;
    let id = filed(&desk, &window).await?;
    step(&window, &id, "file").await?;
    step(&window, &id, "edit").await?;

    // The editor makes forty edits, two headlines and six comments, two of them queries.
    replace_all(&window, "has said 1", "told us 1").await?;
    replace_all(&window, "has said 2", "told us 2").await?;
    replace_all(&window, "has said 3", "told us 3").await?;
    for n in 4..=9 {
        replace_all(&window, &format!("has said {n} "), &format!("told us {n} ")).await?;
    }
    replace_all(&window, "has said 40", "told us 40").await?;
    window.focus_field("Headline").await?;
    window.keys("Control+a").await?;
    window.type_text("The ferry that nobody waved to").await?;
    window.command("Add a web headline").await?;
    window.type_in("Web headline", "Why nobody waved").await?;
    window.wait_saved().await?;
    for n in 1..=6 {
        let (text, words) = (format!("Remark {n}."), format!("Paragraph {} says", n * 7));
        let mut args = vec!["comment", &id, &text, "--on", &words, "--role", "editor"];
        if n <= 2 {
            args.extend(["--query", "--to", "author"]);
        }
        desk.command_line_ok(Path::new(PROGRAM), &args)?;
    }
    window.keys("Control+Shift+r").await?;
    window.wait_text("#pane-review", "Remark 6.").await?;
    let (code, told) = run(&desk, &["changes", &id, "--json"])?;
    let told: Value = serde_json::from_str(&told).map_err(|error| Failure::Program(error.to_string()))?;
    assert_eq!((code, told["changes"].as_array().map(Vec::len)), (Some(1), Some(42)), "{told}");
    window.screenshot("life-edited").await?;

    // The author, who has no desk, reads it back and agrees.
    let page = desk.beside("readback.html");
    let path = page.display().to_string();
    desk.command_line_ok(Path::new(PROGRAM), &["readback", "export", &id, "--to", "Ilse Varden", "-o", &path])?;
    let answer = desk.write("reply.json", reply(&std::fs::read_to_string(&page)?)?)?;
    desk.command_line_ok(Path::new(PROGRAM), &["readback", "import", &answer.display().to_string()])?;
    window.wait_text("#pane-review", "1 of 1 agrees with the text now").await?;
    window.wait_text("#pane-review", "With thanks.").await?;
    let (_, told) = run(&desk, &["comments", &id])?;
    assert!(told.contains("Yes, answer 1.") && told.contains("Yes, answer 2."), "{told}");

    // Legal signs; two paragraphs are changed, and legal is shown exactly these.
    let sign = |role: &str, how: &str| {
        let of = if how == "here" { "" } else { "Ilse Varden" };
        json!({ "id": id, "role": role, "how": how, "of": of, "note": "", "conditions": "" })
    };
    call(&window, "signoff_need", json!({ "id": id, "role": "legal", "need": "required" })).await?;
    call(&window, "signoff_add", sign("legal", "here")).await?;
    replace_all(&window, "Paragraph 12 says", "Paragraph 12 claims").await?;
    replace_all(&window, "Paragraph 45 says", "Paragraph 45 claims").await?;
    window.wait_text("#pane-review", "2 paragraphs changed since").await?;
    window.screenshot("life-touched").await?;
    let (_, told) = run(&desk, &["signoff", &id, "--json"])?;
    assert!(told.contains("\"paragraph\": 12") && told.contains("\"paragraph\": 45"), "{told}");
    let (_, told) = run(&desk, &["changes", &id, "--since", "legal"])?;
    assert_eq!(told.lines().filter(|line| line.contains("claims")).count(), 2, "{told}");
    for (role, how) in [("legal", "here"), ("editor", "here"), ("author", "phone")] {
        call(&window, "signoff_add", sign(role, how)).await?;
    }
    for field in ["headline", "headline_web"] {
        let shown = json!({ "id": id, "field": field, "to": "Ilse Varden", "how": "phone" });
        call(&window, "headline_show", shown).await?;
    }
    let review = call(&window, "review_get", json!({ "id": id, "against": null, "role": "editor" })).await?;
    for shown in review["headlines"].as_array().into_iter().flatten().filter(|shown| shown["answer"].is_null()) {
        let input = json!({ "id": id, "record": shown["record"], "answer": "agrees", "note": "" });
        call(&window, "headline_answer", input).await?;
    }
    step(&window, &id, "approve").await?;

    // Sealed in the window; the sealed text leaves, and one comma less is found.
    window.command("Seal the text").await?;
    window.wait_text("#pane-review", "sealed by").await?;
    window.screenshot("life-sealed").await?;
    let file = desk.beside("final.html");
    let path = file.display().to_string();
    desk.command_line_ok(Path::new(PROGRAM), &["export", &id, "--to", "html", "--final", "-o", &path])?;
    let (code, said) = run(&desk, &["verify", &path])?;
    assert!(code == Some(0) && said.contains("Matches seal"), "{said}");
    let sound = std::fs::read_to_string(&file)?;
    std::fs::write(
        &file,
        sound.replacen("Paragraph 30 says what the town, of old", "Paragraph 30 says what the town of old", 1),
    )?;
    let (code, said) = run(&desk, &["verify", &path])?;
    assert!(code == Some(1) && said.contains("town[-,-]"), "{said}");
    Ok(())
}
