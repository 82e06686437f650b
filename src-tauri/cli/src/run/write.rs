//! `export` and `convert`: a piece in another form.

mod each;

use super::Done;
use crate::args::{Format, Place, Target};
use crate::failure::{FINDINGS, Failure};
use crate::output::{Output, many, shown};
use clap::ValueEnum;
use desk::review::{Against, CriticFile, ReviewTask};
use desk::{Archive, ExportFormat, ExportRecord, Finding, Leave, Pictures, PrintedPiece, Printing, Wish};
use model::review::Role;
use model::{OutletProfile, Piece, PieceId, ReceiptEntry, ReceiptKind};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Writes pieces of the desk, and keeps that they left.
pub(crate) fn export(
    dir: &Path,
    (names, all): (&[String], bool),
    (against, marked): (Option<&str>, Option<&str>),
    target: &Target,
    json: bool,
    out: &mut Output,
) -> Done {
    let archive = Archive::open(dir)?;
    match (target.to, marked) {
        (Format::Critic | Format::Proof | Format::Annotated, None) => {
            return with_marks(dir, &archive, names, against, target, json, out);
        }
        (Format::Docx, Some(since)) => {
            let since = Some(since).filter(|since| !since.trim().is_empty());
            return with_marks(dir, &archive, names, since, target, json, out);
        }
        (_, Some(_)) => {
            return Err(Failure::bad_input("--marked goes with --to docx; --to critic has its marks by itself."));
        }
        _ => {}
    }
    if against.is_some() {
        return Err(Failure::bad_input("--against goes with --to critic or proof: other forms have no marks."));
    }
    standards_fit(target)?;
    let reason = reason_of(target)?;
    let outlet = outlet_of(target)?;
    let wish = Wish { is_final: target.is_final, outlet: outlet.as_ref(), comments_travel: false };
    let ids = if all { each::all(&archive)? } else { each::named(&archive, names)? };
    let mut leaves = Vec::with_capacity(ids.len());
    for id in ids {
        leaves.push(archive.leave(id, &wish, super::now())?);
    }
    let several = all || leaves.len() > 1;
    let findings: Vec<_> = leaves.iter().map(|leave| (&leave.piece, leave.findings.as_slice())).collect();
    let firm = leaves.iter().find(|leave| leave.stops().into_iter().any(desk::is_firm));
    if let Some(leave) = firm {
        leave.may(reason)?;
    }
    if !may_leave(&findings, target, json, out)? {
        return Ok(FINDINGS);
    }
    for leave in leaves.iter().filter(|leave| leave.moved) {
        let fingerprint = leave.fingerprint.as_deref().unwrap_or_default();
        out.say(&format!("The text moved on since; this is the sealed one, {fingerprint}."));
    }
    if let (Some(format), Some(folder)) =
        (target.to.form(), target.place.file().filter(|path| several && path.is_dir()))
    {
        return each::into_folder(dir, &leaves, (format, folder), (target, reason), json, out);
    }
    let bytes = match (target.to.form(), leaves.as_slice()) {
        (Some(format), [leave]) if format.is_print() => {
            let printing =
                Printing { pictures: Some(&leave.pictures), ..printing(leave.fingerprint.as_deref(), target) };
            let printed = desk::print(&leave.piece, format, &leave.profile, &printing)?;
            put_printed(&printed, &target.place, json, out)?;
            printed.bytes
        }
        (Some(format), [leave]) => {
            let bytes = leave.bytes(format)?;
            put_bytes(
                &bytes,
                &receipt(&leave.piece, format, &bytes, &leave.pictures, target, json),
                &target.place,
                json,
                out,
            )?;
            bytes
        }
        (form, leaves) => {
            let pieces: Vec<Piece> = leaves.iter().map(|leave| leave.piece.clone()).collect();
            let mut pictures = Pictures::default();
            leaves.iter().for_each(|leave| pictures.extend(&leave.pictures));
            let bytes = together(&pieces, &pictures, form, &common(&archive, leaves), target)?;
            put_bytes(&bytes, &[], &target.place, json, out)?;
            bytes
        }
    };
    let form = target.to.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let to = place_name(&target.place);
    for leave in &leaves {
        keep(dir, leave.id, leave.record(&form, &to, &bytes, reason))?;
    }
    Ok(0)
}

