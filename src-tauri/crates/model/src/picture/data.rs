//! Files as text: base 64, and the addresses that hold a file.

/// The bytes of a text in base 64; white space in it is passed over. None for a text that is none.
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u32);
    let mut ended = false;
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => {
                ended = true;
                continue;
            }
            _ => return None,
        };
        if ended {
            return None;
        }
        bits = bits << 6 | u32::from(value);
        count += 1;
        if count == 4 {
            out.extend_from_slice(&bits.to_be_bytes()[1..]);
            (bits, count) = (0, 0);
        }
    }
    match count {
        0 => {}
        2 => out.push((bits >> 4).to_le_bytes()[0]),
        3 => out.extend_from_slice(&((bits >> 2) as u16).to_be_bytes()),
        _ => return None,
    }
    Some(out)
}

/// The bytes in an address that holds a picture itself, `data:image/png;base64,…`. What they are, they say themselves.
pub fn from_data_address(address: &str) -> Option<Vec<u8>> {
    let address = address.trim();
    let rest = address.get(..5).filter(|start| start.eq_ignore_ascii_case("data:")).map(|_| &address[5..])?;
    let (head, data) = rest.split_once(',')?;
    let head = head.to_ascii_lowercase();
    (head.starts_with("image/") && head.ends_with(";base64")).then_some(())?;
    from_base64(&data.replace("%2B", "+").replace("%2F", "/").replace("%3D", "="))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_read_and_what_is_none_is_refused() {
        for (text, bytes) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9v\nYg", "foob")] {
            assert_eq!(from_base64(text).as_deref(), Some(bytes.as_bytes()));
        }
        for bad in ["Z", "Zg==Zg", "Zm9v!", "ä"] {
            assert_eq!(from_base64(bad), None, "{bad}");
        }
        assert_eq!(from_base64("+/-_"), Some(vec![0xfb, 0xff, 0xbf]));
    }

    #[test]
    fn an_address_that_holds_a_picture_gives_it() {
        assert_eq!(from_data_address(" DATA:image/png;charset=x;base64,Zm9v"), Some(b"foo".to_vec()));
        for bad in [
            "data:text/html;base64,Zm9v",
            "data:image/svg+xml,<svg/>",
            "data:image/png;base64",
            "https://x",
            "dat",
            "é",
        ] {
            assert_eq!(from_data_address(bad), None, "{bad}");
        }
    }
}
