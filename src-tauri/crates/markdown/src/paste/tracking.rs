//! Addresses without what only follows the reader.

use crate::links::safe_href;
use std::borrow::Cow;

/// An address without what only says where the reader came from.
pub(super) fn without_tracking(href: &str) -> String {
    if let Some(target) = redirected(href) {
        return without_tracking(&target);
    }
    let (address, fragment) = match href.split_once('#') {
        Some((address, fragment)) => (address, Some(fragment)),
        None => (href, None),
    };
    let Some((path, query)) = address.split_once('?') else { return href.to_owned() };
    let kept: Vec<&str> =
        query.split('&').filter(|part| !is_tracking(part.split('=').next().unwrap_or_default())).collect();
    let mut out = path.to_owned();
    if !kept.is_empty() {
        out.push('?');
        out.push_str(&kept.join("&"));
    }
    if let Some(fragment) = fragment {
        out.push('#');
        out.push_str(fragment);
    }
    out
}

/// Whether an address, as it is decoded, has something that only follows the reader.
pub(super) fn is_followed(href: &str) -> bool {
    without_tracking(href) != href
}

fn is_tracking(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_")
        || matches!(
            name.as_str(),
            "fbclid"
                | "gclid"
                | "dclid"
                | "msclkid"
                | "mc_cid"
                | "mc_eid"
                | "igshid"
                | "twclid"
                | "yclid"
                | "_hsenc"
                | "_hsmi"
                | "gbraid"
                | "wbraid"
                | "gclsrc"
                | "gad_source"
                | "srsltid"
                | "ttclid"
                | "li_fat_id"
                | "mkt_tok"
                | "vero_id"
                | "oly_enc_id"
                | "oly_anon_id"
                | "igsh"
                | "ref_src"
                | "s_cid"
                | "_openstat"
        )
}

/// Where a redirecting address of a search engine, a mail filter or a social network leads.
fn redirected(href: &str) -> Option<String> {
    let rest = href.strip_prefix("https://").or_else(|| href.strip_prefix("http://"))?;
    let (place, query) = rest.split_once('?')?;
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let names: &[&str] = match (host, path.trim_end_matches('/')) {
        ("www.google.com", "url") => &["q", "url"],
        (host, "") if host.ends_with(".safelinks.protection.outlook.com") => &["url"],
        ("l.facebook.com" | "lm.facebook.com", "l.php") => &["u"],
        ("l.instagram.com" | "out.reddit.com", _) => &["u", "url"],
        ("www.youtube.com", "redirect") => &["q"],
        _ => return None,
    };
    let value = |name: &&str| query.split('&').find_map(|part| part.strip_prefix(*name)?.strip_prefix('='));
    let decoded = percent_decoded(names.iter().find_map(value)?)?;
    // One step only: an address that leads to another redirect stays as it is.
    if redirected_host(&decoded) {
        return None;
    }
    safe_href(&decoded).map(Cow::into_owned)
}

fn redirected_host(address: &str) -> bool {
    ["://www.google.com/url?", ".safelinks.protection.outlook.com/", "facebook.com/l.php?", "youtube.com/redirect?"]
        .iter()
        .any(|part| address.contains(part))
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let high = char::from(bytes.next()?).to_digit(16)?;
        let low = char::from(bytes.next()?).to_digit(16)?;
        out.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_their_tracking() {
        assert_eq!(without_tracking("https://a.example/b?utm_medium=x&c=d&fbclid=e#f"), "https://a.example/b?c=d#f");
        assert_eq!(
            without_tracking("https://www.google.com/url?q=https%3A%2F%2Fa.example%2Fb%3Fc%3Dd&sa=D"),
            "https://a.example/b?c=d"
        );
        assert_eq!(
            without_tracking("https://www.google.com/url?q=javascript:x"),
            "https://www.google.com/url?q=javascript:x"
        );
    }
}
