//! Pictures that come with a text: in files beside it, or inside of it as addresses that hold them. Nothing is fetched, and
//! nothing is read but what lies in the text's own folder.

use crate::files::read_picture;
use crate::pictures::shown;
use model::picture::{MAX_TOGETHER, Picture, Refusal, address, from_data_address, mark_of, named, names_in};
use model::{Receipt, ReceiptEntry, ReceiptKind};
use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use store::PictureRow;

/// Most pictures that are taken in with one text.
const MOST: usize = 500;

/// What came with a text.
#[derive(Debug, Default)]
pub(crate) struct Came {
    /// The pictures, each once.
    pub(crate) pictures: Vec<Picture>,
    /// What became of each.
    pub(crate) receipt: Receipt,
    /// What its piece has already.
    held: Held,
    /// One was left out because there is no room for it in its piece.
    pub(crate) is_full: bool,
}

/// The pictures that a piece has.
#[derive(Debug, Default)]
pub(crate) struct Held {
    /// By which they are known.
    pub(crate) marks: HashSet<String>,
    /// How much they are together, bytes.
    bytes: u64,
}

impl Held {
    /// What the desk keeps of a piece.
    pub(crate) fn of(rows: &[PictureRow]) -> Held {
        Held {
            marks: rows.iter().filter_map(|row| Some(named(&row.name)?.mark.to_owned())).collect(),
            bytes: rows.iter().map(|row| row.bytes).sum(),
        }
    }

    /// Whether a piece may have these besides. What it has takes no more room, and neither does one that comes twice.
    pub(crate) fn fits<'a>(&self, coming: impl IntoIterator<Item = &'a Picture>) -> bool {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut all = self.bytes;
        for picture in coming {
            if !self.marks.contains(picture.mark()) && seen.insert(picture.mark()) {
                all = all.saturating_add(picture.bytes.len() as u64);
            }
        }
        all == self.bytes || all <= MAX_TOGETHER
    }
}

impl Came {
    /// Those alone that a body calls: a page can hold more than its text shows.
    pub(crate) fn called_by(mut self, body: &str) -> Came {
        let called = names_in(body);
        self.pictures.retain(|picture| called.contains(&picture.name.as_str()));
        let pictures = &self.pictures;
        self.receipt.retain(|entry| {
            entry.kind != ReceiptKind::Kept
                || pictures.iter().any(|picture| entry.text.as_deref() == Some(&*picture.name))
        });
        self
    }

    /// Takes a picture, if there is room for it.
    fn room(&mut self, picture: Picture) -> Result<Picture, Refusal> {
        let fits = self.held.fits(self.pictures.iter().chain([&picture]));
        self.is_full |= !fits;
        if fits { Ok(picture) } else { Err(Refusal::TooLargeTogether) }
    }

    fn kept(&mut self, picture: Picture) -> String {
        let name = picture.name.clone();
        if !self.pictures.iter().any(|known| known.name == name) {
            self.receipt.push(ReceiptEntry::new(ReceiptKind::Kept, "picture", "picture.taken").saying(&name));
            self.pictures.push(picture);
        }
        name
    }

    fn left(&mut self, what: &str, why: &str) {
        let says = format!("{what}: {why}");
        self.receipt.push(ReceiptEntry::new(ReceiptKind::Dropped, "picture", "picture.not_taken").saying(says));
    }
}

/// Takes the pictures of a Markdown body in: those that lie in its folder (none where it has none), and those that stand in
/// it. The body then calls them as the desk does.
pub(crate) fn take_in(body: &mut String, folder: Option<&Path>) -> Came {
    take_in_new(body, folder, Held::default())
}

/// As [`take_in`], without those whose marks its piece has: what the desk knows is not read again with every word.
pub(crate) fn take_in_new(body: &mut String, folder: Option<&Path>, has: Held) -> Came {
    let mut came = Came { held: has, ..Came::default() };
    let mut text = std::mem::take(body);
    let mut known: Vec<(String, Option<String>)> = Vec::new();
    let all = markdown::image_addresses(&text);
    for found in all.into_iter().rev() {
        if mark_of(&found.address).is_some_and(|(_, named)| came.held.marks.contains(named.mark)) {
            continue;
        }
        let name = match known.iter().find(|(other, _)| *other == found.address) {
            Some((_, name)) => name.clone(),
            None if known.len() >= MOST => None,
            None => {
                let name = taken(&found.address, folder, &mut came);
                known.push((found.address.clone(), name.clone()));
                name
            }
        };
        let called = name.map(|name| address(&name)).filter(|called| *called != found.address);
        if let Some(called) = called {
            text.replace_range(found.range, &called);
        }
    }
    came.receipt.reverse();
    *body = text;
    came
}

