//! RTF texts.

mod pictures;
mod state;
mod tables;
mod tokens;

use crate::Error;
use crate::lines::{Block, Lines};
use crate::tracked::{Comment, Read, Stamp, Status};
use model::ReceiptKind;
use pictures::Shown;
use state::{Change, Goal, Paragraph, State, code_page, time};
use std::collections::HashMap;
use tables::Place;
use tokens::{Token, Tokens};

/// Groups inside each other.
const DEEPEST: usize = 1000;

/// Reads an `.rtf`. `decode` turns bytes of a Windows code page (10000 for the Macintosh's) into text.
///
/// # Errors
/// A sentence for what is no RTF, damaged, or made to be too much.
pub fn read_rtf(bytes: &[u8], decode: &dyn Fn(u16, &[u8]) -> String) -> Result<Read, Error> {
    if !bytes.starts_with(b"{\\rtf") {
        return Err(Error::Other("an RTF text (.rtf)"));
    }
    let mut reader = Reader::new(decode);
    let mut tokens = Tokens::of(bytes);
    while let Some(token) = tokens.next() {
        if let Token::Word("bin", Some(count)) = token {
            let raw = tokens.raw(usize::try_from(count).unwrap_or(0));
            if reader.goal_of() == Goal::Picture {
                reader.shown.blip.raw(raw);
            }
        }
        reader.token(token)?;
        if reader.stack.is_empty() {
            reader.flush();
            return Ok(reader.lines.finished(reader.title.trim().to_owned(), None));
        }
    }
    Err(Error::damaged("it is cut off"))
}

struct Reader<'d> {
    decode: &'d dyn Fn(u16, &[u8]) -> String,
    lines: Lines,
    stack: Vec<State>,
    paragraph: Paragraph,
    /// Bytes of the text that are not decoded yet.
    bytes: Vec<u8>,
    /// A half of a letter of two units.
    high: Option<u16>,
    /// Bytes that are still to be left out behind a `\u`.
    left_out: usize,
    /// `\*` came: what is not known is to be left out.
    optional: bool,
    page: u16,
    fonts: HashMap<i32, u16>,
    styles: HashMap<i32, String>,
    people: Vec<String>,
    /// The name that is being read in a table.
    name: String,
    title: String,
    field: String,
    comment: Comment,
    number: String,
    time: String,
    /// Comments by their numbers in the file.
    comments: HashMap<String, usize>,
    shown: Shown,
    place: Place,
    /// The paragraphs and places around the notes and comments that are being read.
    around: Vec<(Paragraph, Place)>,
}

impl<'d> Reader<'d> {
    fn new(decode: &'d dyn Fn(u16, &[u8]) -> String) -> Self {
        Reader {
            decode,
            lines: Lines::default(),
            stack: Vec::new(),
            paragraph: Paragraph::default(),
            bytes: Vec::new(),
            high: None,
            left_out: 0,
            optional: false,
            page: 1252,
            fonts: HashMap::new(),
            styles: HashMap::new(),
            people: Vec::new(),
            name: String::new(),
            title: String::new(),
            field: String::new(),
            comment: Comment::default(),
            number: String::new(),
            time: String::new(),
            comments: HashMap::new(),
            shown: Shown::default(),
            place: Place::default(),
            around: Vec::new(),
        }
    }

    fn state(&self) -> State {
        self.stack.last().cloned().unwrap_or_default()
    }

    /// Where words go now.
    fn goal_of(&self) -> Goal {
        self.stack.last().map_or(Goal::Text, |state| state.goal)
    }

