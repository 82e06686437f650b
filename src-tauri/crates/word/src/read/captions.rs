//! Captions: a paragraph in the style for one, right below a picture, is what Markdown says as the title of the picture.

use crate::read::source::{Atom, Block, Fate, Kind, Look, Para, What};

/// Joins captions with their pictures. A caption that holds more than words stays a paragraph.
pub(crate) fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match (out.last_mut(), block) {
            (Some(Block::Para(picture)), Block::Para(caption)) if fits(picture, &caption) => join(picture, caption),
            (_, block) => out.push(block),
        }
    }
    out
}

fn fits(picture: &Para, caption: &Para) -> bool {
    let words = |atom: &Atom| matches!(atom.what, What::Text(_) | What::Break | What::Start(_) | What::End(_));
    let is_said = |atom: &Atom| matches!(&atom.what, What::Text(text) if !text.trim().is_empty());
    // Whose mark was put in or taken out must have come or gone with its words.
    let follows = |mark: Fate| caption.atoms.iter().filter(|atom| is_said(atom)).all(|atom| gone_with(atom.fate, mark));
    caption.props.caption
        && has_only_a_picture(picture)
        && picture.props.kind == Kind::Plain
        && picture.before.is_none()
        && caption.atoms.iter().all(words)
        && caption.atoms.iter().any(is_said)
        && follows(picture.mark)
        && follows(caption.mark)
}

fn gone_with(words: Fate, mark: Fate) -> bool {
    mark == Fate::default() || (words.ins.is_some() == mark.ins.is_some() && words.del.is_some() == mark.del.is_some())
}

/// Whether a paragraph holds one picture, without a caption yet, and nothing else.
fn has_only_a_picture(para: &Para) -> bool {
    let mut pictures = 0u32;
    for atom in &para.atoms {
        match &atom.what {
            What::Image(_) => pictures += 1,
            What::Start(_) | What::End(_) | What::Break => {}
            What::Text(text) if text.trim().is_empty() => {}
            _ => return false,
        }
    }
    pictures == 1
}

fn join(picture: &mut Para, caption: Para) {
    picture.atoms.retain(|atom| matches!(atom.what, What::Image(_) | What::Start(_) | What::End(_)));
    let fate = picture.atoms.iter().find(|atom| matches!(atom.what, What::Image(_))).map(|atom| atom.fate);
    for mut atom in caption.atoms {
        (atom.look, atom.before) = (Look::default(), None);
        if matches!(atom.what, What::Break) {
            atom.what = What::Text(" ".into());
        }
        picture.atoms.push(atom);
    }
    let (id, look) = (caption.id, Look::default());
    picture.atoms.push(Atom { id, what: What::Said, look, before: None, fate: fate.unwrap_or_default() });
    // Where only one of the marks was put in, the paragraph as such was there before.
    if caption.mark == Fate::default() {
        picture.mark = caption.mark;
    }
}