/// The picture at an address, by its name on the desk.
fn taken(address: &str, folder: Option<&Path>, came: &mut Came) -> Option<String> {
    if address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:")) {
        let Some(bytes) = from_data_address(address) else {
            came.left("a picture inside of the text", "it is none of the kinds that the desk takes");
            return None;
        };
        return match Picture::taken("", &bytes).and_then(|picture| came.room(picture)) {
            Ok(picture) => Some(came.kept(picture)),
            Err(refused) => {
                came.left("a picture inside of the text", &refused.to_string());
                None
            }
        };
    }
    let relative = relative(address)?;
    let Some(folder) = folder else {
        // One of the desk's own may be there already.
        if mark_of(address).is_none() {
            came.left(address, "there is no folder beside the text to look in");
        }
        return None;
    };
    let file = match inside(folder, &relative) {
        Ok(file) => file,
        // The desk may have what its folder does not.
        Err(_) if mark_of(address).is_some() => return None,
        Err(why) => {
            came.left(address, why);
            return None;
        }
    };
    let name = relative.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = read_picture(&file).map_err(|error| error.to_string());
    let mut taken = |bytes: Vec<u8>| Picture::taken(&name, &bytes).and_then(|picture| came.room(picture));
    match read.and_then(|bytes| taken(bytes).map_err(|refused| refused.to_string())) {
        Ok(picture) => Some(came.kept(picture)),
        Err(why) => {
            came.left(shown(address), &why);
            None
        }
    }
}

/// An address that leads to a file below the folder; none for one that leads elsewhere.
fn relative(address: &str) -> Option<PathBuf> {
    let address = decoded(address);
    if address.is_empty() || address.contains([':', '\\', '\0']) || address.starts_with(['/', '#']) {
        return None;
    }
    let path = PathBuf::from(address.into_owned());
    path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)).then_some(path)
}

/// A file below a folder, wherever links would lead.
fn inside(folder: &Path, relative: &Path) -> Result<PathBuf, &'static str> {
    const MISSING: &str = "there is no such file beside the text";
    let folder = std::fs::canonicalize(folder).map_err(|_| MISSING)?;
    let file = std::fs::canonicalize(folder.join(relative)).map_err(|_| MISSING)?;
    if !file.starts_with(&folder) {
        return Err("it is a link that leads out of the text's folder, so it was not read");
    }
    if file.is_file() { Ok(file) } else { Err(MISSING) }
}

/// An address with its codes (`%20`) read; one that is no text then stays as it is.
fn decoded(address: &str) -> Cow<'_, str> {
    if !address.contains('%') {
        return address.into();
    }
    let bytes = address.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = bytes.get(at + 1..at + 3).filter(|_| *byte == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(code) => {
                out.push(code);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).map_or(address.into(), Cow::Owned)
}

/// HTML in which the pictures that stood in it as data are called by their names, as far as there is room for them in a
/// piece that has these.
pub(crate) fn out_of_html(html: &str, has: Held) -> (Cow<'_, str>, Came) {
    match out_of_new(html.as_bytes(), has) {
        (Cow::Borrowed(_), came) => (html.into(), came),
        // Only letters between two places in ASCII were replaced.
        (Cow::Owned(bytes), came) => (String::from_utf8(bytes).map_or(html.into(), Cow::Owned), came),
    }
}

/// The same of a file's bytes, before they are read as text: a picture in it is a longer line than a text may have.
pub(crate) fn out_of(bytes: &[u8]) -> (Cow<'_, [u8]>, Came) {
    out_of_new(bytes, Held::default())
}

