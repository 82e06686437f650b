//! What is held in hand is held against the seals: a file, or a text that was pasted.

use crate::beside::out_of;
use crate::clock::rfc3339;
use crate::files::{read_picture, read_with_pictures};
use crate::outlet::{outlet_named, outlets_of};
use crate::review::held_word::{self, HeldWord};
use crate::review::sight::Sight;
use crate::review::signoff::furniture;
use crate::review::{SealView, Verified};
use crate::word_file::is_word;
use crate::{Archive, ComparedRun, Desk, Error};
use manuscript::compare;
use markdown::{FileForm, ReadFile, ShownPicture, sides};
use model::picture::{address, mark, mark_of, names_in};
use model::review::{Record, Texts, seal};
use model::{Field, HouseMarks, OutletProfile, Piece, PieceId};
use std::collections::HashSet;
use std::path::Path;

impl Desk {
    /// Holds a file against the seals of a piece, or of all pieces on the desk.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn verify_file(&self, path: &Path, id: Option<PieceId>) -> Result<Verified, Error> {
        let files = files(path)?;
        self.settle()?;
        Archive::open(self.dir())?.verify_all(&files, id)
    }

    /// Holds a text that was pasted against the seals.
    ///
    /// # Errors
    /// When there is no text, or it is too long.
    pub fn verify_text(&self, text: &str, id: Option<PieceId>) -> Result<Verified, Error> {
        self.settle()?;
        Archive::open(self.dir())?.verify_all(&[Said { text: text.to_owned(), ..Said::default() }], id)
    }
}

/// The outlets that a file may have left for, as they were when it was looked at.
struct Outlets {
    /// The desk's own page.
    own: OutletProfile,
    /// It and the others, each that sets other marks or says otherwise who wrote it.
    distinct: Vec<OutletProfile>,
}

/// What is held against the seals.
#[derive(Default)]
struct Said {
    /// The file's name; empty for a text that was pasted.
    name: String,
    text: String,
    /// Whether it is the text of a printed page.
    is_print: bool,
    /// Whether a reader can see something else than the text.
    hides: bool,
    /// What the page shows besides, which no seal covers.
    aside: Vec<String>,
    /// How many pictures it shows that were not compared.
    pictures: usize,
    /// The digits of pictures whose bytes were read: in the file, or beside it.
    read: HashSet<String>,
    /// Whether a picture beside it is another than its name says.
    other: bool,
    /// What a Word file says: its texts by name. `text` is empty then.
    word: Option<HeldWord>,
    /// Of a chapter of a book: whether the book's style sheets are ours.
    book: Option<bool>,
    /// What of the file was not looked at, in a sentence; empty when all of it was.
    apart: &'static str,
}

/// A file's name and its text; of a book a chapter each.
fn files(path: &Path) -> Result<Vec<Said>, Error> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let bytes = read_with_pictures(path)?;
    if office::is_epub(&bytes) {
        let book = office::read_epub(&bytes).map_err(|error| Error::bad(format!("“{name}”: {error}")))?;
        let ours = book.styles.iter().all(|css| wire::is_book_style(css));
        let said = |text: String| Said {
            name: format!("{name}.html"),
            text,
            book: Some(ours),
            apart: " Its table of contents was not compared.",
            // Of its pictures the names are compared, and none counts as read.
            ..Said::default()
        };
        return Ok(book.chapters.into_iter().map(said).collect());
    }
    file(name, &bytes, path.parent()).map(|said| vec![said])
}

