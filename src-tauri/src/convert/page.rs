//! The outlet's page.

/// The whole page.
pub(crate) fn preview(page: desk::Preview) -> ipc::Preview {
    ipc::Preview {
        id: page.id.to_string(),
        seq: page.seq,
        language: page.language,
        head: page.head,
        body_class: page.body_class,
        blocks: page.blocks,
        lines: page.lines,
        foot: page.foot,
    }
}

/// What changed in it.
pub(crate) fn preview_patch(patch: desk::PreviewPatch) -> ipc::PreviewPatch {
    ipc::PreviewPatch {
        id: patch.id.to_string(),
        seq: patch.seq,
        head: patch.head,
        body_class: patch.body_class,
        foot: patch.foot,
        from: patch.from,
        remove: patch.remove,
        insert: patch.insert,
        lines: patch.lines,
        words: patch.words,
        reading_seconds: patch.reading_seconds,
    }
}