fn out_of_new(bytes: &[u8], has: Held) -> (Cow<'_, [u8]>, Came) {
    const START: &[u8] = b"data:image/";
    let mut came = Came { held: has, ..Came::default() };
    let mut out: Vec<u8> = Vec::new();
    let mut rest = bytes;
    let mut in_tag = false;
    while let Some(at) = rest.windows(START.len()).position(|part| part == START) {
        let (before, from) = rest.split_at(at);
        out.extend_from_slice(before);
        if let Some(mark) = before.iter().rposition(|byte| matches!(byte, b'<' | b'>')) {
            in_tag = before[mark] == b'<' && before.get(mark + 1).is_some_and(u8::is_ascii_alphabetic);
        }
        let attribute = if in_tag { length_in_tag(before, from) } else { None };
        // Ordinary words can begin like an address: outside of a tag it ends where no address goes on.
        let ends = |byte: &u8| !(byte.is_ascii_alphanumeric() || b"+/=;:,%._-".contains(byte));
        let end = attribute.unwrap_or_else(|| from.iter().position(ends).unwrap_or(from.len()));
        let (held, after) = from.split_at(end);
        let found = std::str::from_utf8(held).ok().filter(|_| came.pictures.len() < MOST);
        let name = match (found, attribute) {
            (Some(found), Some(_)) => taken(found, None, &mut came),
            (Some(found), None) => bare(found, &mut came),
            (None, _) => None,
        };
        match name {
            Some(name) => out.extend_from_slice(address(&name).as_bytes()),
            // What is no picture of ours is left out with the element that shows it; words stay.
            None if attribute.is_some() => {}
            None => out.extend_from_slice(held),
        }
        rest = after;
    }
    if rest.len() == bytes.len() {
        return (bytes.into(), came);
    }
    out.extend_from_slice(rest);
    (out.into(), came)
}

/// How long the address is with which an attribute of a tag begins; none where it is not the whole of one, or no address.
fn length_in_tag(before: &[u8], from: &[u8]) -> Option<usize> {
    let (quote, name) = before.split_last().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    let end = from.iter().position(|byte| byte == quote || matches!(byte, b'<' | b'>'))?;
    let is_one = name.trim_ascii_end().ends_with(b"=") && from[end] == *quote && from[..end].contains(&b',');
    is_one.then_some(end)
}

