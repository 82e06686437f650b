//! A pasted page to a furnished piece.

mod blocks;
mod boxes;
mod byline;
mod clutter;
mod credits;
mod disclaimers;
mod furniture;
mod head;
mod invitations;
mod kicker;
mod labels;
mod lexicon;
mod lists;
mod mail;
mod masthead;
mod meta;
mod names;
mod noise;
mod notes;
mod occupations;
mod opening;
mod phrases;
mod place;
mod points;
mod pull_quotes;
mod roles;
mod says;
mod segments;
mod sheet;
mod standfirst;
mod tail;

use crate::text;
use model::{Piece, Receipt, slugify};
use sheet::Sheet;

/// What is known beside the text.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The day of the import: gives a printed date without a year the last year in which it was not in the future.
    pub today: Option<jiff::civil::Date>,
}

/// A piece, and how it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Recognised {
    /// The piece, without identity.
    pub piece: Piece,
    /// Every decision in the order of the source.
    pub receipt: Receipt,
}

/// Marks between the parts of one line ("Jane Doe | 24 April 2024"); the only characters of a source that stand in no text
/// of the piece or of the receipt.
pub const SEPARATORS: &[char] = &['|', '·', '•', '∙', '-', '–', '—', '/'];

/// Rules whose words also stand in another part: the author in a standfirst or note, the outlet in a copyright line.
pub const SHARED_RULES: &[&str] = &[
    "byline.in_standfirst",
    "byline.in_author_note",
    "outlet.in_copyright_line",
    "outlet.in_page_title",
    "outlet.in_breadcrumb",
];

/// How many lines from either end are looked at for what belongs to the page; no op-ed is longer, and a long text stays whole.
const NOISE_REACH: usize = 2000;

/// Finds the furniture of a plain text, which may hold light Markdown, by rules with names.
///
/// Every word of the text stands afterwards in the body or in an entry of the receipt; the text of an entry is what stood in
/// the source, the field of the piece is the same without markers such as "By". Takes linear time and cannot fail.
pub fn recognise(text: &str, ctx: &Context) -> Recognised {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let mut sheet = Sheet::new(blocks::cut(&text));
    mail::set_mail_aside(&mut sheet);
    let far = sheet.len().saturating_sub(NOISE_REACH).max(NOISE_REACH);
    for at in (0..sheet.len().min(NOISE_REACH)).chain(far..sheet.len()) {
        if let Some((what, rule)) = noise::judge(&sheet.units[at].clean) {
            sheet.set_aside(at, what, rule);
        }
    }
    reopen_bare_invitations(&mut sheet);
    boxes::set_boxes_aside(&mut sheet);
    boxes::set_threads_aside(&mut sheet);
    lists::set_press_notes_aside(&mut sheet);
    lists::set_other_pieces_aside(&mut sheet);
    lists::set_navigation_aside(&mut sheet);
    let body = head::recognise_head(&mut sheet, ctx.today);
    tail::recognise_tail(&mut sheet, body, ctx.today);
    pull_quotes::set_pull_quotes_aside(&mut sheet, body);
    keep_breaks(&mut sheet);
    name_outlet(&mut sheet);
    set_outlet_buttons_aside(&mut sheet);
    sheet.promote_role();
    let (mut piece, receipt) = sheet.finish();
    piece.slugline = slugify(&piece.headline);
    Recognised { piece, receipt }
}

/// "Subscribe to nothing" between the masthead and the author is a headline: an invitation in three words stands among other
/// lines of the page, and never directly above the author.
fn reopen_bare_invitations(sheet: &mut Sheet) {
    // Below the last paragraph nothing but the page speaks.
    let last = (0..sheet.len()).rev().find(|&n| sheet.is_open(n) && sheet.units[n].raw.len() > 200).unwrap_or(0);
    for at in 0..last {
        if sheet.rule(at) != "subscribe.invitation" || !invitations::is_bare_invitation(&sheet.units[at].clean) {
            continue;
        }
        let below = (at + 1..sheet.len().min(at + 4)).map(|n| sheet.units[n].clean.as_str());
        let author = below.clone().any(|line| byline::by_line(line).is_some());
        let page = |n: usize| !sheet.is_open(n) && sheet.what(n) != "divider";
        let beside = at > 0 && page(at - 1) || at + 1 < sheet.len() && page(at + 1);
        if author || !beside {
            sheet.reopen(at);
        }
    }
}

/// A line of stars between two paragraphs of the body is a pause that the author set: it stays.
fn keep_breaks(sheet: &mut Sheet) {
    let first = (0..sheet.len()).find(|&at| sheet.is_open(at));
    let last = (0..sheet.len()).rev().find(|&at| sheet.is_open(at));
    let (Some(first), Some(last)) = (first, last) else { return };
    for at in first..last {
        if sheet.what(at) == "divider" {
            sheet.reopen(at);
        }
    }
}

/// "Share The Lantern", "Support The Lantern": buttons that name the paper.
fn set_outlet_buttons_aside(sheet: &mut Sheet) {
    let outlet = text::fold(&sheet.piece.outlet.name);
    if outlet.is_empty() {
        return;
    }
    let far = sheet.len().saturating_sub(40).max(40);
    for at in (0..sheet.len().min(40)).chain(far..sheet.len()) {
        let line = text::fold(&sheet.units[at].clean);
        let button =
            ["share ", "support ", "subscribe to ", "about ", "follow "].iter().find_map(|w| line.strip_prefix(w));
        if button == Some(outlet.as_str()) {
            sheet.set_aside(at, "share_line", "share_line.outlet");
        }
    }
}

/// Without a masthead the page may still say where it stood: in its title or its copyright line.
fn name_outlet(sheet: &mut Sheet) {
    if !sheet.piece.outlet.name.is_empty() {
        return;
    }
    for at in 0..sheet.len() {
        let line = &sheet.units[at].clean;
        let found = match sheet.what(at) {
            "page_title" => [" | ", " – ", " — ", " - ", " · "]
                .iter()
                .find_map(|s| line.rsplit_once(s))
                .map(|(_, name)| (name, "outlet.in_page_title")),
            "navigation" => line
                .rsplit_once(" > ")
                .filter(|(name, section)| kicker::is_kicker(section) && !name.contains('>'))
                .map(|(name, _)| (name, "outlet.in_breadcrumb")),
            "copyright" => masthead::copyright_holder(line).map(|name| (name, "outlet.in_copyright_line")),
            _ => None,
        };
        let Some((name, rule)) = found else { continue };
        let name = name.trim().to_owned();
        if !sheet.piece.byline.contains(&name) && !names::is_name(&name) {
            sheet.share(at, "outlet", rule, &name);
            sheet.piece.outlet.name = name;
            return;
        }
    }
}
