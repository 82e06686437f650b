//! `export` and `convert`: a piece in another form.

use super::Done;
use crate::args::{Format, Place, Target};
use crate::failure::{FINDINGS, Failure};
use crate::output::{Output, many, shown};
use desk::review::{Against, CriticFile};
use desk::{Archive, PrintedPiece, Printing};
use model::review::Role;
use model::{OutletProfile, Piece, PieceId, ReceiptEntry, ReceiptKind};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Writes pieces of the desk.
pub(crate) fn export(
    dir: &Path,
    names: &[String],
    (against, marked): (Option<&str>, Option<&str>),
    target: &Target,
    json: bool,
    out: &mut Output,
) -> Done {
    let archive = Archive::open(dir)?;
    match (target.to, marked) {
        (Format::Critic, None) => return export_critic(&archive, names, against, target, json, out),
        (Format::Docx, Some(since)) => return export_marked(&archive, names, since, target, json, out),
        (_, Some(_)) => {
            return Err(Failure::bad_input("--marked goes with --to docx; --to critic has its marks by itself."));
        }
        _ => {}
    }
    if target.to == Format::Proof {
        return export_proof(&archive, names, against, target, json, out);
    }
    if against.is_some() {
        return Err(Failure::bad_input("--against goes with --to critic or proof: other forms have no marks."));
    }
    let mut pieces = Vec::with_capacity(names.len());
    let mut seals = Vec::new();
    for name in names {
        let id = archive.resolve(name)?;
        if !target.is_final {
            pieces.push(archive.piece(id)?);
            continue;
        }
        // Only what was sealed leaves as final, whatever the text reads now.
        let (piece, fingerprint, moved) = archive.sealed_piece(id, super::now())?;
        if moved {
            out.say(&format!("The text moved on since; this is the sealed one, {fingerprint}."));
        }
        pieces.push(piece);
        seals.push(fingerprint);
    }
    let profile = outlet_of(target)?.unwrap_or_else(|| archive.settings().profile);
    write(pieces, &seals, &profile, target, json, out)
}

/// The piece that is to be written with marks.
fn one_marked(archive: &Archive, names: &[String], target: &Target) -> Result<PieceId, Failure> {
    if target.is_final {
        return Err(Failure::bad_input("A sealed text has no open changes. Choose another form."));
    }
    let [name] = names else {
        return Err(Failure::bad_input("Marks are written for one piece at a time."));
    };
    Ok(archive.resolve(name)?)
}

/// Writes one piece as a Word file with tracked changes and comments.
fn export_marked(
    archive: &Archive,
    names: &[String],
    since: &str,
    target: &Target,
    json: bool,
    out: &mut Output,
) -> Done {
    let id = one_marked(archive, names, target)?;
    let since = (!since.trim().is_empty()).then(|| archive.against(id, since)).transpose()?;
    let role = match &since {
        Some(Against::Role { role }) => role.clone(),
        _ => Role::Editor,
    };
    let file = archive.export_marked(id, since.as_ref(), &role)?;
    put_bytes(&file.bytes, &file.receipt, &target.place, json, out)?;
    Ok(0)
}

/// Writes one piece as Markdown with its open changes and comments as marks.
fn export_critic(
    archive: &Archive,
    names: &[String],
    against: Option<&str>,
    target: &Target,
    json: bool,
    out: &mut Output,
) -> Done {
    let id = one_marked(archive, names, target)?;
    let against = against.map(|name| archive.against(id, name)).transpose()?;
    let text = marked(archive.critic(id, against, &Role::Editor)?, out);
    put(&text, &target.place, json, out)?;
    Ok(0)
}

/// Writes one piece as a PDF with its open changes and comments as printed marks.
fn export_proof(
    archive: &Archive,
    names: &[String],
    against: Option<&str>,
    target: &Target,
    json: bool,
    out: &mut Output,
) -> Done {
    if target.is_final {
        return Err(Failure::bad_input("A sealed text has no open changes. Choose another form."));
    }
    if !target.pdf_standard.is_empty() {
        return Err(Failure::bad_input("--pdf-standard goes with --to pdf or galley: a proof is a working paper."));
    }
    let [name] = names else {
        return Err(Failure::bad_input("A proof is printed of one piece at a time."));
    };
    let id = archive.resolve(name)?;
    let against = against.map(|name| archive.against(id, name)).transpose()?;
    let profile = outlet_of(target)?.unwrap_or_else(|| archive.settings().profile);
    let printed = archive.proof(id, against, &Role::Editor, &profile)?;
    put_printed(&printed, &target.place, json, out)?;
    Ok(0)
}