/// A picture in running text; what is none is told of when the text is read.
fn bare(found: &str, came: &mut Came) -> Option<String> {
    let picture = Picture::taken("", &from_data_address(found)?).and_then(|picture| came.room(picture)).ok()?;
    Some(came.kept(picture))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHART: &[u8] = include_bytes!("../../../../tests/fixtures/pictures/chart.png");

    fn taken_out(html: &str) -> (Cow<'_, str>, Came) {
        out_of_html(html, Held::default())
    }

    #[test]
    fn only_files_below_the_folder_are_taken() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("texts");
        std::fs::create_dir_all(folder.join("photos")).unwrap();
        std::fs::write(folder.join("photos/the chart.png"), CHART).unwrap();
        std::fs::write(outer.path().join("secret.png"), CHART).unwrap();
        std::fs::write(folder.join("words.png"), "only words").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(outer.path().join("secret.png"), folder.join("link.png")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(outer.path(), folder.join("out")).unwrap();
        let absolute = outer.path().join("secret.png").display().to_string();
        let addresses = [
            "photos/the%20chart.png",
            "./photos/../photos/the%20chart.png",
            "../secret.png",
            "%2e%2e/secret.png",
            "link.png",
            "out/secret.png",
            "words.png",
            "missing.png",
            "https://x.example/a.png",
            "file:///a.png",
            &absolute,
        ];
        let mut body: String = addresses.iter().map(|address| format!("![a]({address} \"t\")\n\n")).collect();
        let came = take_in(&mut body, Some(&folder));
        assert_eq!(came.pictures.len(), 1, "{:?}", came.receipt);
        let name = &came.pictures[0].name;
        assert!(name.starts_with("the-chart-"), "{name}");
        assert!(body.starts_with(&format!("![a](pictures/{name} \"t\")")), "{body}");
        assert_eq!(body.matches("pictures/").count(), 1);
        for address in &addresses[1..] {
            assert!(body.contains(&format!("({address} ")), "{address} stays as it is");
        }
        let dropped = came.receipt.iter().filter(|entry| entry.kind == ReceiptKind::Dropped).count();
        assert!(dropped >= 2, "{:?}", came.receipt);
    }

    #[test]
    fn a_piece_has_so_many_pictures_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.png"), CHART).unwrap();
        let held = |bytes| Held { bytes, ..Held::default() };
        let words = format!("![a](a.png)\n\n![b]({})", wire::data_address("image/png", CHART));
        let mut body = words.clone();
        let came = take_in_new(&mut body, Some(folder.path()), held(MAX_TOGETHER - 1));
        assert_eq!((came.pictures.len(), body), (0, words.clone()));
        assert_eq!(came.receipt.len(), 2);
        assert!(came.receipt[0].text.as_deref().unwrap().contains("more than 100 MB"), "{:?}", came.receipt);
        let mut body = words;
        let came = take_in_new(&mut body, Some(folder.path()), held(MAX_TOGETHER - CHART.len() as u64));
        assert_eq!(came.receipt.len(), 2, "the same one twice takes no more room");
        assert!(!body.contains("(a.png)") && !body.contains("data:"), "{body}");
    }

    #[test]
    fn a_page_that_is_pasted_into_a_full_piece_keeps_its_structure_and_says_what_it_lost() {
        let data = wire::data_address("image/png", CHART);
        let page = format!("<h2>Fares</h2><p>They <b>rise</b>.</p><p><img alt=\"Fares\" src=\"{data}\"></p>");
        let paste = |held: Held| crate::source::clean_with_pictures(&page, held).unwrap();
        let (cleaned, pictures) = paste(Held { bytes: MAX_TOGETHER - 1, ..Held::default() });
        assert!(pictures.is_empty() && cleaned.markdown.contains("**rise**"), "{}", cleaned.markdown);
        assert!(cleaned.dropped.iter().any(|what| what == "1 image"), "{:?}", cleaned.dropped);
        assert!(cleaned.receipt.contains("more than 100 MB"), "{}", cleaned.receipt);
        let (cleaned, pictures) = paste(Held::default());
        assert!(pictures.len() == 1 && !cleaned.receipt.contains("100 MB"), "{}", cleaned.receipt);
        let marks = HashSet::from([pictures[0].mark().to_owned()]);
        let (_, again) = paste(Held { marks, bytes: MAX_TOGETHER });
        assert_eq!(again.len(), 1, "what the piece has takes no more room");
    }

    #[test]
    fn pictures_inside_of_a_text_become_pictures_of_the_piece() {
        let data = wire::data_address("image/gif", CHART);
        let mut body = format!("![a]({data})\n\n![b]({data} \"t\")\n\n![c](data:image/svg+xml;base64,PHN2Zy8+)");
        let came = take_in(&mut body, None);
        assert_eq!(came.pictures.len(), 1, "the same twice");
        assert!(body.contains(&format!("![b](pictures/{} \"t\")", came.pictures[0].name)), "{}", &body[..200]);
        let page = format!("<p><img alt='x' src='{data}'><img src=\"data:image/png;base64,AAAA\"></p>");
        let (html, came) = taken_out(&page);
        assert_eq!(html, format!("<p><img alt='x' src='pictures/{}'><img src=\"\"></p>", came.pictures[0].name));
        assert_eq!(came.receipt.len(), 2);
        assert!(matches!(taken_out("<p>x</p>").0, Cow::Borrowed(_)));
        let page = format!("<style>a {{ background: url({data}) }}</style><p>It is 3 > 2.</p>");
        let (html, came) = taken_out(&page);
        assert!(!html.contains("data:") && came.called_by("It is 3 > 2.").pictures.is_empty());
    }

    #[test]
    fn words_that_begin_like_an_address_stay_to_the_last_byte() {
        for words in [
            "He typed \"data:image/png and left.\n\nThe ferry sails at dawn.\n",
            "He typed 'data:image/png;base64,AAAA' and left.\n\nNot once.\n",
            "So src=\"data:image/png;base64,AAAA\" is no tag, and <img src=\"data:image/png, cut off.\n\nNot once.\n",
            "<p>data:image/png;base64,</p><img alt=\"data:image/png\"><p>\"data:image/x",
        ] {
            let (kept, came) = out_of(words.as_bytes());
            assert_eq!(std::str::from_utf8(&kept).unwrap(), words);
            assert!(came.pictures.is_empty() && came.receipt.is_empty(), "{words}: {:?}", came.receipt);
        }
        let data = wire::data_address("image/png", CHART);
        let (head, digits) = data.split_once(',').unwrap();
        let folded = format!("{head},\n{}\n{}", &digits[..76], &digits[76..]);
        let text = format!("He typed \"data:image/png and ![a]({data}) and <img src=\"{folded}\"> and left.");
        let (html, came) = taken_out(&text);
        let called = address(&came.pictures[0].name);
        let expected = format!("He typed \"data:image/png and ![a]({called}) and <img src=\"{called}\"> and left.");
        assert_eq!((&*html, came.pictures.len()), (expected.as_str(), 1));
        for name in ["a.md", "a.txt"] {
            let words = "He typed \"data:image/png and left.\n\nThe ferry sails at dawn.";
            let read = crate::source::understand_bytes(name, words.as_bytes()).unwrap();
            assert_eq!(read.original.trim_end(), words, "{name}");
        }
    }
}
