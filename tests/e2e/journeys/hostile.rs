//! A page or a file that attacks becomes safe text.

use super::{needs_a_screen, new_piece, open_empty_piece};
use testkit::{Result, Window, fixtures};

/// Each tries to set a canary, to call out, or to break out of where it is put.
const PAYLOADS: &[&str] = &[
    "<img src=x onerror='window.__canary=1'>",
    "<script>window.__canary=1</script>",
    "<svg onload='window.__canary=1'><animate onbegin='window.__canary=1' attributeName=x dur=1s></svg>",
    "<a href='javascript:window.__canary=1'>click</a>",
    "<iframe srcdoc='<script>parent.__canary=1</script>'></iframe>",
    "<math><mtext></p><style><img src=x onerror='window.__canary=1'></style>",
    "<form action='https://example.invalid'><button formaction='javascript:window.__canary=1'>go</button></form>",
    "<style>@import 'https://example.invalid/x.css'; body{display:none}</style>",
    "<p style='position:fixed;inset:0;z-index:9999'>cover</p>",
    "<object data='data:text/html,<script>parent.__canary=1</script>'></object>",
    "<meta http-equiv=refresh content='0;url=https://example.invalid'>",
    "</textarea></title></iframe><img src=x onerror='window.__canary=1'>",
    "[x](javascript:window.__canary=1) ![y](x\" onerror=\"window.__canary=1)",
];

/// Where a script could run: the window, and the page in it.
const PLACES: [&str; 2] = ["window", "document.querySelector('iframe')?.contentWindow"];

/// Makes every usual way in which an attack shows that it ran set the canary.
async fn set_canaries(window: &Window) -> Result {
    for place in PLACES {
        let set = format!(
            "for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {{ const w = {place}; w[name] = () => {{ w.__canary = name; }}; }}"
        );
        window.client().execute(&set, vec![]).await?;
    }
    Ok(())
}

async fn is_unharmed(window: &Window) -> Result {
    for place in PLACES {
        let canary = window.js_text(&format!("String({place}?.__canary)")).await?;
        assert_eq!(canary, "undefined", "a script ran in {place}");
    }
    assert!(window.js_text("location.href").await?.starts_with("tauri://localhost"), "the page was led away");
    let made = "document.querySelectorAll('iframe').length + document.querySelector('iframe').contentDocument.querySelectorAll('script, iframe, object, form, meta[http-equiv=refresh]').length";
    assert_eq!(window.js(made).await?, 1, "hostile elements in the page");
    let called = "[window, document.querySelector('iframe').contentWindow].flatMap(w => w.performance.getEntriesByType('resource').map(e => e.name)).filter(n => !/^(tauri|ipc|data|blob):/.test(n) && !n.startsWith('http://ipc.localhost'))";
    assert_eq!(window.js(called).await?, serde_json::json!([]), "something was asked for elsewhere");
    let handlers = "[...document.querySelector('iframe').contentDocument.querySelectorAll('*')].some(e => [...e.attributes].some(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value)))";
    assert_eq!(window.js(handlers).await?, false, "hostile attributes in the page");
    Ok(())
}

#[tokio::test]
async fn hostile_pages_that_are_pasted_run_nothing() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.type_in("Headline", "Under attack").await?;
    window.type_in("Body", "Start.\n\n").await?;
    for payload in PAYLOADS {
        let html = format!("<p>before</p>{payload}<p>after</p>");
        window.paste(payload, Some(&html)).await?;
    }
    window.type_in("Body", "\n\nSentinel.").await?;
    window.wait_preview("Sentinel.").await?;
    window.wait_saved().await?;
    is_unharmed(&window).await
}

#[tokio::test]
async fn hostile_markdown_that_is_typed_or_opened_runs_nothing() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.type_in("Headline", "<img src=x onerror='window.__canary=1'>").await?;
    window.focus_field("Body").await?;
    window.paste(&format!("{}\n\nSentinel.", PAYLOADS.join("\n\n")), None).await?;
    window.wait_preview("Sentinel.").await?;
    is_unharmed(&window).await
}

#[tokio::test]
async fn the_attacks_of_the_shared_corpus_run_nothing_in_body_furniture_page_and_clipboard() -> Result {
    needs_a_screen!();
    let Some(attacks) = fixtures::corpus_list("hostile/html-payloads.json") else { return Ok(()) };
    let (_desk, window) = open_empty_piece().await?;
    for (number, attacks) in attacks.chunks(16).enumerate() {
        if number > 0 {
            new_piece(&window).await?;
        }
        set_canaries(&window).await?;
        // An author note stands on the page only when there is one, or when it was asked for.
        window.command("Add an author note").await?;
        window.wait_for(".cm-content[aria-label='Author note']").await?;
        for field in ["Headline", "Standfirst", "Byline", "Author note"] {
            window.focus_field(field).await?;
            window.paste(&attacks[number % attacks.len()], None).await?;
        }
        window.focus_field("Body").await?;
        window.type_text("Start.\n\n").await?;
        for attack in attacks {
            // Once as the letters of a Markdown text, once as rich text of another page.
            window.paste(&format!("{attack}\n\n"), None).await?;
            window.paste("before after", Some(&format!("<p>before</p>{attack}<p>after</p>"))).await?;
        }
        let sentinel = format!("Sentinel {number}.");
        window.type_in("Body", &format!("\n\n{sentinel}")).await?;
        window.wait_preview(&sentinel).await?;
        window.wait_saved().await?;
        is_unharmed(&window).await?;
    }
    // What goes to the clipboard for a CMS comes back as rich text, into a page that would show its attacks.
    window.command("Copy for the CMS").await?;
    window.wait_text("body", "Copied for the CMS").await?;
    new_piece(&window).await?;
    window.focus_field("Body").await?;
    window.keys("Control+v").await?;
    window.wait_preview("Sentinel").await?;
    window.wait_saved().await?;
    is_unharmed(&window).await
}
