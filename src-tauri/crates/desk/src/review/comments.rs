//! Comments and queries: made, answered, reworded, settled, found again.

use crate::clock::rfc3339;
use crate::review::passage;
use crate::review::sight::Sight;
use crate::review::{Comment, CommentAct, CommentReply, NewComment};
use crate::service::hold;
use crate::{Desk, Error, ErrorKind};
use model::review::{Act, CommentState, Found, RecordId, ReplyState, comments};
use model::{Field, PieceId};

/// Longest comment, characters.
const LONGEST: usize = 20_000;

/// The words of a comment or an answer.
fn words(text: &str) -> Result<String, Error> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::bad("There are no words in it. Nothing was kept."));
    }
    if text.chars().count() > LONGEST {
        return Err(Error::bad(format!("A comment has at most {LONGEST} characters. Nothing was kept.")));
    }
    Ok(text.to_owned())
}

/// Somebody's name; none for nobody.
fn somebody(name: Option<&str>) -> Option<String> {
    let name = name?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then(|| name.chars().take(120).collect())
}

impl Sight<'_> {
    /// How many queries wait for an answer.
    pub(crate) fn open_queries(&self) -> u32 {
        let waiting = comments(self.records).iter().filter(|state| state.waits()).count();
        u32::try_from(waiting).unwrap_or(u32::MAX)
    }

    /// Comments and queries that are not settled.
    pub(crate) fn open_comments(&self) -> u32 {
        let open = comments(self.records).iter().filter(|state| !state.resolved && !state.deleted).count();
        u32::try_from(open).unwrap_or(u32::MAX)
    }

    /// The comments that stand, in page order; those about the piece first.
    pub(crate) fn comments(&self) -> Vec<Comment> {
        let mut all: Vec<Comment> = comments(self.records)
            .into_iter()
            .filter(|state| !state.deleted)
            .map(|state| self.comment(state))
            .collect();
        let place = |field: Field| Field::ALL.iter().position(|other| *other == field);
        all.sort_by_key(|comment| (comment.field.and_then(place), comment.range));
        all
    }

    fn comment(&self, state: CommentState) -> Comment {
        let located = self.session.manuscript.locate(&state.anchor);
        let reply = |reply: ReplyState| CommentReply {
            id: reply.id,
            by: reply.by,
            at: rfc3339(reply.at),
            text: reply.text,
            edited: reply.edited,
        };
        Comment {
            id: state.id,
            kind: state.kind,
            by: state.by,
            role: state.role.map(|role| role.to_string()),
            at: rfc3339(state.at),
            text: state.text,
            edited: state.edited,
            to: state.to,
            resolved: state.resolved,
            resolved_by: state.resolved_by.map(|(person, _)| person),
            // A passage that is found again may stand in another text.
            field: located.field.or(state.anchor.field),
            found: located.found,
            range: located.at.filter(|_| located.found != Found::Whole).map(|at| (at.start, at.end)),
            quote: state.anchor.quote,
            replies: state.replies.into_iter().filter(|reply| !reply.deleted).map(reply).collect(),
        }
    }
}

impl Desk {
    /// Makes a comment or a query.
    ///
    /// # Errors
    /// When it has no words, or what it hangs on is not there.
    pub fn comment(&self, id: PieceId, new: NewComment) -> Result<Comment, Error> {
        let text = words(&new.text)?;
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let anchor = passage::anchor(&guard, &new.place)?;
        let act = Act::Comment { anchor, text, kind: new.kind, to: somebody(new.asks.as_deref()) };
        let record = self.put(&mut guard, new.role, act)?;
        let made = self.sight(&guard)?.comments().into_iter().find(|comment| comment.id == record.id);
        self.finish(guard, "comment")?;
        made.ok_or_else(|| Error::new(ErrorKind::Failed, "The comment can't be read back."))
    }

    /// Answers, rewords, deletes, settles, reopens, assigns or reattaches.
    ///
    /// # Errors
    /// When there is no such comment; when words are to be changed that somebody else said.
    pub fn comment_act(&self, id: PieceId, comment: &str, act: CommentAct) -> Result<(), Error> {
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let of: RecordId = comment.to_owned();
        let stand = comments(guard.manuscript.records());
        let found = stand.iter().find_map(|state| {
            let reply = state.replies.iter().find(|reply| reply.id == of && !reply.deleted);
            let own = (state.id == of && !state.deleted).then_some((&state.by, true));
            own.or_else(|| reply.map(|reply| (&reply.by, false)))
        });
        let gone = || Error::new(ErrorKind::NotFound, "This comment is not there (any more).");
        let (by, is_comment) = found.ok_or_else(gone)?;
        let me = self.person().0;
        let own = || match by.name == me.name {
            true => Ok(()),
            false => Err(Error::bad(format!(
                "These are the words of {}. Answer them, or settle the comment; nothing was changed.",
                by.name
            ))),
        };
        if !is_comment && !matches!(act, CommentAct::Reword { .. } | CommentAct::Delete) {
            return Err(Error::bad("An answer can be changed and deleted; the rest is done with the comment itself."));
        }
        let act = match act {
            CommentAct::Reply { text } => Act::Reply { of, text: words(&text)? },
            CommentAct::Reword { text } => {
                own()?;
                Act::Reword { of, text: words(&text)? }
            }
            CommentAct::Delete => {
                own()?;
                Act::Delete { of }
            }
            CommentAct::Resolve => Act::Resolve { of },
            CommentAct::Reopen => Act::Reopen { of },
            CommentAct::Assign { to } => Act::Assign { of, to: somebody(to.as_deref()) },
            CommentAct::Reattach { place } => Act::Reattach { of, anchor: passage::anchor(&guard, &place)? },
        };
        self.put(&mut guard, None, act)?;
        self.finish(guard, "comment")
    }
}