/// The outlet of several pieces: theirs when it is one, else the desk's own page.
fn common(archive: &Archive, leaves: &[Leave]) -> OutletProfile {
    let first = leaves.first().map(|leave| leave.profile.clone());
    let same = |profile: &OutletProfile| leaves.iter().all(|leave| leave.profile == *profile);
    first.filter(same).unwrap_or_else(|| archive.settings().profile)
}

/// What became of a piece in a file or in JSON; a text that goes to the terminal is looked at there.
fn receipt(
    piece: &Piece,
    format: ExportFormat,
    bytes: &[u8],
    pictures: &Pictures,
    target: &Target,
    json: bool,
) -> Vec<ReceiptEntry> {
    if target.place.file().is_some() || json {
        desk::export_receipt(piece, format, bytes, pictures)
    } else {
        Vec::new()
    }
}

/// How a piece is printed.
fn printing<'a>(seal: Option<&'a str>, target: &Target) -> Printing<'a> {
    let standards = target.pdf_standard.iter().copied().map(Into::into).collect();
    Printing { seal, is_final: target.is_final, standards, pictures: None }
}

/// Standards are for printed forms.
fn standards_fit(target: &Target) -> Result<(), Failure> {
    if target.pdf_standard.is_empty() || target.to.form().is_some_and(ExportFormat::is_print) {
        return Ok(());
    }
    Err(Failure::bad_input("--pdf-standard goes with --to pdf or galley."))
}

/// Writes a PDF, after telling what is not as it was asked for.
fn put_printed(printed: &PrintedPiece, place: &Place, json: bool, out: &mut Output) -> Result<(), Failure> {
    for report in &printed.reports {
        out.say(&shown(report));
    }
    put_bytes(&printed.bytes, &[], place, json, out)
}

/// Has it kept that a piece left.
fn keep(dir: &Path, id: PieceId, record: ExportRecord) -> Result<(), Failure> {
    super::review::write(dir, ReviewTask::Exported { id, record }).map(|_| ()).map_err(|failure| match failure {
        Failure::Said { code, message } => {
            Failure::Said { code, message: format!("It left, and the list of exports does not tell of it: {message}") }
        }
        other => other,
    })
}

/// What the list of exports calls the place.
fn place_name(place: &Place) -> String {
    place.file().map_or_else(|| "standard output".to_owned(), |path| path.display().to_string())
}

/// The reason for which it may leave all the same; empty when none is given.
fn reason_of(target: &Target) -> Result<&str, Failure> {
    match target.reason.as_deref() {
        Some(reason) if reason.trim().is_empty() => {
            Err(Failure::bad_input("An override needs a reason: --override \"the shop is called that\"."))
        }
        reason => Ok(reason.unwrap_or_default()),
    }
}

/// Several pieces as one file, or in one archive.
fn together(
    pieces: &[Piece],
    pictures: &Pictures,
    form: Option<ExportFormat>,
    profile: &OutletProfile,
    target: &Target,
) -> Result<Vec<u8>, Failure> {
    if let Some(format) = form {
        return Ok(desk::convert_several(pieces, format, profile, pictures)?);
    }
    let forms: Option<Vec<_>> = target.of.iter().map(|form| form.form()).collect();
    let forms = forms.ok_or_else(|| Failure::bad_input("An archive can't hold an archive: give --of another form."))?;
    Ok(desk::archive_of(pieces, &forms, profile, pictures)?)
}

