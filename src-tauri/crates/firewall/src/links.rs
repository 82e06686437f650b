//! Links that lead nowhere for a reader: to this machine, this network, a draft.

use crate::view::{NEAR, near};
use crate::{Found, Severity};
use model::picture::mark_of;

/// Hosts where texts are worked on, not published.
const WORKSHOPS: [&str; 5] =
    ["docs.google.com", "drive.google.com", "onedrive.live.com", "app.box.com", "paper.dropbox.com"];

pub(crate) fn look(found: &mut Found<'_>) {
    for (from, to) in addresses(found.text) {
        let address = found.text[from..to].to_owned();
        // A picture of the desk goes along, or is looked at by itself.
        if mark_of(&address).is_some() {
            continue;
        }
        match judge(&address) {
            Verdict::Public => {}
            Verdict::Local => {
                let reason = "The link leads to this machine, this network or a file beside the text; a reader has none of them.";
                found.add("link.local", Severity::Blocker, (from, to), reason);
            }
            Verdict::Draft => {
                let reason = "The link leads to a draft or a workshop that readers can't or should not open.";
                found.add("link.draft", Severity::Blocker, (from, to), reason);
            }
        }
    }
}

enum Verdict {
    Public,
    Local,
    Draft,
}

/// The addresses of links, by bytes: inline, in angle brackets, of definitions, and bare ones.
fn addresses(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut push = |from: usize, raw: &str| {
        let lead = raw.len() - raw.trim_start_matches(['<', ' ']).len();
        let raw = &raw[lead..];
        let end = raw.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(raw.len());
        if end > 0 {
            out.push((from + lead, from + lead + end));
        }
    };
    let code = code_ranges(text);
    let in_code = |at: usize| {
        let next = code.partition_point(|(from, _)| *from <= at);
        next.checked_sub(1).and_then(|last| code.get(last)).is_some_and(|(_, to)| at < *to)
    };
    for (at, _) in text.match_indices("](").filter(|(at, _)| !in_code(*at)) {
        let rest = near(&text[at + 2..]);
        let Some(end) = rest.find(')').filter(|end| !rest[..*end].contains('\n')) else { continue };
        push(at + 2, &rest[..end]);
    }
    for (at, _) in text.match_indices("]: ").filter(|(at, _)| !in_code(*at)) {
        let first = text.floor_char_boundary(at.saturating_sub(NEAR));
        let line = text[first..at].rfind('\n').map_or(first, |end| first + end + 1);
        if text[line..at].trim_start().starts_with('[') && !text[line..at].trim_start().starts_with("[^") {
            let rest = near(&text[at + 3..]);
            push(at + 3, rest.split(['\n', ' ']).next().unwrap_or_default());
        }
    }
    for scheme in ["http://", "https://", "file://"] {
        for (at, _) in text.match_indices(scheme).filter(|(at, _)| !in_code(*at)) {
            let before = &text[..at];
            if before.ends_with("](")
                || before.ends_with("](<")
                || before.ends_with("]: ")
                || before.ends_with(|c: char| c.is_alphanumeric() || c == '/' || c == '=')
            {
                continue;
            }
            let rest = near(&text[at..]);
            let end = rest
                .find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"' | '”'))
                .unwrap_or(rest.len());
            push(at, &rest[..end]);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Code in lines and fences, by bytes.
fn code_ranges(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find('`') {
        let from = at + next;
        let ticks = text[from..].bytes().take_while(|b| *b == b'`').count();
        let mark = "`".repeat(ticks);
        match near(&text[from + ticks..]).find(&mark) {
            Some(end) => {
                at = from + ticks + end + ticks;
                out.push((from, at));
            }
            None => at = from + ticks,
        }
    }
    out
}

fn judge(address: &str) -> Verdict {
    let lower = address.to_lowercase();
    if lower.starts_with('#') || lower.starts_with("mailto:") || lower.starts_with("tel:") {
        return Verdict::Public;
    }
    let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) else {
        // Another scheme is not followed by any page; a name without one is a file beside the text.
        let has_scheme = lower
            .split_once(':')
            .is_some_and(|(scheme, _)| scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
        return if has_scheme && !lower.starts_with("file:") { Verdict::Public } else { Verdict::Local };
    };
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let name = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let name = if name.starts_with('[') { name } else { name.split(':').next().unwrap_or(name) };
    if is_local(name) {
        return Verdict::Local;
    }
    let workshop = WORKSHOPS.contains(&name) || name.ends_with(".sharepoint.com");
    let first = name.split('.').next().unwrap_or_default();
    let staging = name.contains('.') && ["staging", "stage", "preview", "draft", "drafts"].contains(&first);
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let previewed =
        query.split(['&', '#']).any(|part| matches!(part, "preview=true" | "preview=1" | "draft=true" | "draft=1"));
    let inside = path.starts_with("/wp-admin/") || path.contains("/drafts/");
    if workshop || staging || previewed || inside { Verdict::Draft } else { Verdict::Public }
}

fn is_local(name: &str) -> bool {
    let numbers: Vec<u8> = name.split('.').filter_map(|part| part.parse().ok()).collect();
    let private = name.split('.').count() == 4
        && matches!(
            numbers.as_slice(),
            [10 | 127 | 0, _, _, _] | [192, 168, _, _] | [169, 254, _, _] | [172, 16..=31, _, _]
        );
    let ends = [".local", ".localhost", ".internal", ".lan", ".home.arpa", ".test"];
    private
        || name == "localhost"
        || name == "[::1]"
        || !name.contains(['.', '['])
        || ends.iter().any(|end| name.ends_with(end))
}
