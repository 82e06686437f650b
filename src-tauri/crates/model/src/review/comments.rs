//! Comments and queries as they stand after all that was said of them.

use super::{Act, Anchor, CommentKind, Record, RecordId, Role, in_order};
use crate::Person;
use std::collections::HashMap;

/// An answer to a comment.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplyState {
    /// Its record.
    pub id: RecordId,
    /// Who.
    pub by: Person,
    /// In which role.
    pub role: Option<Role>,
    /// When, milliseconds since 1970.
    pub at: i64,
    /// The words, as they read now.
    pub text: String,
    /// Whether they were changed later.
    pub edited: bool,
    /// Whether it was taken out of sight.
    pub deleted: bool,
}

/// A comment or a query.
#[derive(Clone, Debug, PartialEq)]
pub struct CommentState {
    /// Its record.
    pub id: RecordId,
    /// What it wants.
    pub kind: CommentKind,
    /// Who.
    pub by: Person,
    /// In which role.
    pub role: Option<Role>,
    /// When, milliseconds since 1970.
    pub at: i64,
    /// The words, as they read now.
    pub text: String,
    /// Whether they were changed later.
    pub edited: bool,
    /// Whose answer it wants: a person's name, or a role's.
    pub to: Option<String>,
    /// What it hangs on now.
    pub anchor: Anchor,
    /// Whether it is settled.
    pub resolved: bool,
    /// Who settled it, and when.
    pub resolved_by: Option<(Person, i64)>,
    /// Whether it was taken out of sight.
    pub deleted: bool,
    /// The answers, oldest first, with those taken out of sight.
    pub replies: Vec<ReplyState>,
}

impl CommentState {
    /// Whether it is a query that nobody answered or settled.
    pub fn waits(&self) -> bool {
        self.kind == CommentKind::Query
            && !self.resolved
            && !self.deleted
            && !self.replies.iter().any(|reply| !reply.deleted)
    }
}

/// All comments, oldest first, with those taken out of sight. What was said of a comment that is not known (yet) has no
/// effect.
pub fn comments(records: &[Record]) -> Vec<CommentState> {
    let mut out: Vec<CommentState> = Vec::new();
    // Where a comment or a reply is: its comment, and its place among the replies.
    let mut places: HashMap<&str, (usize, Option<usize>)> = HashMap::new();
    for record in in_order(records) {
        match &record.act {
            Act::Comment { anchor, text, kind, to } => {
                places.insert(&record.id, (out.len(), None));
                out.push(CommentState {
                    id: record.id.clone(),
                    kind: *kind,
                    by: record.by.clone(),
                    role: record.role.clone(),
                    at: record.at,
                    text: text.clone(),
                    edited: false,
                    to: to.clone(),
                    anchor: anchor.clone(),
                    resolved: false,
                    resolved_by: None,
                    deleted: false,
                    replies: Vec::new(),
                });
            }
            Act::Reply { of, text } => {
                let Some(&(comment, _)) = places.get(of.as_str()) else { continue };
                let replies = &mut out[comment].replies;
                places.insert(&record.id, (comment, Some(replies.len())));
                replies.push(ReplyState {
                    id: record.id.clone(),
                    by: record.by.clone(),
                    role: record.role.clone(),
                    at: record.at,
                    text: text.clone(),
                    edited: false,
                    deleted: false,
                });
            }
            Act::Reword { of, text } => match places.get(of.as_str()) {
                Some(&(comment, None)) => (out[comment].text, out[comment].edited) = (text.clone(), true),
                Some(&(comment, Some(reply))) => {
                    let reply = &mut out[comment].replies[reply];
                    (reply.text, reply.edited) = (text.clone(), true);
                }
                None => {}
            },
            Act::Delete { of } => match places.get(of.as_str()) {
                Some(&(comment, None)) => out[comment].deleted = true,
                Some(&(comment, Some(reply))) => out[comment].replies[reply].deleted = true,
                None => {}
            },
            Act::Resolve { of } => {
                if let Some(&(comment, None)) = places.get(of.as_str()) {
                    out[comment].resolved = true;
                    out[comment].resolved_by = Some((record.by.clone(), record.at));
                }
            }
            Act::Reopen { of } => {
                if let Some(&(comment, None)) = places.get(of.as_str()) {
                    (out[comment].resolved, out[comment].resolved_by) = (false, None);
                }
            }
            Act::Assign { of, to } => {
                if let Some(&(comment, None)) = places.get(of.as_str()) {
                    out[comment].to = to.clone();
                }
            }
            Act::Reattach { of, anchor } => {
                if let Some(&(comment, None)) = places.get(of.as_str()) {
                    out[comment].anchor = anchor.clone();
                }
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str, clock: u64, by: &str, act: Act) -> Record {
        Record { id: id.into(), clock, at: clock as i64, by: Person::named(by), role: None, act }
    }

    fn query(id: &str, clock: u64) -> Record {
        let act = Act::Comment {
            anchor: Anchor::default(),
            text: "Who said so?".into(),
            kind: CommentKind::Query,
            to: Some("author".into()),
        };
        record(id, clock, "Ada Kell", act)
    }

    #[test]
    fn a_comment_is_what_was_said_of_it_in_order() {
        let of = || "q".to_owned();
        let records = [
            record("e", 5, "Bo Lind", Act::Reopen { of: of() }),
            query("q", 1),
            record("b", 2, "Bo Lind", Act::Reply { of: of(), text: "The mayor.".into() }),
            record("c", 3, "Bo Lind", Act::Reword { of: "b".into(), text: "The mayor, on Monday.".into() }),
            record("d", 4, "Ada Kell", Act::Resolve { of: of() }),
            record("f", 6, "Ada Kell", Act::Assign { of: of(), to: None }),
            record("g", 7, "Ada Kell", Act::Reply { of: "never".into(), text: "lost".into() }),
        ];
        let found = comments(&records);
        assert_eq!(found.len(), 1);
        let comment = &found[0];
        assert!(!comment.resolved && comment.to.is_none() && !comment.edited && !comment.waits());
        assert_eq!(comment.replies.len(), 1);
        assert_eq!((comment.replies[0].text.as_str(), comment.replies[0].edited), ("The mayor, on Monday.", true));
        let mut mixed = records.to_vec();
        mixed.reverse();
        assert_eq!(comments(&mixed), found);
    }

    #[test]
    fn a_query_waits_until_it_is_answered_settled_or_taken_away() {
        let of = || "q".to_owned();
        let with = |act: Act| comments(&[query("q", 1), record("z", 2, "Bo Lind", act)])[0].waits();
        assert!(comments(&[query("q", 1)])[0].waits());
        assert!(!with(Act::Reply { of: of(), text: "Me.".into() }));
        assert!(!with(Act::Resolve { of: of() }));
        assert!(!with(Act::Delete { of: of() }));
    }
}
