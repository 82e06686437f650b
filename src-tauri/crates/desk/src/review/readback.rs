//! Reading back: a file for an author without this program, and the answer that comes back.

use crate::clock::minutes;
use crate::files::read_limited;
use crate::review::get::{Held, who};
use crate::review::headlines::HEADLINES;
use crate::review::sight::Sight;
use crate::review::{Against, OpenChange, ReadbackRead, ReadbackWanted};
use crate::service::hold;
use crate::session::Session;
use crate::{Desk, Error, ErrorKind, write_file};
use manuscript::{RunKind, compare};
use markdown::{RenderOptions, SheetUse, reading_text};
use model::review::flow::{agreed_to_another, objection};
use model::review::seal::reading_digest;
use model::review::{
    Act, Anchor, Answer, CommentKind, CommentState, Found, How, Record, RecordId, Role, Texts, comments,
};
use model::{Field, OutletProfile, Person, PieceId};
use std::path::Path;
use wire::readback::{Marked, MarkedText, ReadbackPage, ReadbackQuery, Reply};

/// The name of a text at the head of its changes.
fn title(field: Field) -> &'static str {
    match field {
        Field::Kicker => "Kicker",
        Field::Headline => "Headline",
        Field::HeadlinePrint => "Headline in print",
        Field::HeadlineWeb => "Headline on the web",
        Field::HeadlineSocial => "Headline on social networks",
        Field::Standfirst => "Standfirst",
        Field::Byline => "Byline",
        Field::Body => "Text",
        Field::AuthorNote => "Author note",
        Field::Disclosure => "Disclosure",
        Field::CorrectionNote => "Correction",
    }
}

/// What a file for reading back shows.
struct Shown {
    page: String,
    texts: Texts,
    before: Texts,
    queries: Vec<RecordId>,
}

impl Sight<'_> {
    /// The queries that wait for the author: those that name nobody, the author, or the person.
    fn queries_for(&self, to: &str) -> Vec<CommentState> {
        let named = |query: &CommentState| match query.to.as_deref().map(str::trim) {
            None | Some("") => true,
            Some(name) => {
                name.eq_ignore_ascii_case(to.trim()) || name.parse::<Role>().is_ok_and(|role| role == Role::Author)
            }
        };
        let mut found: Vec<CommentState> =
            comments(self.records).into_iter().filter(|query| query.waits() && named(query)).collect();
        let page = |field: Option<Field>| field.and_then(|field| Field::ALL.iter().position(|other| *other == field));
        found.sort_by_key(|query| {
            let at = self.session.manuscript.locate(&query.anchor);
            (page(at.field), at.at.map(|at| at.start))
        });
        found
    }

    /// The file, as it is for one sending.
    fn readback(
        &self,
        wanted: &ReadbackWanted,
        (sending, from, at): (&str, &str, i64),
        profile: &OutletProfile,
    ) -> Result<Shown, Error> {
        let author = Against::Role { role: Role::Author };
        let held = self.held(Some(wanted.against.as_ref().unwrap_or(&author)), &Role::Author)?;
        let changes = self.open_changes(&held);
        let piece = self.session.piece();
        let date = crate::page::printed_date(&piece, profile);
        let sheet = markdown::sheet(&piece, profile, date.as_deref(), SheetUse::Web);
        let opts = RenderOptions::of_piece(&piece, profile);
        // The page may load nothing, so that it must hold what it shows.
        let pictures = (self.pictures)(&piece.body);
        let body = crate::forms::with_data(&markdown::render_body(&piece.body, &opts), &pictures);
        let texts = self.session.manuscript.texts();
        let runs = self.marked(&held, &changes);
        let borrowed: Vec<(Field, Vec<Marked<'_>>)> =
            runs.iter().map(|(field, runs)| (*field, runs.iter().map(Owned::borrowed).collect())).collect();
        let marked: Vec<MarkedText<'_>> =
            borrowed.iter().map(|(field, runs)| MarkedText { label: title(*field), runs }).collect();
        let asked = self.queries_for(&wanted.to);
        let queries: Vec<ReadbackQuery<'_>> = asked
            .iter()
            .map(|query| ReadbackQuery {
                id: &query.id,
                quote: if self.session.manuscript.locate(&query.anchor).found == Found::Whole {
                    ""
                } else {
                    &query.anchor.quote
                },
                text: &query.text,
                by: &query.by.name,
            })
            .collect();
        let headlines: Vec<(&str, &str)> =
            HEADLINES.into_iter().filter_map(|field| Some((title(field), texts.get(&field)?.as_str()))).collect();
        let reading = reading_digest(&reading_text(&texts, &opts));
        let page = wire::readback::readback_page(&ReadbackPage {
            piece: &piece,
            sending,
            reading: &reading,
            to: &wanted.to,
            from,
            date: &minutes(at),
            head_html: &sheet.head,
            body_class: &sheet.body_class,
            body_html: &body,
            foot_html: &sheet.foot,
            marked: &marked,
            since: &since(&held),
            queries: &queries,
            headlines: &headlines,
        });
        let queries = asked.iter().map(|query| query.id.clone()).collect();
        Ok(Shown { page, texts, before: held.baseline.texts, queries })
    }

    /// The texts that changed, with whose each change is.
    fn marked(&self, held: &Held, changes: &[OpenChange]) -> Vec<(Field, Vec<Owned>)> {
        let mut out = Vec::new();
        for field in Field::ALL {
            let before = held.baseline.texts.get(&field).map_or("", String::as_str);
            let now = self.session.manuscript.text(field);
            if before == now {
                continue;
            }
            let own: Vec<&OpenChange> = changes.iter().filter(|open| open.change.field == field).collect();
            let by = |at: Option<u32>, side: fn(&model::review::Part) -> &std::ops::Range<u32>| -> String {
                let hit = |open: &&&OpenChange| {
                    let inside = |part: &model::review::Part| at.is_some_and(|at| side(part).contains(&at));
                    open.change.parts.iter().any(inside)
                };
                own.iter().find(hit).and_then(|open| open.change.by.first()).map(|p| p.name.clone()).unwrap_or_default()
            };
            let compared = compare(before, now);
            let mut runs = vec![Owned::Same(compared.lead.after.clone())];
            for paragraph in compared.paragraphs {
                for run in paragraph.runs {
                    runs.push(match run.kind {
                        RunKind::Same => Owned::Same(run.text),
                        RunKind::Inserted => Owned::Inserted(run.text, by(run.after, |part| &part.after)),
                        RunKind::Removed => Owned::Removed(run.text, by(run.before, |part| &part.before)),
                    });
                }
                let gone = paragraph.after.is_empty();
                runs.push(Owned::Same(if gone { paragraph.gap.before } else { paragraph.gap.after }));
            }
            out.push((field, runs));
        }
        out
    }
}

