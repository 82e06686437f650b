//! The desk folder and collisions.

/// How the folder stands.
pub(crate) fn folder(status: desk::FolderStatus) -> ipc::FolderStatus {
    ipc::FolderStatus {
        path: status.path.map(|path| path.display().to_string()),
        paused: status.paused,
        files: status.files,
        problems: status
            .problems
            .into_iter()
            .map(|problem| ipc::FolderProblem {
                name: problem.name,
                piece: problem.piece.map(|id| id.to_string()),
                gone: problem.gone,
                sentence: problem.sentence,
            })
            .collect(),
        others: status
            .others
            .into_iter()
            .map(|other| ipc::Neighbour { computer: other.computer, at: other.at })
            .collect(),
        show: status.show.map(|role| role.to_string()),
    }
}

/// A person's answer.
pub(crate) fn folder_answer(answer: ipc::FolderAnswer) -> desk::FolderAnswer {
    match answer {
        ipc::FolderAnswer::Look => desk::FolderAnswer::Look,
        ipc::FolderAnswer::WriteAgain => desk::FolderAnswer::WriteAgain,
        ipc::FolderAnswer::WriteFile { name } => desk::FolderAnswer::WriteFile(name),
        ipc::FolderAnswer::BinPiece { name } => desk::FolderAnswer::BinPiece(name),
    }
}

/// What collides.
pub(crate) fn collision(collision: desk::Collision) -> ipc::Collision {
    ipc::Collision {
        id: super::moment(collision.id),
        field: collision.field,
        name: collision.name,
        base: collision.base,
        ours: collision.ours,
        theirs: collision.theirs,
        reads: collision.reads,
        ahead: collision.ahead,
        behind: collision.behind,
        source: collision.source,
        at: collision.at,
    }
}

/// A decision.
pub(crate) fn take(take: ipc::Take) -> desk::Take {
    match take {
        ipc::Take::Ours => desk::Take::Ours,
        ipc::Take::Theirs => desk::Take::Theirs,
        ipc::Take::Both => desk::Take::Both,
    }
}
