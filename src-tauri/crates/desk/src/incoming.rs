//! Bringing text in.

use crate::review;
use crate::service::hold;
use crate::session::Session;
use crate::source::{self, Understood};
use crate::{Desk, Error, ErrorKind, Imported, packet};
use manuscript::Detail;
use model::review::Act;
use model::{Piece, PieceId, Receipt};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::{NewReceipt, Op, Pending};

/// The welcome piece: an op-ed about invented people and places, as it was pasted, with every flaw left in.
const WELCOME: &str = include_str!("../../../../assets/welcome/op-ed.txt");

/// How long the disk may take for what came in.
const LONGEST: Duration = Duration::from_secs(20);

impl Desk {
    /// Makes a piece of each file. What fails is said in its place; the others come in.
    pub fn import_files(&self, paths: &[PathBuf]) -> Vec<Imported> {
        // All are handed over before the first is waited for, so that they share commits.
        let read: Vec<_> = paths.iter().map(|path| self.import_file(path)).collect();
        let settled = read.into_iter().map(|read| {
            let (piece, receipt, pending) = read?;
            pending.map_or(Ok(()), settle)?;
            Ok((piece, receipt))
        });
        let outcomes = settled.map(|outcome: Result<_, Error>| outcome.map_err(|error| error.to_string()));
        let named = paths.iter().map(|path| path.display().to_string()).zip(outcomes);
        let done = named.map(|(file, outcome)| Imported { file, outcome }).collect();
        self.list_changed(true);
        done
    }

    fn import_file(&self, path: &Path) -> Result<(Piece, Receipt, Option<Pending>), Error> {
        if packet::is_packet(path) {
            let came = self.import_packet(path)?;
            let piece = hold(&*self.session(came.id)?).piece();
            return Ok((piece, vec![packet::receipt(&came)], None));
        }
        let mut understood = source::understand_file(path)?;
        if source::is_markdown(path) {
            review::unmark(&mut understood);
        }
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let session = Session::fresh(self.new_id(), self.now())?;
        self.take_in(session, &name, understood)
    }

    /// Makes a new piece of something understood; it is not kept loaded, so that ten thousand can come at once.
    pub(crate) fn take_in(
        &self,
        mut session: Session,
        name: &str,
        mut understood: Understood,
    ) -> Result<(Piece, Receipt, Option<Pending>), Error> {
        let mark = session.manuscript.version();
        let slugline = self.free_name(&understood.piece.slugline, session.id)?;
        session.manuscript.set_detail(Detail::Slugline, Some(&slugline))?;
        let mut ops = Vec::new();
        let mut gone = BTreeMap::new();
        if let Some(marked) = &understood.marked {
            // The text of before comes first, so that what was taken out of it has letters of its own.
            for (field, text) in &marked.before {
                session.set_text(*field, text)?;
            }
            self.keep_received(&mut session, name)?;
            if marked.has_history() {
                gone = self.replay(&mut session, marked, &mut ops)?;
            }
        }
        session.fill(&understood.piece)?;
        match &understood.marked {
            None => self.keep_received(&mut session, name)?,
            Some(marked) => understood.receipt.extend(self.keep_remarks(&mut session, marked, &gone, name)?),
        }
        let now = self.now();
        ops.extend(self.change_ops(&mut session, "import", now, now)?);
        let piece = session.id;
        ops.extend(understood.pictures.drain(..).map(|picture| Op::Picture { piece, at: now, picture }));
        ops.push(self.receipt_op(&session, name, &understood, mark)?);
        // All of it or nothing: a text as received without what was changed in it would be another piece.
        let pending = Some(self.submit(ops)?);
        self.touched(session.id);
        let mut piece = session.piece();
        source::recount(&mut piece);
        Ok((piece, understood.receipt, pending))
    }

    /// Keeps the text as it came in: what everybody who signed nothing yet compares with.
    pub(crate) fn keep_received(&self, session: &mut Session, source: &str) -> Result<(), Error> {
        let (texts, mark) = (session.manuscript.texts(), session.manuscript.mark());
        match self.put(session, None, Act::Received { texts, source: source.to_owned(), mark }) {
            // A text that is too long for a record still comes in; it is compared with the empty page.
            Err(error) if *error.kind() != ErrorKind::BadInput => Err(error),
            _ => Ok(()),
        }
    }