/// Writes one piece with its open changes and comments as marks: as Markdown, as a Word file, or printed.
fn with_marks(
    dir: &Path,
    archive: &Archive,
    names: &[String],
    against: Option<&str>,
    target: &Target,
    json: bool,
    out: &mut Output,
) -> Done {
    if target.is_final {
        return Err(Failure::bad_input(
            "What shows changes or comments is for the house and never the final copy. Choose another form.",
        ));
    }
    if !target.pdf_standard.is_empty() {
        return Err(Failure::bad_input(
            "--pdf-standard goes with --to pdf or galley: these marks are a working paper.",
        ));
    }
    let [name] = names else {
        return Err(Failure::bad_input("Marks are written for one piece at a time."));
    };
    let wish = Wish { comments_travel: true, ..Wish::default() };
    let leave = archive.leave(archive.resolve(name)?, &wish, super::now())?;
    for found in leave.findings.iter().filter(|found| found.rule == "note.travels") {
        out.say(&format!("look: {} ({})", shown(&found.reason), found.rule));
    }
    let against = against.map(|name| archive.against(leave.id, name)).transpose()?;
    let (form, bytes) = match target.to {
        Format::Critic => {
            let text = marked(archive.critic(leave.id, against, &Role::Editor)?, out);
            put(&text, &target.place, json, out)?;
            ("critic", text.into_bytes())
        }
        Format::Annotated => {
            if against.is_some() {
                return Err(Failure::bad_input("--against goes with --to critic or proof: other forms have no marks."));
            }
            let text = archive.annotated(leave.id)?;
            put(&text, &target.place, json, out)?;
            ("annotated", text.into_bytes())
        }
        Format::Proof => {
            let profile = outlet_of(target)?.unwrap_or_else(|| leave.profile.clone());
            let printed = archive.proof(leave.id, against, &Role::Editor, &profile)?;
            put_printed(&printed, &target.place, json, out)?;
            ("proof", printed.bytes)
        }
        _ => {
            let role = match &against {
                Some(Against::Role { role }) => role.clone(),
                _ => Role::Editor,
            };
            let file = archive.export_marked(leave.id, against.as_ref(), &role)?;
            put_bytes(&file.bytes, &file.receipt, &target.place, json, out)?;
            ("docx-marked", file.bytes)
        }
    };
    keep(dir, leave.id, leave.record(form, &place_name(&target.place), &bytes, ""))?;
    Ok(0)
}

/// The text of a file with marks, after telling what has no place in it.
pub(super) fn marked(file: CriticFile, out: &mut Output) -> String {
    if file.left_out > 0 {
        let comments = many(file.left_out, "open comment");
        out.say(&format!(
            "{comments} about the piece, or on words that are gone, stay out: CriticMarkup has no place for them."
        ));
    }
    file.text
}

/// Writes files in another form. No desk is looked at.
pub(crate) fn convert(inputs: &[PathBuf], target: &Target, json: bool, out: &mut Output) -> Done {
    if target.to == Format::Critic {
        let [input] = inputs else {
            return Err(Failure::bad_input("Marks are written for one file at a time."));
        };
        let Some(file) = desk::critic_of_file(input)? else {
            return Err(Failure::bad_input(
                "There are no tracked changes and no comments in this file. Compare two files: standfirst changes OLD NEW.",
            ));
        };
        put(&marked(file, out), &target.place, json, out)?;
        return Ok(0);
    }
    standards_fit(target)?;
    let mut pieces = Vec::with_capacity(inputs.len());
    let mut pictures = Pictures::default();
    for input in inputs {
        let (piece, beside) = desk::read_file_with_pictures(input)?;
        pieces.push(piece);
        pictures.extend(&beside);
    }
    let named = outlet_of(target)?;
    let profile = named.clone().unwrap_or_default();
    let fit = |piece| if named.is_some() { desk::fit_outlet(piece, &profile) } else { piece };
    let pieces: Vec<Piece> = pieces.into_iter().map(fit).collect();
    reason_of(target)?;
    let found: Vec<_> = pieces.iter().map(|piece| desk::inspect(piece, &profile, target.is_final)).collect();
    let findings: Vec<_> = pieces.iter().zip(found.iter().map(Vec::as_slice)).collect();
    if !may_leave(&findings, target, json, out)? {
        return Ok(FINDINGS);
    }
    match (target.to.form(), pieces.as_slice()) {
        (Some(format), [piece]) if format.is_print() => {
            let printing = Printing { pictures: Some(&pictures), ..printing(None, target) };
            put_printed(&desk::print(piece, format, &profile, &printing)?, &target.place, json, out)?;
        }
        (Some(format), [piece]) => {
            let bytes = desk::convert_with(piece, format, &profile, None, &pictures)?;
            put_bytes(&bytes, &receipt(piece, format, &bytes, &pictures, target, json), &target.place, json, out)?;
        }
        (form, pieces) => {
            put_bytes(&together(pieces, &pictures, form, &profile, target)?, &[], &target.place, json, out)?;
        }
    }
    Ok(0)
}