    fn set(&mut self, change: impl FnOnce(&mut State)) {
        if let Some(state) = self.stack.last_mut() {
            change(state);
        }
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), Error> {
        if self.left_out > 0 {
            match token {
                Token::Byte(_) | Token::Sign(_) => {
                    self.left_out -= 1;
                    return Ok(());
                }
                Token::Open | Token::Close => self.left_out = 0,
                Token::Word(..) => {}
            }
        }
        if !matches!(token, Token::Open | Token::Sign(b'*') | Token::Word("nonshppict", _)) {
            self.first_form_ends();
        }
        if let Token::Byte(byte) = token {
            match self.goal_of() {
                Goal::Picture => self.shown.blip.digit(byte),
                _ => self.bytes.push(byte),
            }
            return Ok(());
        }
        self.flush();
        match token {
            Token::Open => {
                if self.stack.len() >= DEEPEST {
                    return Err(Error::Bomb(format!("more than {DEEPEST} groups inside each other")));
                }
                let own = State { note: false, comment: false, opens_shape: false, opens_form: false, ..self.state() };
                let first = self.stack.is_empty();
                self.stack.push(if first { State { fallback: 1, ..own } } else { own });
            }
            Token::Close => self.close(),
            Token::Word(word, number) => self.word(word, number),
            Token::Sign(sign) => match sign {
                b'*' => {
                    self.optional = true;
                    return Ok(());
                }
                b'~' => self.say("\u{a0}"),
                b'_' => self.say("\u{2011}"),
                b'{' | b'}' | b'\\' => self.say(char::from(sign).encode_utf8(&mut [0; 4])),
                b'\n' | b'\r' => self.paragraph_ends(),
                _ => {}
            },
            Token::Byte(_) => {}
        }
        self.optional = false;
        Ok(())
    }

