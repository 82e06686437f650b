//! `pictures`: the pictures of a piece.

use super::{Done, with_the_desk};
use crate::failure::Failure;
use crate::output::{Output, many};
use desk::{Archive, PictureView};
use std::path::Path;

/// Lists the pictures of a piece, or adds or removes one.
pub(crate) fn pictures(
    dir: &Path,
    piece: &str,
    add: Option<&Path>,
    remove: Option<&str>,
    json: bool,
    out: &mut Output,
) -> Done {
    let archive = Archive::open(dir)?;
    let id = archive.resolve(piece)?;
    if let Some(file) = add {
        let came =
            with_the_desk(dir, |remote| remote.add_picture_file(id, file), |desk| desk.add_picture_file(id, file))?;
        if json {
            out.json(&came)?;
        } else {
            out.line(&format!("![]({})", model::picture::address(&came.name)))?;
            out.say("The piece has it. Write this line where the text shall show it; between the brackets, what it shows in words.");
        }
    } else if let Some(name) = remove {
        let gone = with_the_desk(dir, |remote| remote.remove_picture(id, name), |desk| desk.remove_picture(id, name))?;
        if json {
            out.json(&gone)?;
        } else {
            let still = match (archive.has_picture(&gone.name), gone.in_text) {
                (true, true) => {
                    " Another piece has it and keeps it. The text here still calls it, so the page goes on showing it, and \
                     with the next change the piece has it again: take its line out, too."
                }
                (true, false) => " Another piece has it and keeps it.",
                (false, true) => " Its text still calls it: a placeholder stands there.",
                (false, false) => "",
            };
            out.line(&format!("{} is taken from the piece.{still}", gone.name))?;
            out.line("Backups, packets and exports that have it keep it.")?;
        }
    } else {
        list(&archive.pictures(id)?, json, out)?;
    }
    Ok(0)
}

fn list(pictures: &[PictureView], json: bool, out: &mut Output) -> Result<(), Failure> {
    if json {
        return out.json(&pictures);
    }
    if pictures.is_empty() {
        out.say("This piece has no pictures.");
    }
    for picture in pictures {
        let PictureView { name, kind, width, height, bytes, .. } = picture;
        let size = many(i64::try_from(*bytes).unwrap_or(i64::MAX), "byte");
        let text = if picture.in_text { "in the text" } else { "not in the text" };
        out.line(&format!("{name}\t{kind}\t{width} × {height}\t{size}\t{text}"))?;
    }
    Ok(())
}
