//! The handlers, called as the page calls them, in a window that is not painted.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use shell::{Dialogs, Scripted, Shell, with_commands};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;
use tauri::{Manager, WebviewWindow, WebviewWindowBuilder};

struct Page {
    window: WebviewWindow<MockRuntime>,
    ended: Arc<AtomicBool>,
    folder: tempfile::TempDir,
    _app: tauri::App<MockRuntime>,
}

impl Page {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk::Desk::open(desk::Options::new(folder.path().join("desk"))).unwrap();
        let app = with_commands(mock_builder()).build(mock_context(noop_assets())).unwrap();
        let ended = Arc::new(AtomicBool::new(false));
        let dialogs: Arc<dyn Dialogs> = Arc::new(Scripted::default());
        let quit = Arc::clone(&ended);
        app.manage(Shell::new(desk, dialogs, move || quit.store(true, Ordering::SeqCst)));
        let window = WebviewWindowBuilder::new(&app, "main", Default::default()).build().unwrap();
        Self { window, ended, folder, _app: app }
    }

    fn call(&self, name: &str, arguments: Value) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: name.into(),
            callback: tauri::ipc::CallbackFn(0),
            error: tauri::ipc::CallbackFn(1),
            url: "tauri://localhost".parse().unwrap(),
            body: arguments.into(),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_string(),
        };
        get_ipc_response(&self.window, request).map(|body| body.deserialize().unwrap())
    }
}

/// An input that a command can read. What it does not know it leaves out; where a name means something else, it gets an
/// input of its own.
fn any_input(name: &str) -> Value {
    match name {
        "paste_clean" => json!({ "html": "<p>Hello</p>" }),
        "picture_add" => {
            json!({ "id": "01jdnothere0000000000000aa", "source": { "from": "bytes", "name": "a.png", "data": "AAAA" } })
        }
        "folder_show" => json!({ "role": null }),
        "folder_answer" => json!({ "do": "look" }),
        "packet_look" | "packet_write" => {
            json!({ "id": "01jdnothere0000000000000aa", "since": null, "path": "nowhere", "force": false })
        }
        "collision_decide" => json!({ "id": 7, "take": "ours" }),
        _ => review_input(name).unwrap_or_else(|| json!({
            "id": "01jdnothere0000000000000aa", "name": "Maud Castell", "initials": "MC", "view": "{}", "bin": false,
            "search": "", "offset": 0, "limit": 10, "field": "body", "version": 0, "updates": [], "since": 0,
            "slugline": "new-name", "paths": [], "text": "Three small words", "html": "<p>Hello</p>", "index": 0,
            "format": "html-fragment", "path": "nowhere", "force": false, "file_name": "a.md", "url": "javascript:1",
            "key": "nothing-there", "profile": {}, "comes_back": false, "sealed": false, "reason": "", "texts": [], "ids": [], "together": "files", "moment": 1, "paragraph": 0, "before": null, "from": 0, "to": null, "expected": 0,
        })),
    }
}

/// The same for the commands of review.
fn review_input(name: &str) -> Option<Value> {
    let id = "01jdnothere0000000000000aa";
    let own = json!({ "is": "role", "role": "editor" });
    Some(match name {
        "review_get" => json!({ "id": id, "against": null, "role": "editor" }),
        "review_decide" => {
            json!({ "id": id, "against": own, "role": "editor", "decision": "accept", "changes": ["0"] })
        }
        "review_undo" => json!({ "id": id, "record": id }),
        "review_waiting" => json!({ "role": "legal", "all": true }),
        "comment_add" => json!({
            "id": id, "field": "body", "version": 0, "from": 0, "to": 4, "kind": "query", "text": "Who?", "asks": "author",
            "role": "editor",
        }),
        "comment_act" => json!({ "id": id, "comment": id, "act": { "do": "resolve" } }),
        "signoff_add" => json!({ "id": id, "role": "legal", "how": "phone", "note": "", "conditions": "" }),
        "signoff_need" => json!({ "id": id, "role": "legal", "need": "required" }),
        "flow_get" => json!({ "id": id }),
        "flow_step" => json!({
            "id": id, "action": "file", "reason": "", "override_needs": false, "fee": "", "rights_return": "",
            "role": "editor",
        }),
        "flow_set" => json!({ "id": id, "owner": "Maud Castell", "due": null, "embargo": null, "length_reason": null }),
        "headline_show" => json!({ "id": id, "field": "headline", "to": "Ilse Varden", "how": "mail" }),
        "headline_answer" => json!({ "id": id, "record": id, "answer": "agrees", "note": "" }),
        "seal_look" | "seal_add" => json!({ "id": id }),
        "seal_verify" => json!({ "path": null, "text": "Three small words.", "id": null }),
        "readback_export" => {
            json!({ "id": id, "against": null, "to": "Ilse Varden", "path": "nowhere.html", "force": false })
        }
        "sheet_get" => json!({ "id": id, "format": "pdf", "sealed": true, "number": 1 }),
        "print_open" => json!({ "id": id, "format": "pdf", "sealed": false, "reason": "" }),
        "export_check" => json!({ "id": id, "format": "html", "sealed": true }),
        "export_copied" => json!({ "id": id, "format": "html-fragment", "sealed": false, "reason": "" }),
        "correction_make" => json!({
            "id": id, "wrong": "ten", "right": "eleven", "replace": true, "clarification": false, "with_edits": false,
            "note": "", "role": "editor",
        }),
        "readback_import" => json!({ "path": null, "text": "Dear desk, no reply." }),
        _ => return None,
    })
}