/// A stretch of a marked text.
enum Owned {
    Same(String),
    Inserted(String, String),
    Removed(String, String),
}

impl Owned {
    fn borrowed(&self) -> Marked<'_> {
        match self {
            Owned::Same(text) => Marked::Same(text),
            Owned::Inserted(text, by) => Marked::Inserted(text, by),
            Owned::Removed(text, by) => Marked::Removed(text, by),
        }
    }
}

/// What the changes are counted from, in the middle of a sentence to the author.
fn since(held: &Held) -> String {
    match &held.choice.baseline {
        Against::Role { role: Role::Author } if held.baseline.is_signed => "the text that you last agreed to".into(),
        Against::Role { role: Role::Author } | Against::Received => "the text as it came in".into(),
        Against::Seal => "the sealed text".into(),
        Against::Role { role } => format!("the text that {} last agreed to", who(role)),
        Against::Moment { .. } => format!("the text of {}", held.choice.label),
    }
}

/// Reads a reply file, or a file with the text of a mail.
///
/// # Errors
/// When it can't be read or is no text.
pub fn read_reply(path: &Path) -> Result<String, Error> {
    let decoded = intake::decode(&read_limited(path)?).map_err(|error| Error::bad(error.to_string()))?;
    Ok(decoded.text)
}

impl Desk {
    /// Writes a file for reading back, and keeps what it shows; returns its size in bytes.
    ///
    /// # Errors
    /// When there is no text, or the file can't be written; then nothing is kept.
    pub fn readback_export(&self, id: PieceId, wanted: &ReadbackWanted) -> Result<u64, Error> {
        let to = crate::review::flow::plain(&wanted.to, 120)?;
        let session = self.session(id)?;
        let mut guard = hold(&session);
        if guard.is_empty() {
            return Err(Error::bad("There is no text to read back."));
        }
        let to = if to.is_empty() { guard.manuscript.text(Field::Byline).trim().to_owned() } else { to };
        let wanted = ReadbackWanted { to, ..wanted.clone() };
        let (sending, at) = (self.new_id().to_string(), self.now());
        let by = self.person().0;
        let profile = self.settings().profile;
        let shown = self.sight(&guard)?.readback(&wanted, (&sending, &by.name, at), &profile)?;
        // The file first: what is recorded as sent can be sent.
        let bytes = write_file(&wanted.path, &shown.page, wanted.force)?;
        let Shown { texts, before, queries, .. } = shown;
        let act = Act::ReadbackSent { texts: texts.clone(), before, queries, to: wanted.to.clone() };
        guard.manuscript.record(sending, at, by, None, act)?;
        for field in HEADLINES {
            if let Some(text) = texts.get(&field) {
                let (text, to) = (text.clone(), wanted.to.clone());
                self.put(&mut guard, None, Act::HeadlineShown { field, text, to, how: How::Readback })?;
            }
        }
        self.finish(guard, "readback")?;
        Ok(bytes)
    }

