//! What keeps hostile text harmless and the program off the network.

use crate::none;
use serde_json::Value;
use tidy::{text, texts};

fn config() -> Value {
    serde_json::from_str(&text("tauri.conf.json")).expect("tauri.conf.json is JSON")
}

/// The content security policy as (directive, sources).
fn policy() -> Vec<(String, Vec<String>)> {
    let csp = config()["app"]["security"]["csp"].clone();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    match &csp {
        Value::String(text) => text
            .split(';')
            .filter_map(|directive| {
                let mut all = words(directive);
                (!all.is_empty()).then(|| (all.remove(0), all))
            })
            .collect(),
        Value::Object(map) => map
            .iter()
            .map(|(name, sources)| match sources {
                Value::Array(list) => {
                    (name.clone(), list.iter().map(|s| s.as_str().unwrap_or_default().to_owned()).collect())
                }
                other => (name.clone(), words(other.as_str().unwrap_or_default())),
            })
            .collect(),
        _ => panic!("tauri.conf.json sets no content security policy"),
    }
}

#[test]
fn scripts_come_only_from_the_program_itself() {
    let policy = policy();
    let of = |name: &str| policy.iter().find(|(directive, _)| directive == name).map(|(_, sources)| sources.as_slice());
    let scripts = of("script-src").or(of("default-src")).expect("the policy says where scripts come from");
    for forbidden in ["'unsafe-inline'", "'unsafe-eval'", "*", "data:", "blob:", "http:", "https:"] {
        assert!(!scripts.iter().any(|s| s == forbidden), "script-src allows {forbidden}");
    }
    assert!(of("default-src").is_some_and(|s| s.len() == 1), "default-src names one source");
}

#[test]
fn the_window_can_reach_no_host() {
    let mut places = Vec::new();
    for (directive, sources) in policy() {
        for source in sources {
            // Tauri's own channel to the program has the form of a host.
            let own = ["ipc:", "http://ipc.localhost", "asset:", "http://asset.localhost"].contains(&source.as_str());
            let host = source == "*" || source.contains('.') || source.starts_with("http") || source.starts_with("ws");
            if host && !own {
                places.push(format!("{directive} allows {source}"));
            }
        }
    }
    none("The content security policy lets something out", &places);
}

#[test]
fn the_window_has_no_permission_beyond_its_needs() {
    let broad =
        ["http:", "shell:", "fs:", "process:", "websocket:", "upload:", "opener:default", "opener:allow-open-path"];
    let mut places = Vec::new();
    for (name, capability) in texts(&[".json"]).into_iter().filter(|(n, _)| n.starts_with("src-tauri/capabilities/")) {
        for permission in broad {
            if capability.contains(&format!("\"{permission}")) {
                places.push(format!("{name}: {permission}…"));
            }
        }
        if capability.contains("\"remote\"") {
            places.push(format!("{name}: a remote page"));
        }
    }
    none("Permissions that a page of hostile text must not have", &places);
}

#[test]
fn nothing_of_ours_opens_a_socket_to_a_network() {
    let mut places = Vec::new();
    for (name, source) in texts(&[".rs"]) {
        let ours = name.starts_with("src-tauri/") && !name.contains("/testkit/") && !name.contains("/tidy/");
        for word in ["TcpStream", "TcpListener", "UdpSocket", "reqwest", "ureq::", "hyper::"] {
            if ours && source.contains(word) {
                places.push(format!("{name}: {word}"));
            }
        }
    }
    for (name, source) in texts(&[".ts", ".svelte"]) {
        let ours = name.starts_with("ui/src/") && !name.contains(".test.");
        for word in ["fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon"] {
            // A method of our own may be called `fetch`; the browser's function stands alone or on its window.
            let calls = source.match_indices(word).any(|(at, _)| {
                let before = source[..at].trim_end_matches("window.").trim_end_matches("globalThis.");
                let last = before.chars().next_back().unwrap_or(' ');
                !(last.is_alphanumeric() || "._#".contains(last) || before.ends_with("async "))
            });
            if ours && calls {
                places.push(format!("{name}: {word}"));
            }
        }
    }
    none("The network is for nobody", &places);
}

#[test]
fn no_text_of_a_piece_goes_into_a_log() {
    let words = ["text", "body", "markdown", "html", "headline", "standfirst", "splices", "insert", "input", "words"];
    let mut places = Vec::new();
    let sources =
        texts(&[".rs"]).into_iter().filter(|(name, _)| name.starts_with("src-tauri/") && name.contains("/src/"));
    for (name, source) in sources.filter(|(name, _)| !name.contains("/testkit/")) {
        for level in ["error!(", "warn!(", "info!(", "debug!(", "trace!("] {
            for (at, _) in source.match_indices(&format!("log::{level}")) {
                let call = source[at..].split(");").next().unwrap_or_default();
                // What is put in: `{name}` or `{name:?}` in the format, and the arguments after it.
                let shown = |word: &&&str| {
                    call.contains(&format!("{{{word}}}"))
                        || call.contains(&format!("{{{word}:"))
                        || call.split(',').skip(1).any(|argument| argument.trim().trim_start_matches('&') == **word)
                };
                places.extend(words.iter().filter(shown).map(|word| format!("{name}: a log line shows `{word}`")));
            }
        }
    }
    none("A log may be sent to somebody; a piece may not", &places);
}

#[test]
fn what_the_compiler_can_not_check_is_in_two_small_crates() {
    // In two halves, so that this file does not find itself.
    let words =
        [concat!("un", "safe {"), concat!("un", "safe fn"), concat!("un", "safe impl"), concat!("un", "safe extern")];
    let mut places = Vec::new();
    for (name, source) in texts(&[".rs"]) {
        let home = ["src-tauri/crates/egl/", "src-tauri/crates/trim/"].iter().any(|home| name.starts_with(home));
        let allows = source.contains(concat!("allow(un", "safe_code"));
        if !home && (allows || words.iter().any(|word| source.contains(word))) {
            places.push(name);
        }
    }
    none("Code that the compiler can't check, outside egl and trim", &places);
}