/// Writes a PDF, after telling what is not as it was asked for.
fn put_printed(printed: &PrintedPiece, place: &Place, json: bool, out: &mut Output) -> Result<(), Failure> {
    for report in &printed.reports {
        out.say(&shown(report));
    }
    put_bytes(&printed.bytes, &[], place, json, out)
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
    let mut pieces = Vec::with_capacity(inputs.len());
    for input in inputs {
        pieces.push(desk::read_file(input)?.0);
    }
    let profile = outlet_of(target)?.unwrap_or_default();
    write(pieces, &[], &profile, target, json, out)
}

/// The outlet that was named.
fn outlet_of(target: &Target) -> Result<Option<OutletProfile>, Failure> {
    Ok(target.outlet.as_deref().map(desk::read_outlet).transpose()?)
}

fn write(
    pieces: Vec<Piece>,
    seals: &[String],
    profile: &OutletProfile,
    target: &Target,
    json: bool,
    out: &mut Output,
) -> Done {
    let fitted = target.outlet.is_some();
    let fit = |piece| if fitted { desk::fit_outlet(piece, profile) } else { piece };
    let pieces: Vec<Piece> = pieces.into_iter().map(fit).collect();
    if !may_leave(&pieces, profile, target, json, out)? {
        return Ok(FINDINGS);
    }
    let form = target.to.form();
    if !target.pdf_standard.is_empty() && !form.is_some_and(desk::ExportFormat::is_print) {
        return Err(Failure::bad_input("--pdf-standard goes with --to pdf or galley."));
    }
    if let (Some(format), [piece]) = (form.filter(|format| format.is_print()), pieces.as_slice()) {
        let printing = Printing {
            seal: seals.first().map(String::as_str),
            is_final: target.is_final,
            standards: target.pdf_standard.iter().copied().map(Into::into).collect(),
        };
        put_printed(&desk::print(piece, format, profile, &printing)?, &target.place, json, out)?;
        return Ok(0);
    }
    let bytes = match (form, pieces.as_slice()) {
        (Some(format), [piece]) => desk::convert_sealed(piece, format, profile, seals.first().map(String::as_str))?,
        (Some(format), pieces) => desk::convert_several(pieces, format, profile)?,
        (None, pieces) => {
            let forms: Option<Vec<_>> = target.of.iter().map(|form| form.form()).collect();
            let forms =
                forms.ok_or_else(|| Failure::bad_input("An archive can't hold an archive: give --of another form."))?;
            desk::archive_of(pieces, &forms, profile)?
        }
    };
    let receipt = match (target.to.form(), pieces.as_slice()) {
        (Some(format), [piece]) if target.place.output.is_some() => desk::export_receipt(piece, format, &bytes),
        _ => Vec::new(),
    };
    put_bytes(&bytes, &receipt, &target.place, json, out)?;
    Ok(0)
}

/// Looks through the pieces and says what was found. A final copy with a blocker does not leave, unless a reason is given.
fn may_leave(
    pieces: &[Piece],
    profile: &OutletProfile,
    target: &Target,
    json: bool,
    out: &mut Output,
) -> Result<bool, Failure> {
    if target.reason.as_deref().is_some_and(|reason| reason.trim().is_empty()) {
        return Err(Failure::bad_input("An override needs a reason: --override \"the shop is called that\"."));
    }
    let mut blockers = 0usize;
    let mut report = Vec::new();
    for piece in pieces {
        let name = if piece.slugline.trim().is_empty() { &piece.headline } else { &piece.slugline };
        let findings = desk::inspect(piece, profile, target.is_final);
        for finding in &findings {
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

/// Prints a text, or writes it to the file that was asked for, and says so.
pub(super) fn put(text: &str, place: &Place, json: bool, out: &mut Output) -> Result<(), Failure> {
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
    let Some(path) = &place.output else {
        return match std::str::from_utf8(bytes) {
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
        let mut told = json!({ "file": path.display().to_string(), "bytes": size });
        if !receipt.is_empty() {
            told["receipt"] = json!(receipt);
        }
        out.json(&told)?;
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