/// One text; `folder` is where its pictures lie beside it.
fn file(name: String, bytes: &[u8], folder: Option<&Path>) -> Result<Said, Error> {
    if bytes.starts_with(b"%PDF-") {
        let read = press::read(bytes).map_err(|error| Error::bad(format!("“{name}”: {error}")))?;
        return Ok(Said {
            name,
            is_print: true,
            aside: read.aside,
            text: read.paragraphs.join("\n\n"),
            hides: read.hides,
            pictures: read.pictures,
            ..Said::default()
        });
    }
    if is_word(&name, bytes) {
        let word = held_word::read(&name, bytes)?;
        let read = word.pictures.iter().cloned().collect();
        return Ok(Said { name, read, word: Some(word), ..Said::default() });
    }
    if is_for_machines(bytes) {
        return Err(Error::bad(format!(
            "“{name}” is a form for other programs, which is not verified. Verify the web page, the Markdown, Word or text \
             file, the book or the PDF that left with it."
        )));
    }
    // Pictures in it are told apart by what they are, whatever they are called.
    let (bytes, came) = out_of(bytes);
    let decoded = intake::decode(&bytes).map_err(|error| Error::bad(format!("“{name}”: {error}")))?;
    let mut said = Said { name, text: decoded.text, ..Said::default() };
    said.read.extend(came.pictures.iter().map(|picture| picture.mark().to_owned()));
    for name in names_in(&said.text) {
        let Some(named) = mark_of(&address(name)).map(|(_, named)| named.mark.to_owned()) else { continue };
        let beside = folder.map(|folder| folder.join(address(name))).and_then(|path| read_picture(&path).ok());
        match beside {
            _ if said.read.contains(&named) => {}
            Some(bytes) if mark(&bytes) == named => drop(said.read.insert(named)),
            Some(_) => said.other = true,
            None => {}
        }
    }
    Ok(said)
}

/// Whether a file is JSON, XML that is no page, labelled text for a wire, or InDesign's tagged text.
fn is_for_machines(bytes: &[u8]) -> bool {
    let start =
        String::from_utf8_lossy(&bytes[..bytes.len().min(4000)]).trim_start_matches('\u{feff}').to_ascii_lowercase();
    let start = start.trim_start();
    let is_page = start.contains("<html") || start.contains("<!doctype html");
    let is_json = start.starts_with('{') && serde_json::from_slice::<serde_json::Value>(bytes).is_ok();
    let is_cable = start.starts_with("slug:") && bytes.trim_ascii_end().ends_with(b"-ENDS-");
    is_json || is_cable || (start.starts_with("<?xml") && !is_page) || start.starts_with("<ascii-")
}

impl Archive {
    /// As [`Desk::verify_file`].
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn verify_file(&self, path: &Path, id: Option<PieceId>) -> Result<Verified, Error> {
        self.verify_all(&files(path)?, id)
    }

    /// Holds the parts of a file against the seals: the first that is not what was sealed is told of.
    fn verify_all(&self, parts: &[Said], id: Option<PieceId>) -> Result<Verified, Error> {
        let outlets = self.outlets_that_print();
        let mut says: Vec<String> = Vec::new();
        let mut last = None;
        for (at, said) in parts.iter().enumerate() {
            let mut verified = self.verify(said, id, &outlets)?;
            if parts.len() > 1 {
                verified.says = format!("Piece {} of {}: {}", at + 1, parts.len(), verified.says);
            }
            if !verified.matches {
                return Ok(verified);
            }
            says.push(verified.says.clone());
            last = Some(verified);
        }
        let verified = last.ok_or_else(|| Error::bad("There are no words in it."))?;
        let apart = parts.first().map_or("", |said| said.apart);
        // Each with what is to be said of it: that nobody signed it, that only eyes can compare its pictures.
        Ok(Verified { says: format!("{}{apart}", says.join("\n")), ..verified })
    }

    /// The outlets of the desk: a file may have left for any of them, with its marks.
    fn outlets_that_print(&self) -> Outlets {
        let own = self.settings().profile;
        let rows = outlets_of(self.dir());
        let others = rows.iter().filter_map(|row| outlet_named(self.dir(), &row.key).ok());
        let mut seen: HashSet<(HouseMarks, String)> = HashSet::new();
        let mut is_new = |outlet: &OutletProfile| seen.insert((HouseMarks::of_outlet(outlet), outlet.style.by.clone()));
        let distinct = std::iter::once(own.clone()).chain(others).filter(|outlet| is_new(outlet)).collect();
        Outlets { own, distinct }
    }