#[test]
fn every_command_of_the_table_answers_and_its_errors_have_code_and_message() {
    let page = Page::new();
    // The end comes last: what follows it would find a closed desk, and an error for the wrong reason.
    let (end, others): (Vec<&str>, Vec<&str>) = ipc::COMMANDS.iter().partition(|name| **name == "app_quit");
    for name in others.into_iter().chain(end) {
        if let Err(error) = page.call(name, json!({ "input": any_input(name) })) {
            let code = error["code"].as_str().unwrap_or_else(|| panic!("{name} answers {error}"));
            assert!(["behind", "not_found", "exists", "bad_input", "failed"].contains(&code), "{name}: {error}");
            assert!(error["message"].as_str().is_some_and(|m| m.ends_with('.')), "{name}: {error}");
        }
    }
    assert!(page.ended.load(Ordering::SeqCst), "app_quit ends the program");
}

#[test]
fn a_command_that_is_not_in_the_table_is_refused() {
    let error = Page::new().call("desk_erase", json!({})).unwrap_err();
    assert!(error.as_str().is_some_and(|e| e.contains("desk_erase")), "{error}");
}

#[test]
fn arguments_are_written_in_snake_case_inside_one_input() {
    let page = Page::new();
    let piece = page.call("piece_new", json!({})).unwrap();
    let update = json!({ "client_id": "w1", "length": 0, "splices": [{ "from": 0, "to": 0, "insert": "Ink" }] });
    let edit = json!({ "id": piece["id"], "field": "headline", "version": 0, "updates": [update] });
    let ack = page.call("piece_edit", json!({ "input": edit })).unwrap();
    assert!(ack["version"].as_u64() == Some(1) && ack["saved_at"].is_string(), "{ack}");
    let again = page.call("piece_open", json!({ "input": { "id": piece["id"] } })).unwrap();
    assert!(again["fields"].as_array().unwrap().iter().any(|f| f["field"] == "headline" && f["text"] == "Ink"));
    let behind = page.call("piece_edit", json!({ "input": edit })).unwrap_err();
    assert_eq!((&behind["code"], &behind["updates"][0]["client_id"]), (&json!("behind"), &json!("w1")));
}

#[test]
fn a_link_that_is_no_page_is_not_opened() {
    let page = Page::new();
    for url in ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"] {
        let error = page.call("link_open", json!({ "input": { "url": url } })).unwrap_err();
        assert_eq!(error["code"], "bad_input", "{url}");
    }
}

#[test]
fn a_file_is_written_once_and_replaced_only_by_force() {
    let page = Page::new();
    let piece = page.call("piece_new", json!({})).unwrap();
    let path = page.folder.path().join("out.md").display().to_string();
    let input = |force: bool| json!({ "input": { "id": piece["id"], "format": "md", "path": path, "force": force } });
    let written = page.call("export_file", input(false)).unwrap();
    assert_eq!(written["path"].as_str(), Some(path.as_str()));
    assert_eq!(page.call("export_file", input(false)).unwrap_err()["code"], "exists");
    assert!(page.call("export_file", input(true)).is_ok());
}