    /// As [`Desk::readback_import`], from a file.
    ///
    /// # Errors
    /// As there, and when the file can't be read.
    pub fn readback_import_file(&self, path: &Path) -> Result<ReadbackRead, Error> {
        self.readback_import(&read_reply(path)?)
    }

    /// Takes the answer to a file for reading back in: answers to queries, what was said of the headlines, and the
    /// author's agreement to exactly the text that was shown.
    ///
    /// # Errors
    /// When it is no reply, or not one to a file of this desk.
    pub fn readback_import(&self, text: &str) -> Result<ReadbackRead, Error> {
        let mail = intake::decode_mail(text);
        let reply = wire::readback::read_reply(mail.as_deref().unwrap_or(text))
            .map_err(|error| Error::bad(error.to_string()))?;
        let foreign = || {
            Error::new(
                ErrorKind::NotFound,
                "This is a reply to a file that was not made from this desk. Nothing was recorded.",
            )
        };
        let session = self.session(reply.piece).map_err(|_| foreign())?;
        let mut guard = hold(&session);
        let sent = guard.manuscript.records().iter().find(|record| record.id == reply.sending).cloned();
        let sent = sent.filter(|record| matches!(record.act, Act::ReadbackSent { .. })).ok_or_else(foreign)?;
        let Act::ReadbackSent { texts, queries, to, .. } = &sent.act else { return Err(foreign()) };
        let stale = guard.manuscript.texts() != *texts;
        let mark = guard.manuscript.mark();
        let earlier: Vec<&str> =
            guard.manuscript.records().iter().filter_map(|record| reply_to(record, &sent.id)).collect();
        let repeated = earlier.contains(&reply.digest.as_str());
        let second = !repeated && !earlier.is_empty();
        let overtaken = agreed_to_another(guard.manuscript.records(), &sent).is_some();
        let objected = objection(guard.manuscript.records()).is_some_and(|record| record.clock > sent.clock);
        let name = if reply.name.trim().is_empty() { to.clone() } else { reply.name.trim().to_owned() };
        if !self.shown_digests(&guard, texts).contains(&reply.reading) {
            return Err(Error::bad(
                "The reply is about another text than the one that was sent from here: the file was changed on its way. \
                 Nothing was recorded; send it again.",
            ));
        }
        let answers = answers(&reply, queries)?;
        let mut read = ReadbackRead {
            id: reply.piece,
            answer: reply.answer,
            answered: u32::try_from(answers.len()).unwrap_or(u32::MAX),
            repeated,
            stale,
            says: String::new(),
        };
        read.says = said(&read, &name, second, (overtaken, objected));
        if repeated {
            return Ok(read);
        }
        let answers = unsaid(guard.manuscript.records(), answers);
        let headlines = shown_headlines(guard.manuscript.records(), &sent, texts);
        let by = Person::named(&name);
        // The same reply has the same records wherever it comes in, so that desks that both took it in and meet have it once.
        let mut say = |act: Act| -> Result<(), Error> {
            let (id, at) = (record_of(&reply.digest, &act), self.now());
            guard.manuscript.record(id, at, by.clone(), Some(Role::Author), act)?;
            Ok(())
        };
        let (answer, note) = (reply.answer, reply.comment.trim().to_owned());
        say(Act::ReadbackReply { of: sent.id.clone(), answer, note: note.clone(), digest: reply.digest.clone() })?;
        for (of, text) in answers {
            say(Act::Reply { of, text })?;
        }
        for of in headlines {
            say(Act::HeadlineAnswer { of, answer, note: String::new() })?;
        }
        if !note.is_empty() {
            let anchor = Anchor::default();
            say(Act::Comment { anchor, text: note, kind: CommentKind::Comment, to: None })?;
        }
        if answer == Answer::Agrees && !overtaken {
            // The agreement is about what was shown, whatever the text reads now.
            let mark = if stale { String::new() } else { mark };
            let (note, conditions) = (String::new(), String::new());
            say(Act::SignOff { texts: texts.clone(), mark, how: How::Readback, of: String::new(), note, conditions })?;
        }
        self.finish(guard, "readback")?;
        Ok(read)
    }

