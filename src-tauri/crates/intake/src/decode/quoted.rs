//! A mail as it travels: parts whose letters are written as quoted-printable.

use super::encodings::to_utf8;
use encoding_rs::Encoding;
use model::Receipt;

const HEADER: &str = "content-transfer-encoding:";

/// The text of a raw mail with its quoted-printable parts as they read; none when it has none, or one that is not what
/// its head says. A text without such a head is no raw mail, whatever it looks like.
pub fn decode_mail(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    let (mut head, mut boundaries): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut decoded = false;
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if !line.trim().is_empty() {
            head.push(line);
            boundaries.extend(parameter(line, "boundary"));
            continue;
        }
        let head = std::mem::take(&mut head);
        if !head.iter().any(|line| is_quoted_printable(line)) {
            continue;
        }
        let ends =
            |line: &str| line.strip_prefix("--").is_some_and(|rest| boundaries.iter().any(|b| rest.starts_with(b)));
        let mut bytes = Vec::new();
        while let Some(line) = lines.next_if(|line| !ends(line)) {
            push_line(&mut bytes, line)?;
        }
        out.push_str(&words(&bytes, head.iter().find_map(|line| parameter(line, "charset")))?);
        out.push('\n');
        decoded = true;
    }
    decoded.then_some(out)
}

fn is_quoted_printable(line: &str) -> bool {
    let is_head = line.get(..HEADER.len()).is_some_and(|name| name.eq_ignore_ascii_case(HEADER));
    is_head && line[HEADER.len()..].trim().eq_ignore_ascii_case("quoted-printable")
}

/// The value of `name=value` or `name="value"` in a line of a head.
fn parameter<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let at = line.to_ascii_lowercase().find(&format!("{name}="))?;
    let value = line[at + name.len() + 1..].trim_start();
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split([';', ' ', '\t']).next(),
    };
    value.filter(|value| !value.is_empty())
}

/// A line as bytes; none when it can't be quoted-printable.
fn push_line(out: &mut Vec<u8>, line: &str) -> Option<()> {
    let line = line.trim_end_matches([' ', '\t']);
    let (line, goes_on) = line.strip_suffix('=').map_or((line, false), |line| (line, true));
    let mut rest = line.bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match byte {
            b'=' => out.push(digit(rest.next())? * 16 + digit(rest.next())?),
            byte if byte.is_ascii() => out.push(byte),
            _ => return None,
        }
    }
    if !goes_on {
        out.push(b'\n');
    }
    Some(())
}

/// In the letters that the head names, as far as they are that; else in those that they look like.
fn words(bytes: &[u8], charset: Option<&str>) -> Option<String> {
    let named = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let named = named.and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes));
    let text = match named {
        Some(text) => text.into_owned(),
        None => to_utf8(bytes, &mut Receipt::new()).ok()?.0,
    };
    Some(text.replace("\r\n", "\n"))
}

#[cfg(test)]
mod tests {
    use super::decode_mail;

    #[test]
    fn a_part_is_read_as_its_head_says() {
        let head =
            "From: Ilse\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\n\n";
        assert_eq!(
            decode_mail(&format!("{head}=C5=BDofie sa=\nys 1 =3D 1.  \n")).unwrap(),
            format!("{head}Žofie says 1 = 1.\n\n")
        );
        let latin = head.replace("UTF-8", "\"windows-1252\"").replace("quoted", "Quoted");
        assert!(decode_mail(&format!("{latin}=93caf=E9=94\n")).unwrap().contains("“café”"));
        let wrong = head.replace("UTF-8", "us-ascii-8");
        assert!(decode_mail(&format!("{wrong}=C5=BDofie\n")).unwrap().contains("Žofie"));
    }

    #[test]
    fn other_parts_stay() {
        let mail = "Content-Type: multipart/alternative; boundary=\"b1\"\n\n--b1\nContent-Type: text/plain\n\na =3D b\n--b1\n\
                    Content-Transfer-Encoding: quoted-printable\n\na =3D b\n--b1--\na =3D b\n";
        let read = decode_mail(mail).unwrap();
        assert_eq!((read.matches("a =3D b").count(), read.matches("a = b").count()), (2, 1), "{read}");
        for plain in ["", "a =3D b", "Content-Transfer-Encoding: base64\n\na =3D b", "x\n\nquoted-printable\n\n=C5=BD"]
        {
            assert_eq!(decode_mail(plain), None);
        }
        assert_eq!(
            decode_mail("Content-Transfer-Encoding: quoted-printable\n\nE = mc\n"),
            None,
            "it is not what it says"
        );
    }
}