    fn verify(&self, said: &Said, id: Option<PieceId>, outlets: &Outlets) -> Result<Verified, Error> {
        if said.text.trim().is_empty() && said.word.is_none() {
            return Err(Error::bad("There are no words in it."));
        }
        let mut read = read_of(said)?;
        if said.hides {
            read.doubt = Some("words, drawings or marks that are not set as the press sets them".to_owned());
        }
        if !style_is_ours(&read, said) {
            read.doubt.get_or_insert_with(|| "a style sheet that this program did not write".to_owned());
        }
        let pieces = match id {
            Some(id) => vec![id],
            None => self.reader().pieces_with(&["seal", "merge"])?,
        };
        let mut nearest: Option<Held> = None;
        for id in pieces {
            let found = self.with_sight(id, |sight| Ok(sight.held_against_seals(&read, said, outlets)));
            // A piece that can't be read is told of by the doctor; the others are still looked at.
            let Some(found) = found.ok().flatten() else { continue };
            if nearest.as_ref().is_none_or(|known| found.is_nearer_than(known)) {
                nearest = Some(found);
            }
        }
        Ok(match nearest {
            Some(found) => found.verified(&read, said),
            None => Verified {
                matches: false,
                says: match read.fingerprints.first() {
                    Some(fingerprint) => format!("It names the seal {fingerprint}, and there is no such seal here."),
                    None => "Nothing that was sealed here reads like it.".into(),
                },
                seal: None,
                id: None,
                runs: Vec::new(),
            },
        })
    }
}

/// What a file says, by its kind.
fn read_of(said: &Said) -> Result<ReadFile, Error> {
    let read = match &said.word {
        Some(word) => {
            let mut read = markdown::read_texts(word.texts.clone(), word.language.clone());
            read.fingerprints.extend(seal::fingerprints_in(&word.description));
            read.doubt = read.doubt.or_else(|| word.doubt.clone());
            return Ok(read);
        }
        None if said.is_print => markdown::read_print(&said.text),
        None => markdown::read_file(&said.name, &said.text),
    };
    read.map_err(|error| Error::bad(error.to_string()))
}

/// Whether the looks of a file of ours are ours. Those of other files are not looked at, which is told.
fn style_is_ours(read: &ReadFile, said: &Said) -> bool {
    let css = read.style.as_deref();
    match said.book {
        // The chapters of a book have their looks from beside them.
        Some(ours) => ours && css.is_none_or(|css| css.trim().is_empty()),
        None if read.form == FileForm::Page => css.is_none_or(wire::is_page_style),
        None => true,
    }
}

/// A file beside a seal.
struct Held {
    id: PieceId,
    view: SealView,
    named: bool,
    /// The piece's last seal, when that is a later one: its fingerprint, and the day.
    later: Option<String>,
    sides: markdown::Sides,
    exact: bool,
    /// Whether it shows other pictures than were sealed, or says something else of one.
    strange: bool,
    /// Pictures of which nothing tells what they are.
    unknown: usize,
    /// Whether a link of the sealed text is not in the file, and whether one of the file's is not in the sealed text.
    links: (bool, bool),
    /// Words that only one of both has.
    far: u32,
}

impl Held {
    fn is_nearer_than(&self, other: &Held) -> bool {
        let rank = |held: &Held| (!held.sides.match_each_other(), !held.named, held.far);
        rank(self) < rank(other)
    }