    /// Decodes what has come.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let text = if bytes.is_ascii() {
            String::from_utf8_lossy(&bytes).into_owned()
        } else {
            let page = self.fonts.get(&self.state().font).copied().unwrap_or(self.page);
            (self.decode)(page, &bytes)
        };
        self.say(&text);
    }

    fn stamp(&self, (person, at): Change) -> Stamp {
        Stamp { author: self.people.get(person).cloned().unwrap_or_default(), at: at.and_then(time) }
    }

    fn status(&self, state: &State) -> Status {
        match (state.removed, state.inserted) {
            (Some(change), _) => Status::Removed(self.stamp(change)),
            (None, Some(change)) => Status::Inserted(self.stamp(change)),
            (None, None) => Status::Kept,
        }
    }

    fn say(&mut self, text: &str) {
        let state = self.state();
        match state.goal {
            Goal::Text if state.hidden => self.lines.count(ReceiptKind::Dropped, "hidden text", "rtf.hidden"),
            // What came in and went out again was in neither text.
            Goal::Text if state.removed.is_some() && state.inserted.is_some() => {}
            Goal::Text => {
                let status = self.status(&state);
                self.cell_starts();
                self.lines.words(text, &state.look, &status);
            }
            Goal::Nothing | Goal::Picture | Goal::Property => {}
            goal @ (Goal::PropertyName | Goal::PropertyValue) => self.property(goal, text),
            Goal::Fonts => self.name.clear(),
            Goal::Styles | Goal::People => {
                for part in text.split_inclusive(';') {
                    self.name.push_str(part.trim_end_matches(';'));
                    if part.ends_with(';') {
                        let name = std::mem::take(&mut self.name).trim().to_owned();
                        if state.goal == Goal::Styles {
                            self.styles.insert(self.paragraph.style, name.to_lowercase());
                        } else {
                            self.people.push(name);
                        }
                    }
                }
            }
            Goal::Marker => self.paragraph.marker.get_or_insert_default().push_str(text),
            Goal::Title => self.title.push_str(text),
            Goal::Field if self.field.len() < 10_000 => self.field.push_str(text),
            Goal::Field => {}
            Goal::Comment => self.comment.text.push_str(text),
            Goal::CommentAuthor => self.comment.by.author.push_str(text),
            Goal::CommentTime => self.time.push_str(text),
            Goal::CommentNumber | Goal::CommentStart | Goal::CommentEnd => self.number.push_str(text),
        }
    }

    fn close(&mut self) {
        let Some(state) = self.stack.pop() else { return };
        self.high = None;
        let around = self.state();
        match state.goal {
            Goal::CommentStart if around.goal != Goal::CommentStart => {
                let number = std::mem::take(&mut self.number).trim().to_owned();
                let place = self.lines.comment_starts(Comment::default());
                self.comments.insert(number, place);
            }
            Goal::CommentEnd if around.goal != Goal::CommentEnd => {
                let number = std::mem::take(&mut self.number);
                if let Some(place) = self.comments.get(number.trim()) {
                    self.lines.comment_ends(*place);
                }
            }
            _ => {}
        }
        self.picture_ends(&state, &around);
        if state.note {
            let status = self.status(&around);
            self.lines.note_ends(&status);
            self.aside_ends();
        }
        if state.comment {
            self.aside_ends();
            let comment = std::mem::take(&mut self.comment);
            let paragraphs = comment.text.split("\n\n").map(str::trim).filter(|words| !words.is_empty());
            let text = paragraphs.collect::<Vec<_>>().join("\n\n");
            let packed = self.time.trim().parse::<i32>().ok().map(|packed| u32::from_ne_bytes(packed.to_ne_bytes()));
            let by = Stamp { at: packed.and_then(time), ..comment.by };
            self.time.clear();
            let comment = Comment { text, by, ..comment };
            let number = std::mem::take(&mut self.number);
            match self.comments.get(number.trim()) {
                Some(place) => {
                    if let Some(there) = self.lines.comments.get_mut(*place) {
                        (there.text, there.by) = (comment.text, comment.by);
                    }
                }
                None => {
                    self.lines.comment_starts(comment);
                }
            }
        }
    }

    fn paragraph_ends(&mut self) {
        let state = self.state();
        match state.goal {
            Goal::Comment => return self.comment.text.push_str("\n\n"),
            Goal::Text => {}
            _ => return,
        }
        self.table_ends();
        let style = self.styles.get(&self.paragraph.style).cloned().unwrap_or_default();
        let heading = style.strip_prefix("heading ").and_then(|level| level.parse().ok());
        let outline = self.paragraph.outline.and_then(|level| usize::try_from(level).ok()).filter(|level| *level < 6);
        let marker = self.paragraph.marker.take();
        let block = match heading.or_else(|| outline.map(|level| level + 1)) {
            Some(level) => Block::Heading(level),
            None if style == "title" => Block::Heading(1),
            None if marker.is_some() || self.paragraph.list > 0 => {
                let digits: String = marker.unwrap_or_default().chars().filter(char::is_ascii_digit).take(9).collect();
                Block::Item(usize::try_from(self.paragraph.level).unwrap_or(0).min(8) + 1, digits.parse().ok())
            }
            None if style == "caption" => Block::Caption,
            None if matches!(style.as_str(), "quote" | "intense quote" | "quotations" | "block text") => Block::Quote,
            None => Block::Paragraph,
        };
        let status = self.status(&state);
        self.lines.paragraph(block, &status);
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        let count = number.unwrap_or(0);
        if self.goal(word) || (self.goal_of() == Goal::Picture && self.shown.blip.is(word)) {
            return;
        }
        match word {
            "par" | "sect" | "page" | "column" => self.paragraph_ends(),
            "line" | "lbr" => self.say("\n"),
            "tab" | "emspace" | "enspace" | "qmspace" => self.say(" "),
            "emdash" => self.say("—"),
            "endash" => self.say("–"),
            "lquote" => self.say("‘"),
            "rquote" => self.say("’"),
            "ldblquote" => self.say("“"),
            "rdblquote" => self.say("”"),
            "bullet" => self.say("•"),
            "u" => self.letter(count),
            "uc" => self.set(|state| state.fallback = usize::try_from(count).unwrap_or(1)),
            "ansicpg" => self.page = u16::try_from(count).ok().filter(|page| *page > 0).unwrap_or(1252),
            "mac" => self.page = 10000,
            "pc" => self.page = 437,
            "pca" => self.page = 850,
            "f" => self.set(|state| state.font = count),
            "fcharset" if self.state().goal == Goal::Fonts => {
                if let Some(page) = code_page(count) {
                    self.fonts.insert(self.state().font, page);
                }
            }
            "pard" => {
                let style = Paragraph { marker: self.paragraph.marker.take(), ..Paragraph::default() };
                self.paragraph = style;
            }
            "s" => self.paragraph.style = count,
            "outlinelevel" => self.paragraph.outline = Some(count),
            "ilvl" => self.paragraph.level = count,
            "ls" => self.paragraph.list = count,
            "intbl" => self.paragraph.cell = true,
            // Those of a page's head are left out with it.
            "cell" | "nestcell" | "row" | "nestrow" if self.state().goal != Goal::Text => {}
            "cell" | "nestcell" => self.cell_ends(),
            "row" | "nestrow" => self.row_ends(),
            _ => self.look(word, on, count),
        }
    }

    fn look(&mut self, word: &str, on: bool, count: i32) {
        let person = usize::try_from(count).unwrap_or(0);
        let packed = u32::from_ne_bytes(count.to_ne_bytes());
        self.set(|state| match word {
            "plain" => {
                let link = state.look.link.take();
                state.look = crate::paragraph::Look { link, ..Default::default() };
                (state.inserted, state.removed, state.hidden) = (None, None, false);
            }
            "b" => state.look.bold = on,
            "i" => state.look.italic = on,
            "strike" | "striked" => state.look.strike = on,
            "super" => state.look.raised = on,
            "sub" => state.look.lowered = on,
            "nosupersub" => (state.look.raised, state.look.lowered) = (false, false),
            "v" => state.hidden = on,
            "revised" => state.inserted = on.then_some((0, None)),
            "deleted" => state.removed = on.then_some((0, None)),
            "revauth" => {
                if let Some((by, _)) = &mut state.inserted {
                    *by = person;
                }
            }
            "revdttm" => {
                if let Some((_, at)) = &mut state.inserted {
                    *at = Some(packed);
                }
            }
            "revauthdel" => {
                if let Some((by, _)) = &mut state.removed {
                    *by = person;
                }
            }
            "revdttmdel" => {
                if let Some((_, at)) = &mut state.removed {
                    *at = Some(packed);
                }
            }
            _ => {}
        });
    }

    /// A word that says where the words of its group go.
    fn goal(&mut self, word: &str) -> bool {
        if let Some(goal) = self.picture_goal(word) {
            self.aim(goal);
            return true;
        }
        let goal = match word {
            "fonttbl" => Goal::Fonts,
            "stylesheet" => Goal::Styles,
            "revtbl" => Goal::People,
            "title" if self.state().goal == Goal::Nothing => Goal::Title,
            "listtext" | "pntext" => Goal::Marker,
            "fldinst" => {
                self.field.clear();
                Goal::Field
            }
            "fldrslt" => {
                let link = address(&self.field);
                self.set(|state| {
                    if let Some(link) = link {
                        state.look.link = Some(link.into());
                    }
                });
                return true;
            }
            "footnote" => {
                self.note_starts();
                return true;
            }
            "annotation" if self.state().goal == Goal::Text => {
                self.number.clear();
                self.aside_starts();
                self.set(|state| (state.comment, state.goal) = (true, Goal::Comment));
                return true;
            }
            "atnauthor" => {
                self.comment.by.author.clear();
                Goal::CommentAuthor
            }
            "atnref" => Goal::CommentNumber,
            "atrfstart" => Goal::CommentStart,
            "atrfend" => Goal::CommentEnd,
            "atndate" => {
                self.time.clear();
                Goal::CommentTime
            }
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
                self.lines.count(ReceiptKind::Dropped, "head or foot of the pages", "rtf.header");
                Goal::Nothing
            }
            "object" => {
                self.lines.count(ReceiptKind::Dropped, "embedded object", "rtf.object");
                Goal::Nothing
            }
            "colortbl" | "info" | "xe" | "tc" | "shprslt" | "listtable" | "private" => Goal::Nothing,
            "cs" | "field" => return word != "cs",
            _ if self.optional => Goal::Nothing,
            _ => return false,
        };
        self.aim(goal);
        true
    }

    fn aim(&mut self, goal: Goal) {
        self.set(|state| {
            // What is left out stays left out; a title stands in what is.
            if state.goal != Goal::Nothing || goal == Goal::Title {
                state.goal = goal;
            }
        });
    }

    /// A letter of Unicode, as one or two numbers of 16 bits.
    fn letter(&mut self, number: i32) {
        self.left_out = self.state().fallback;
        let unit = u16::from_ne_bytes(
            i16::try_from(number)
                .map_or_else(|_| u16::try_from(number).unwrap_or(0xfffd).to_ne_bytes(), i16::to_ne_bytes),
        );
        let units = match self.high.take() {
            Some(high) => vec![high, unit],
            None if (0xd800..0xdc00).contains(&unit) => {
                self.high = Some(unit);
                return;
            }
            None => vec![unit],
        };
        self.say(&String::from_utf16_lossy(&units));
    }
}

/// Where a field leads.
fn address(field: &str) -> Option<String> {
    let rest = field.trim().strip_prefix("HYPERLINK")?.trim_start();
    let address = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split_whitespace().next()?,
    };
    ["http://", "https://", "mailto:"].iter().any(|start| address.starts_with(start)).then(|| address.to_owned())
}
