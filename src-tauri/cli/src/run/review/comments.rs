//! `comments` and `comment`.

use super::{Done, minutes, named, quoted, text_of, write};
use crate::failure::Failure;
use crate::output::{Output, shown};
use crate::review_args::CommentArgs;
use desk::review::{Comment, CommentAct, NewComment, Place, ReviewTask};
use model::review::{CommentKind, Found, Role};
use std::path::Path;

/// Lists the comments of a piece, in page order.
pub(crate) fn comments(dir: &Path, piece: &str, all: bool, json: bool, out: &mut Output) -> Done {
    let (archive, id) = named(dir, piece)?;
    let mut comments = archive.review(id, None, &Role::Editor)?.comments;
    comments.retain(|comment| all || !comment.resolved);
    if json {
        out.json(&comments)?;
    } else if comments.is_empty() {
        out.say(if all { "Nothing was said of it." } else { "No comment is open." });
    } else {
        for comment in &comments {
            tell(comment, out)?;
        }
    }
    Ok(0)
}

fn tell(comment: &Comment, out: &mut Output) -> Result<(), Failure> {
    let kind = match (comment.kind, &comment.to) {
        (CommentKind::Comment, _) => "comment".to_owned(),
        (CommentKind::Query, Some(to)) => format!("query to {}", shown(to)),
        (CommentKind::Query, None) => "query".to_owned(),
    };
    let place = match (comment.field, comment.found) {
        (None, _) => "the piece".to_owned(),
        (Some(field), Found::Whole) => field.name().to_owned(),
        (Some(field), Found::Gone) => format!("{}, {} (gone)", field.name(), quoted(&comment.quote)),
        (Some(field), _) => format!("{}, {}", field.name(), quoted(&comment.quote)),
    };
    let settled = if comment.resolved { ", settled" } else { "" };
    out.line(&format!("{}  {kind}{settled} on {place}", comment.id))?;
    out.line(&format!("  {} ({}): {}", shown(&comment.by.name), minutes(&comment.at), shown(&comment.text)))?;
    for reply in &comment.replies {
        out.line(&format!("  {} ({}): {}", shown(&reply.by.name), minutes(&reply.at), shown(&reply.text)))?;
    }
    Ok(())
}

/// Makes a comment, or does something with one.
pub(crate) fn comment(dir: &Path, args: &CommentArgs, json: bool, out: &mut Output) -> Done {
    let (_, id) = named(dir, &args.piece)?;
    let text = || args.text.clone();
    let done: [(&Option<String>, CommentAct, &str); 5] = [
        (&args.reply, CommentAct::Reply { text: text() }, "The comment is answered."),
        (&args.reword, CommentAct::Reword { text: text() }, "It reads so now; the words of before stay in the record."),
        (&args.resolve, CommentAct::Resolve, "The comment is settled."),
        (&args.reopen, CommentAct::Reopen, "The comment is open again."),
        (&args.delete, CommentAct::Delete, "It is out of sight; the record stays."),
    ];
    for (which, act, says) in done {
        let Some(comment) = which else { continue };
        let wants_words = matches!(act, CommentAct::Reply { .. } | CommentAct::Reword { .. });
        if !wants_words && !args.text.trim().is_empty() {
            return Err(Failure::bad_input("Words go with a comment, an answer (--reply) or other words (--reword)."));
        }
        write(dir, ReviewTask::CommentAct { id, comment: comment.clone(), act })?;
        if json {
            out.json(&serde_json::json!({ "id": id, "comment": comment }))?;
        } else {
            out.say(says);
        }
        return Ok(0);
    }
    let place = match (&args.on, args.field) {
        (Some(words), field) => Place::Words { field, words: words.clone() },
        (None, Some(field)) => Place::Text { field },
        (None, None) => Place::Piece,
    };
    let kind = if args.query { CommentKind::Query } else { CommentKind::Comment };
    let comment = NewComment { place, kind, text: text(), asks: args.to.clone(), role: args.role.clone() };
    let made = write(dir, ReviewTask::Comment { id, comment })?;
    if json {
        out.json(&made)?;
    } else {
        out.line(text_of(&made, "id"))?;
    }
    Ok(0)
}