/// The outlet that was named.
fn outlet_of(target: &Target) -> Result<Option<OutletProfile>, Failure> {
    Ok(target.outlet.as_deref().map(desk::read_outlet).transpose()?)
}

/// Says what was found. A final copy with a blocker does not leave, unless a reason is given.
fn may_leave(pieces: &[(&Piece, &[Finding])], target: &Target, json: bool, out: &mut Output) -> Result<bool, Failure> {
    let mut blockers = 0usize;
    let mut report = Vec::new();
    for (piece, findings) in pieces {
        let name = if piece.slugline.trim().is_empty() { &piece.headline } else { &piece.slugline };
        for finding in *findings {
            let stops = finding.severity == desk::Severity::Blocker;
            blockers += usize::from(stops);
            if !json && target.is_final {
                let place = finding.field.map_or("", |field| field.name());
                let words =
                    if finding.words.is_empty() { String::new() } else { format!(" “{}”", shown(&finding.words)) };
                let kind = if stops { "stops" } else { "look" };
                out.say(&format!(
                    "{kind}: {} {place}{words}: {} ({})",
                    shown(name),
                    shown(&finding.reason),
                    finding.rule
                ));
            }
        }
        report.push(json!({ "piece": name, "findings": findings }));
    }
    if !target.is_final || blockers == 0 {
        return Ok(true);
    }
    let stopped = many(i64::try_from(blockers).unwrap_or(i64::MAX), "thing");
    match target.reason.as_deref() {
        Some(reason) => {
            out.say(&format!("Left with {stopped} that should stop it. Reason: {}", shown(reason)));
            Ok(true)
        }
        None => {
            if json {
                out.json(&json!({ "stopped": blockers, "pieces": report }))?;
            }
            let verb = if blockers == 1 { "stops" } else { "stop" };
            out.say(&format!("{stopped} {verb} the final copy. Nothing was written. --override REASON lets it leave."));
            Ok(false)
        }
    }
}

/// Prints a text as it is, or writes it to the file that was asked for, and says so.
pub(super) fn put(text: &str, place: &Place, json: bool, out: &mut Output) -> Result<(), Failure> {
    if place.file().is_none() {
        return out.text(text);
    }
    put_bytes(text.as_bytes(), &[], place, json, out)
}

/// The same for what may be no text, with what became of the piece in it; to a terminal only text goes.
fn put_bytes(
    bytes: &[u8],
    receipt: &[ReceiptEntry],
    place: &Place,
    json: bool,
    out: &mut Output,
) -> Result<(), Failure> {
    let Some(path) = place.file() else {
        return match std::str::from_utf8(bytes) {
            Ok(text) if json => out.json(&told(json!({ "text": text, "bytes": bytes.len() }), receipt)),
            Err(_) if json => Err(Failure::bad_input(
                "This form is no text, and JSON can't hold it. Name a file for it with -o FILE.",
            )),
            Ok(text) => out.text(text),
            Err(_) if out.is_terminal() => {
                Err(Failure::bad_input("This form is no text. Name a file for it with -o FILE."))
            }
            Err(_) => out.bytes(bytes),
        };
    };
    if path.is_dir() {
        return Err(Failure::bad_input(format!("{} is a folder; name a file in it.", path.display())));
    }
    let size = desk::write_bytes(path, bytes, place.force)?;
    if json {
        out.json(&told(json!({ "file": path.display().to_string(), "bytes": size }), receipt))?;
    } else {
        out.say(&format!("Wrote {} ({size} bytes).", path.display()));
        for (kind, word) in [(ReceiptKind::Changed, "changed"), (ReceiptKind::Dropped, "left out")] {
            for entry in receipt.iter().filter(|entry| entry.kind == kind) {
                let says = entry.text.as_deref().map(|text| format!(": {}", shown(text))).unwrap_or_default();
                out.say(&format!("  {word}: {}{says}", entry.what.replace('_', " ")));
            }
        }
    }
    Ok(())
}

/// What is told of a file or a text, with its receipt if it has one.
fn told(mut told: serde_json::Value, receipt: &[ReceiptEntry]) -> serde_json::Value {
    if !receipt.is_empty() {
        told["receipt"] = json!(receipt);
    }
    told
}