    fn receipt_op(&self, session: &Session, name: &str, from: &Understood, mark: Vec<u8>) -> Result<Op, Error> {
        let entries = serde_json::to_string(&from.receipt).map_err(|error| Error::bad(error.to_string()))?;
        let receipt = NewReceipt { source: name.to_owned(), entries, original: from.original.clone(), mark };
        Ok(Op::Receipt { piece: session.id, at: self.now(), receipt })
    }

    /// Sorts a pasted page into an empty piece.
    ///
    /// # Errors
    /// When the piece is not empty, or the clipboard holds no usable text.
    pub fn import_paste(&self, id: PieceId, text: &str, html: Option<&str>) -> Result<Imported, Error> {
        // Rich text that can't be cleaned still has its plain form.
        let has = self.held_pictures(id)?;
        let taken_out = html.map(|html| crate::beside::out_of_html(html, has));
        let cleaned = taken_out.as_ref().and_then(|(html, _)| markdown::html_to_markdown(html).ok());
        let from_html = cleaned.filter(|cleaned| says_the_same(&cleaned.markdown, text));
        let source = from_html.as_ref().map_or(text, |cleaned| cleaned.markdown.as_str());
        let decoded = intake::decode(source.as_bytes()).map_err(|error| Error::bad(error.to_string()))?;
        let mut understood = source::understand(&decoded.text)?;
        understood.receipt.splice(0..0, decoded.receipt);
        if let Some(cleaned) = from_html {
            understood.receipt.extend(source::paste_receipt(&cleaned));
            if let Some((_, came)) = taken_out {
                let came = came.called_by(&understood.piece.body);
                understood.receipt.extend(came.receipt);
                understood.pictures = came.pictures;
            }
        }
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let session = &mut *guard;
        if !session.is_empty() {
            return Err(Error::bad("This piece has words already; the page was not sorted into it."));
        }
        let mark = session.manuscript.version();
        let updates = session.fill(&understood.piece)?;
        if session.slugline().starts_with("untitled") && !understood.piece.slugline.is_empty() {
            let slugline = self.free_name(&understood.piece.slugline, id)?;
            session.manuscript.set_detail(Detail::Slugline, Some(&slugline))?;
        }
        let receipt = self.receipt_op(session, "clipboard", &understood, mark)?;
        self.keep_received(session, "clipboard")?;
        let at = self.now();
        let pictures = understood.pictures.drain(..).map(|picture| Op::Picture { piece: id, at, picture });
        let pending = self.log_change(session, "paste", pictures.chain([receipt]).collect())?;
        self.tell_texts(session, updates);
        self.emit(crate::Event::DetailsChanged { id, details: session.details() });
        let piece = session.piece();
        drop(guard);
        if let Some(pending) = pending {
            pending.wait()?;
        }
        self.list_changed(true);
        Ok(Imported { file: "clipboard".into(), outcome: Ok((piece, understood.receipt)) })
    }

    pub(crate) fn welcome(&self) -> Result<PieceId, Error> {
        let mut understood = source::understand(WELCOME)?;
        // The name by which an empty page offers it.
        "welcome".clone_into(&mut understood.piece.slugline);
        let session = Session::fresh(self.new_id(), self.now())?;
        let id = session.id;
        let (_, _, pending) = self.take_in(session, "welcome", understood)?;
        if let Some(pending) = pending {
            pending.wait()?;
        }
        Ok(id)
    }
}

/// Waits until what came in is on the disk. Where the desk stays open it is not waited for without end: whoever asked has
/// to hear that it will come in later.
fn settle(pending: Pending) -> Result<(), Error> {
    match pending.wait_within(LONGEST) {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => {
            let why = Error::from(error);
            Err(Error::new(why.kind().clone(), format!("{why} It was not brought in.")))
        }
        Err(_) => Err(Error::new(
            ErrorKind::Failed,
            "The disk takes nothing at the moment. This waits in the open desk and comes in as soon as it can: there is no need to bring it in again.",
        )),
    }
}

/// Whether the rich form holds the words of the plain one; some programs put something else there.
fn says_the_same(markdown: &str, plain: &str) -> bool {
    let (rich, plain) = (source::count_words(markdown), model::count_words(plain));
    rich.abs_diff(plain) <= plain / 10 + 5
}