#[test]
fn a_review_goes_through_the_window_from_the_first_change_to_the_seal() {
    let page = Page::new();
    let piece = page.call("piece_new", json!({})).unwrap();
    let id = &piece["id"];
    let call = |name: &str, input: Value| page.call(name, json!({ "input": input })).unwrap();
    let edit = |field: &str, words: &str| {
        let update = json!({ "client_id": "w1", "length": 0, "splices": [{ "from": 0, "to": 0, "insert": words }] });
        call("piece_edit", json!({ "id": id, "field": field, "version": 0, "updates": [update] }));
    };
    edit("headline", "The last ferry");
    edit("body", "It leaves at night.");
    let review = call("review_get", json!({ "id": id, "against": null, "role": "editor" }));
    assert_eq!(
        (review["own"].as_bool(), review["changes"].as_array().map(Vec::len)),
        (Some(true), Some(2)),
        "{review}"
    );
    let against = &review["against"]["baseline"];
    assert_eq!(against, &json!({ "is": "role", "role": "editor" }));
    let names: Vec<_> = review["changes"].as_array().unwrap().iter().map(|change| change["id"].clone()).collect();
    let decide = json!({ "id": id, "against": against, "role": "editor", "decision": "accept", "changes": names });
    assert_eq!(call("review_decide", decide)["decided"], 2);
    let comment = json!({
        "id": id, "field": "body", "version": 1, "from": 3, "to": 9, "kind": "query", "text": "When?", "asks": "author",
        "role": "editor",
    });
    let made = call("comment_add", comment);
    assert_eq!((&made["quote"], &made["from"], &made["end"]), (&json!("leaves"), &json!(3), &json!(9)));
    call("comment_act", json!({ "id": id, "comment": made["id"], "act": { "do": "reply", "text": "At ten." } }));
    let signed = json!({ "id": id, "role": "author", "how": "phone", "note": "", "conditions": "" });
    assert_eq!(call("signoff_add", signed)["says"], "Agrees with the text now");
    let step = json!({
        "id": id, "action": "file", "reason": "", "override_needs": false, "fee": "", "rights_return": "", "role": "editor",
    });
    assert_eq!(call("flow_step", step)["stage"], "filed");
    let seal = call("seal_add", json!({ "id": id }));
    assert_eq!((&seal["is_now"], seal["signed_by"].as_array().map(Vec::len)), (&json!(true), Some(1)));
    let last = call("export_text", json!({ "id": id, "format": "txt", "sealed": true }));
    let verified = call("seal_verify", json!({ "path": null, "text": last["text"], "id": null }));
    assert_eq!((&verified["matches"], &verified["id"]), (&json!(true), id), "{verified}");
    assert!(call("review_waiting", json!({ "role": "editor", "all": false })).as_array().unwrap().is_empty());

    // It leaves for an outlet: what stops it is told, the reason is kept, and what left is listed.
    assert!(call("outlet_list", json!({})).as_array().unwrap().iter().any(|row| row["key"] == "the-daily"));
    let outlet =
        json!({ "id": id, "owner": null, "due": null, "embargo": null, "length_reason": null, "outlet": "the-daily" });
    assert_eq!(call("flow_set", outlet)["outlet"]["name"], "The Daily");
    let found = call("export_check", json!({ "id": id, "format": "html", "sealed": true }));
    let stops = |finding: &&Value| finding["stops"] == true && finding["firm"] == false;
    assert!(
        found.as_array().unwrap().iter().any(|finding| stops(&finding) && finding["rule"] == "furniture.missing"),
        "{found}"
    );
    // It is seen as it is printed, and its outlet copied, changed and tried.
    let sheet = call("sheet_get", json!({ "id": id, "format": "pdf", "sealed": true, "number": 1 }));
    assert!(
        sheet["svg"].as_str().is_some_and(|svg| svg.starts_with("<svg")) && sheet["of"] == 1 && sheet["width"] == 595
    );
    let mut own = call("outlet_get", json!({ "key": "the-daily" }));
    assert_eq!((&own["own"], own["remarks"].as_array().map(Vec::len)), (&json!(false), Some(0)));
    own["profile"]["page"]["columns"] = json!(9);
    assert_eq!(call("outlet_check", own["profile"].clone())[0]["key"], "page.columns");
    own["profile"]["page"]["columns"] = json!(3);
    let kept = call("outlet_keep", json!({ "key": "", "profile": own["profile"], "comes_back": false }));
    assert_eq!((&kept["key"], &kept["own"]), (&json!("the-daily-2"), &json!(true)));
    call("outlet_remove", json!({ "key": "the-daily-2" }));
    let path = page.folder.path().join("final.html").display().to_string();
    let file = |reason: &str| json!({ "input": { "id": id, "format": "html", "path": path, "force": true, "sealed": true, "reason": reason } });
    assert_eq!(page.call("export_file", file("")).unwrap_err()["code"], "bad_input");
    page.call("export_file", file("A short one.")).unwrap();
    call("export_copied", json!({ "id": id, "format": "html-fragment", "sealed": false, "reason": "" }));
    let left = call("export_list", json!({ "id": id }));
    assert_eq!((&left[0]["to"], &left[1]["reason"]), (&json!("clipboard"), &json!("A short one.")), "{left}");
    assert_eq!((&left[1]["fingerprint"], &left[1]["outlet"]), (&seal["fingerprint"], &json!("The Daily")));
    assert!(call("correction_list", json!({ "id": id })).as_array().unwrap().is_empty());
}