    fn verified(mut self, read: &ReadFile, said: &Said) -> Verified {
        let besides = said.aside.iter().filter(|text| !self.sides.sealed.contains(text.as_str()));
        self.sides.also.extend(besides.cloned());
        let same = self.sides.match_each_other();
        // What is the sealed text to the letter does what the sealed text does; a Word file has looks of its own.
        let is_plain = (self.exact && said.word.is_none()) || (!read.scripts && !read.hides && read.doubt.is_none());
        // Files of ours have the sealed links and no others; a content system puts its own beside them, and its own ways.
        let is_whole = matches!(read.form, FileForm::Markdown | FileForm::Page);
        let leads_elsewhere = is_whole && self.links != (false, false);
        let matches = same && is_plain && !self.strange && !self.sides.other_head && !leads_elsewhere;
        let day = self.view.at.get(..10).unwrap_or(&self.view.at);
        let signed = match self.view.signed_by.as_slice() {
            [] => "nobody had signed the text then".to_owned(),
            names => format!("signed by {}", names.join(", ")),
        };
        let seal = format!("seal {} of {day}, {signed}", self.view.fingerprint);
        let mut says = if matches {
            format!("Matches {seal}.")
        } else if same {
            let why = if read.scripts {
                "it carries scripts, so that a browser can show something else".to_owned()
            } else if self.strange {
                "it shows other pictures than were sealed, or says something else of one".to_owned()
            } else if read.hides {
                "parts of it are hidden, so that its readers see less".to_owned()
            } else if leads_elsewhere {
                "its links lead elsewhere than those that were sealed".to_owned()
            } else if let Some(doubt) = &read.doubt {
                format!("what its readers see of it can't be told, because of {doubt}")
            } else {
                "its head, which networks and search engines show, says something else".to_owned()
            };
            format!("It says what {seal}, says; but {why}.")
        } else {
            format!("Differs from {seal}.")
        };
        if let Some(later) = self.later.filter(|_| same) {
            says.push_str(&format!(" But the piece was sealed again since: its last seal is {later}."));
        }
        if let Some(other) = read.fingerprints.first().filter(|_| same && !self.named) {
            says.push_str(&format!(" It bears the name of another seal, {other}."));
        }
        if matches && read.texts.is_some() && !self.exact {
            says.push_str(" The words are the same; marks that nobody reads (emphasis) differ.");
        }
        if matches && read.form == FileForm::Flow && read.style.is_some() {
            says.push_str(" What its style sheet hides or adds was not looked at.");
        }
        if matches && !is_whole && !read.links.is_empty() && self.links.0 {
            says.push_str(" Not all of its links lead where the sealed ones do.");
        }
        if !matches && !self.named && read.fingerprints.is_empty() {
            says.push_str(" It names no seal; this one is the nearest.");
        }
        if !self.sides.also.is_empty() {
            says.push_str(&format!(" No seal covers what its page shows besides: {}.", self.sides.also.join("; ")));
        }
        if !self.sides.about.is_empty() {
            says.push_str(&format!(" No seal covers what its head says: {}.", self.sides.about.join("; ")));
        }
        if same && !self.sides.left_out.is_empty() {
            let names: Vec<&str> = self.sides.left_out.iter().map(|field| furniture(*field)).collect();
            says.push_str(&format!(" Such a file does not show what was sealed as {}.", names.join(", ")));
        }
        if same && self.sides.without_notes {
            says.push_str(" It was read as a text without footnotes and without what pictures show.");
        }
        if same && self.sides.without_pictures {
            says.push_str(" It was read as a text without what pictures show.");
        }
        let pictures = said.pictures + self.unknown;
        if same && pictures > 0 {
            let many = if pictures == 1 { "a picture".to_owned() } else { format!("{pictures} pictures") };
            says.push_str(&format!(" It shows {many}, which only eyes can compare."));
        }
        let runs = if same { Vec::new() } else { runs(&self.sides) };
        Verified { matches, says, seal: Some(self.view), id: Some(self.id), runs }
    }
}

/// Whether a sealed link is missing in a file, and whether the file has one that was not sealed.
fn links_beside(texts: &Texts, read: &ReadFile) -> (bool, bool) {
    let sealed = markdown::links_in(texts);
    let of_texts = read.texts.as_ref().map(markdown::links_in);
    let file = of_texts.as_ref().unwrap_or(&read.links);
    (sealed.iter().any(|link| !file.contains(link)), file.iter().any(|link| !sealed.contains(link)))
}

