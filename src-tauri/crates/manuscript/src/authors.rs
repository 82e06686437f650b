//! Who wrote which letters.

use loro::LoroText;

/// A stretch of text that one peer wrote. A peer is one opening of a desk for writing; who sat there stands elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AuthorRun {
    /// Start of the stretch, UTF-16 units.
    pub from: u32,
    /// End of the stretch (exclusive), UTF-16 units.
    pub to: u32,
    /// Who wrote it.
    pub peer: u64,
}

/// The stretches of a text in order, without gaps; neighbours differ.
pub(crate) fn authors(text: &LoroText) -> Vec<AuthorRun> {
    let mut out: Vec<AuthorRun> = Vec::new();
    let mut at = 0u32;
    for (index, c) in text.to_string().chars().enumerate() {
        let to = at + c.len_utf16() as u32;
        if let Some(peer) = text.get_editor_at_unicode_pos(index) {
            match out.last_mut() {
                Some(last) if last.peer == peer && last.to == at => last.to = to,
                _ => out.push(AuthorRun { from: at, to, peer }),
            }
        }
        at = to;
    }
    out
}