    /// The digests by which a file can name the text that it shows: the outlet's marks may have been set otherwise then.
    fn shown_digests(&self, session: &Session, texts: &Texts) -> Vec<String> {
        let language = session.manuscript.detail(manuscript::Detail::Language);
        let profile = self.settings().profile;
        let of_house = OutletProfile { smart_punctuation: true, ..profile };
        let plain = RenderOptions { language: language.clone(), ..RenderOptions::default() };
        let of_language = RenderOptions { smart_punctuation: true, ..plain.clone() };
        let ways = [RenderOptions::of(&of_house, language.as_deref()), of_language, plain];
        ways.iter().map(|opts| reading_digest(&reading_text(texts, opts))).collect()
    }
}

/// The id of a record that a reply makes: by the reply, and by what the record is about.
fn record_of(digest: &str, act: &Act) -> RecordId {
    let what = match act {
        Act::ReadbackReply { .. } => "reply".to_owned(),
        Act::Reply { of, .. } => format!("answer {of}"),
        Act::HeadlineAnswer { of, .. } => format!("headline {of}"),
        Act::Comment { .. } => "comment".to_owned(),
        _ => "agreement".to_owned(),
    };
    // Hexadecimal digits are digits of a ULID, too; with the zero in front it is one of long ago.
    format!("0{}", reading_digest(&format!("{digest} {what}")).chars().take(25).collect::<String>())
}

/// The digest of a reply to a sending, if the record is one.
fn reply_to<'a>(record: &'a Record, sending: &str) -> Option<&'a str> {
    match &record.act {
        Act::ReadbackReply { of, digest, .. } if of == sending => Some(digest),
        _ => None,
    }
}

/// The answers of a reply by their query, one for each.
fn answers(reply: &Reply, queries: &[RecordId]) -> Result<Vec<(RecordId, String)>, Error> {
    let mut out: Vec<(RecordId, String)> = Vec::new();
    for answered in &reply.answers {
        let by_number = usize::try_from(answered.number).ok().and_then(|n| queries.get(n.checked_sub(1)?));
        let by_name = queries.iter().find(|id| **id == answered.query);
        let of = match (by_number, by_name) {
            (Some(one), Some(other)) if one != other => None,
            // One that names its query is about that one, and about no other of its number.
            (_, None) if !answered.query.is_empty() => None,
            (by_number, by_name) => by_name.or(by_number),
        };
        let text = &answered.text;
        match of.map(|of| (of, out.iter().find(|(other, _)| other == of))) {
            Some((_, Some((_, said)))) if said == text => {}
            Some((of, None)) => out.push((of.clone(), text.clone())),
            wrong => {
                let is = if wrong.is_some() { "is answered twice, in different words" } else { "was not asked" };
                return Err(Error::bad(format!(
                    "Query {} of the reply {is}: “{}”. Nothing was recorded; ask the author.",
                    answered.number,
                    text.chars().take(160).collect::<String>(),
                )));
            }
        }
    }
    Ok(out)
}

/// Those that were not given already.
fn unsaid(records: &[Record], answers: Vec<(RecordId, String)>) -> Vec<(RecordId, String)> {
    let stand = comments(records);
    let known = |of: &str, text: &str| {
        let comment = stand.iter().find(|comment| comment.id == of);
        comment.is_some_and(|comment| comment.replies.iter().any(|reply| reply.text == text))
    };
    answers.into_iter().filter(|(of, text)| !known(of, text)).collect()
}

/// The headlines that a sending showed: the first record of each after it.
fn shown_headlines(records: &[Record], sent: &Record, texts: &Texts) -> Vec<RecordId> {
    let of = |wanted: Field| {
        let shows = |record: &&Record| match &record.act {
            Act::HeadlineShown { field, text, how: How::Readback, .. } => {
                *field == wanted && texts.get(field) == Some(text) && record.clock > sent.clock
            }
            _ => false,
        };
        records.iter().find(shows).map(|record| record.id.clone())
    };
    HEADLINES.into_iter().filter_map(of).collect()
}

/// All of a reply in a sentence or three.
fn said(read: &ReadbackRead, name: &str, second: bool, (overtaken, objected): (bool, bool)) -> String {
    let who = if name.is_empty() { "The author" } else { name };
    if read.repeated {
        return format!("This reply of {who} came in before. Nothing was recorded twice.");
    }
    let mut says = match read.answer {
        Answer::Agrees => format!("{who} agrees to the text as it was sent."),
        Answer::Objects => format!("{who} does not agree to the text as it was sent."),
    };
    match read.answered {
        0 => {}
        1 => says.push_str(" 1 query is answered."),
        many => says.push_str(&format!(" {many} queries are answered.")),
    }
    if second {
        says.push_str(" It is another answer to a file that was answered before; both are kept.");
    }
    if overtaken && objected {
        says.push_str(" The author objected to a later text since, which still holds.");
    } else if overtaken {
        says.push_str(" The author agreed to a later text since, which still holds.");
    } else if read.stale {
        says.push_str(" The text was changed after it was sent: the agreement is about the text that was shown.");
    }
    says
}