/// Whether a file shows other pictures of the desk than a sealed body, or says something else of one; and how many it shows
/// that can't be told.
fn pictures_beside(body: &str, file: &ReadFile, said: &Said) -> (bool, usize) {
    let told = |picture: &ShownPicture| {
        mark_of(&picture.address).map(|(_, named)| (named.mark.to_owned(), picture.alt.clone()))
    };
    let sealed: Vec<_> = markdown::pictures_in(body).iter().filter_map(told).collect();
    let shown: Vec<_> = file.pictures.iter().filter_map(told).collect();
    // A system that has the words keeps pictures under addresses of its own; a file of ours has all of them.
    let is_whole = matches!(file.form, FileForm::Markdown | FileForm::Page);
    let strange = if is_whole {
        // One that is none of the desk is none that was sealed, and where it does not load its description is read.
        shown != sealed || file.pictures.len() > shown.len()
    } else {
        shown.iter().any(|picture| !sealed.contains(picture))
    };
    // A name proves nothing of the bytes that a reader gets.
    let proven = shown.iter().filter(|(mark, _)| said.read.contains(mark)).count();
    (strange || said.other, file.pictures.len() - proven)
}

/// The difference between what was sealed and what a file says, in words.
fn runs(sides: &markdown::Sides) -> Vec<ComparedRun> {
    let mut out: Vec<ComparedRun> = Vec::new();
    for run in compare(&sides.sealed, &sides.file).paragraphs.into_iter().flat_map(|paragraph| paragraph.runs) {
        match out.last_mut() {
            Some(last) if last.kind == run.kind => last.text.push_str(&run.text),
            _ => out.push(ComparedRun { kind: run.kind, text: run.text, person: None }),
        }
    }
    out
}

/// What a page of the outlet shows besides the piece.
fn frame_of(piece: &Piece, profile: &OutletProfile) -> Vec<String> {
    let dates = [piece.published.printed.clone(), crate::page::printed_date(piece, profile)];
    let outlet = if piece.outlet.name.trim().is_empty() {
        [&profile.name, &profile.tagline]
    } else {
        [&piece.outlet.name, &piece.outlet.tagline]
    };
    let names = [outlet[0].clone(), outlet[1].clone(), profile.section.clone()];
    dates.into_iter().flatten().chain(names).filter(|text| !text.trim().is_empty()).collect()
}

impl Sight<'_> {
    /// The last seal of the piece, if that is another text than this one.
    fn sealed_since(&self, seal: &Record) -> Option<String> {
        let (last, sealed) = self.last_seal()?;
        let day = rfc3339(last.at);
        let day = day.get(..10).unwrap_or(&day);
        (last.id != seal.id).then(|| format!("{} of {day}", sealed.fingerprint))
    }

    /// The seal that a file is nearest to, if the piece was sealed.
    fn held_against_seals(&self, read: &ReadFile, said: &Said, outlets: &Outlets) -> Option<Held> {
        let piece = self.session.piece();
        let mut frame = frame_of(&piece, &outlets.own);
        // It may have left for the desk's own page, or for the outlet that was chosen since.
        let (outlet, _) = self.outlet();
        frame.extend(frame_of(&crate::fit_outlet(piece, &outlet), &outlet));
        let all = self.seals().map(|(record, sealed)| {
            let body = sealed.texts.get(&Field::Body).map(String::as_str).unwrap_or_default();
            let (strange, unknown) = pictures_beside(body, read, said);
            let sides = sides(&sealed.texts, sealed.language.as_deref(), &frame, &outlets.distinct, read);
            let counts = if sides.match_each_other() {
                manuscript::Counts::default()
            } else {
                compare(&sides.sealed, &sides.file).counts
            };
            Held {
                id: self.session.id,
                view: self.view(record, sealed),
                named: read.fingerprints.contains(&sealed.fingerprint),
                later: self.sealed_since(record),
                strange,
                unknown,
                links: links_beside(&sealed.texts, read),
                exact: read.texts.as_ref().is_some_and(|texts| *texts == sealed.texts),
                far: counts.words_inserted + counts.words_removed + counts.changes,
                sides,
            }
        });
        // Of two that are as near, the later one.
        all.rev().reduce(|known, found| if found.is_nearer_than(&known) { found } else { known })
    }
}
