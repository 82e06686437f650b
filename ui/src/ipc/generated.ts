// Written by `cargo xtask types` from src-tauri/crates/ipc. Do not edit.

export type Field = "kicker" | "headline" | "headline_print" | "headline_web" | "headline_social" | "standfirst" | "byline" | "body" | "author_note" | "disclosure" | "correction_note";
export type Stage = "pitched" | "commissioned" | "draft" | "filed" | "editing" | "with_author" | "copy_edit" | "approved" | "published" | "hold" | "spiked" | "killed" | "corrected" | "withdrawn";
export type Splice = { 
/**
 * Start of the removed range, UTF-16 units from the start of the text.
 */
from: number, 
/**
 * End of the removed range (exclusive), UTF-16 units.
 */
to: number, 
/**
 * What stands there instead.
 */
insert: string, };
export type Person = { 
/**
 * The full name, as it stands in the history.
 */
name: string, 
/**
 * One to four letters for the margin.
 */
initials: string, };
export type ReceiptKind = "kept" | "recognised" | "set_aside" | "changed" | "dropped";
export type ReceiptEntry = { 
/**
 * What happened.
 */
kind: ReceiptKind, 
/**
 * To what: a field's name (`headline`), or a word for the part (`share_line`, `encoding`, `body`).
 */
what: string, 
/**
 * The rule that decided, by its stable name (`byline.by_line`).
 */
rule: string, 
/**
 * The line of the source, from 1.
 */
line?: number, 
/**
 * The words it is about, as they stood in the source.
 */
text?: string, 
/**
 * For what was set aside: how many paragraphs of the body stood before it in the source.
 */
after_paragraph?: number, 
/**
 * For what was set aside: whether a person has put it back.
 */
put_back?: boolean, };
export type DateStyle = "as_printed" | "weekday_day_month_year" | "day_month_year" | "month_day_year" | "iso";
export type OutletProfile = { 
/**
 * Its name, as on the masthead. Empty for the page of a desk without an outlet of its own.
 */
name: string, 
/**
 * What stands below the name.
 */
tagline: string, 
/**
 * The masthead as SVG text; the name is set as type when there is none.
 */
masthead_svg: string, 
/**
 * BCP 47 tag of its language; a piece with a language of its own keeps it.
 */
language: string, 
/**
 * How dates are printed.
 */
date_style: DateStyle, 
/**
 * How dates are printed, as a pattern: `{month} {day}. {year}. {hour}:{minute}`. Goes before `date_style` when it
 * is there. Knows `weekday`, `day`, `month`, `month_number`, `year`, `hour`, `hour12`, `minute` and `ampm`.
 */
date_pattern: string, 
/**
 * Whether straight quotes, `--` and `...` are set as typographic ones on the page.
 */
smart_punctuation: boolean, 
/**
 * Whether the body begins with a large initial.
 */
drop_cap: boolean, 
/**
 * What stands above the piece on the page.
 */
section: string, 
/**
 * Limit of the headline in characters (Unicode scalar values); 0 for none.
 */
headline_limit: number, 
/**
 * Limit of the standfirst in characters; 0 for none.
 */
standfirst_limit: number, 
/**
 * Limits of the headlines by place, and of the kicker.
 */
headlines: HeadlineLimits, 
/**
 * How many words it prints.
 */
length: LengthRule, 
/**
 * Paper, columns and faces of the printed page.
 */
page: PageDesign, 
/**
 * Quotation marks, dashes and the word before the byline.
 */
style: HouseStyle, 
/**
 * The sentences that it prints in its own words.
 */
wording: Wording, 
/**
 * Furniture that a piece must have before it goes out, in page order.
 */
required: Array<Furniture>, 
/**
 * On what terms it takes a piece.
 */
exclusivity: Exclusivity, 
/**
 * Whose the copy is, and what may be done with it.
 */
rights: Rights, 
/**
 * What a piece must have before it moves to a stage: `[handover.approved] needs = [...]`.
 */
handover: { [key in Stage]?: Handover }, };
export type HeadlineLimits = { 
/**
 * The headline for print.
 */
print: number, 
/**
 * Lines that the headline for print may take in the outlet's headline face, at its size on the page; 0 for any
 * number.
 */
print_lines: number, 
/**
 * The headline for the web.
 */
web: number, 
/**
 * The headline for social networks.
 */
social: number, 
/**
 * The kicker.
 */
kicker: number, };
export type LengthRule = { 
/**
 * What is ordered when nobody says otherwise.
 */
usual: number, 
/**
 * Fewest words that are right.
 */
low: number, 
/**
 * Most words that are right.
 */
high: number, 
/**
 * Most words that can be printed at all.
 */
most: number, };
export type PageDesign = { 
/**
 * The paper.
 */
paper: PaperSize, 
/**
 * Columns of the body, 1 to 6.
 */
columns: number, 
/**
 * Space between columns, millimetres.
 */
gutter_mm: number, 
/**
 * Space around everything, millimetres.
 */
margin_mm: number, 
/**
 * The family of the body; must be one that is shipped.
 */
body_face: string, 
/**
 * The family of the headlines; must be one that is shipped.
 */
headline_face: string, 
/**
 * Size of the body in tenths of a point.
 */
body_tenths: number, 
/**
 * Distance of the body's lines in tenths of a point.
 */
leading_tenths: number, 
/**
 * Size of the headline in tenths of a point, when it fits.
 */
headline_tenths: number, 
/**
 * Lines that the large initial takes, when there is one.
 */
drop_cap_lines: number, 
/**
 * Whether the body is set to both edges.
 */
justified: boolean, 
/**
 * Whether long words are parted at the end of a line.
 */
hyphenated: boolean, 
/**
 * The accent colour, `#rrggbb`.
 */
accent: string, };
export type PaperSize = "a4" | "a3" | "a5" | "letter" | "tabloid" | "berliner" | "broadsheet";
export type HouseStyle = { 
/**
 * The marks of a quotation, opening and closing: `“”`.
 */
quotes: string, 
/**
 * The marks of a quotation in a quotation: `‘’`.
 */
inner_quotes: string, 
/**
 * The marks of a quotation in a headline.
 */
headline_quotes: string, 
/**
 * The dash of a parenthesis with the spaces that it has: ` – ` or `—`.
 */
dash: string, 
/**
 * The word before the byline: `By`. Empty for none.
 */
by: string, };
export type Wording = { 
/**
 * How an interest of the author is disclosed.
 */
disclosure: string, 
/**
 * What is printed when there is nothing to disclose; empty when nothing is.
 */
no_interests: string, 
/**
 * That the opinion is the author's own.
 */
disclaimer: string, 
/**
 * How a correction begins and what it says.
 */
correction: string, 
/**
 * How a clarification begins and what it says.
 */
clarification: string, 
/**
 * How the author note is built.
 */
author_note: string, };
export type Furniture = "kicker" | "headline" | "headline_web" | "headline_social" | "standfirst" | "byline" | "author_note" | "disclosure" | "date" | "slugline";
export type Exclusivity = { 
/**
 * Whether it takes only what nobody else has.
 */
exclusive: boolean, 
/**
 * Working days of silence after which the author may go elsewhere; 0 when nothing is said.
 */
answer_days: number, 
/**
 * Days after publication before the piece may run elsewhere; 0 when nothing is said.
 */
rerun_days: number, 
/**
 * The terms in plain words.
 */
terms: string, 
/**
 * Where pieces are sent, an e-mail address.
 */
submit_to: string, };
export type Rights = { 
/**
 * Who holds the copyright.
 */
holder: string, 
/**
 * The notice that goes with the copy.
 */
notice: string, 
/**
 * What receivers may do, in plain words.
 */
usage: string, 
/**
 * Public pages by which readers can judge the outlet.
 */
trust: Array<TrustLink>, };
export type TrustLink = { 
/**
 * What kind of page, as an address of the trade's list (`http://cv.iptc.org/newscodes/trustindicator/...`).
 */
role: string, 
/**
 * What the page is called.
 */
title: string, 
/**
 * Where it is, http or https.
 */
href: string, };
export type Handover = { 
/**
 * Everything that must hold, in the order in which it is told.
 */
needs: Array<HandoverNeed>, };
export type HandoverNeed = "length" | "headline" | "headline_limits" | "standfirst" | "byline" | "author_note" | "disclosure" | "date" | "author_signoff" | "editor_signoff" | "fact_check_signoff" | "legal_signoff" | "copy_signoff" | "headline_consent" | "no_open_query" | "no_open_comment" | "claims_checked" | "no_placeholder" | "no_finding" | "furniture" | "seal";
export type LengthBand = { 
/**
 * Fewest words.
 */
low: number, 
/**
 * Most words.
 */
high: number, };
export type ErrorCode = "behind" | "not_found" | "exists" | "bad_input" | "failed";
export type IpcError = { 
/**
 * What kind.
 */
code: ErrorCode, 
/**
 * A sentence or two for the person: what happened, what is safe, what to do.
 */
message: string, 
/**
 * With [`ErrorCode::Behind`]: what came since.
 */
updates?: Array<Update>, };
export type SaveState = { "state": "recovered" } | { "state": "failed", 
/**
 * A sentence for the person.
 */
reason: string, 
/**
 * How many words are only in memory.
 */
words: number, } | { "state": "committed", 
/**
 * Which piece.
 */
id: string, 
/**
 * Which text.
 */
field: Field, 
/**
 * The version that is on the disk.
 */
version: number, 
/**
 * When, RFC 3339.
 */
saved_at: string, };
export type DeskEvent = { "type": "piece_changed", 
/**
 * Which piece.
 */
id: string, 
/**
 * Which text.
 */
field: Field, 
/**
 * The version after `updates`.
 */
version: number, 
/**
 * The changes, oldest first.
 */
updates: Array<Update>, } | { "type": "details_changed", 
/**
 * Which piece.
 */
id: string, 
/**
 * All of them, now.
 */
details: Details, } | { "type": "preview_changed", 
/**
 * What to change in the page.
 */
patch: PreviewPatch, } | { "type": "list_changed" } | { "type": "open_piece", 
/**
 * Which one.
 */
id: string, } | { "type": "save" } & SaveState | { "type": "folder_changed", 
/**
 * How it stands.
 */
status: FolderStatus, } | { "type": "collisions_changed", 
/**
 * Which piece.
 */
id: string, } | { "type": "review_changed", 
/**
 * Which piece.
 */
id: string, } | { "type": "several_progress", 
/**
 * Pieces that are done.
 */
done: number, 
/**
 * All of them.
 */
of: number, 
/**
 * The piece that is made now.
 */
name: string, } | { "type": "files_dropped", 
/**
 * Their paths.
 */
paths: Array<string>, 
/**
 * Where, in the window: from the left; below nothing for files that the program was started with.
 */
x: number, 
/**
 * From the top.
 */
y: number, };
export type AppInfo = { 
/**
 * The product's version.
 */
version: string, 
/**
 * Where the desk is kept.
 */
data_dir: string, 
/**
 * `linux`, `macos` or `windows`.
 */
platform: string, 
/**
 * Who signs the changes.
 */
person: Person, 
/**
 * Whether a person confirmed that name; else it is a guess from the system account.
 */
person_confirmed: boolean, 
/**
 * The piece to show first: the last one open, or the welcome piece on a new desk.
 */
open_piece: string | null, 
/**
 * The window's own memory (see `view_set`), if any.
 */
view: string | null, 
/**
 * Longest text that comes in at once, bytes of UTF-8: one beyond it would keep the page busy for minutes in vain.
 */
longest_text: number, 
/**
 * Settings.
 */
settings: Settings, 
/**
 * What is drawn first; none when some of it can't be read, so that it is asked for and the reason is told.
 */
first: FirstLook | null, };
export type FirstLook = { 
/**
 * As `desk_list` for the first `rows` of the desk.
 */
list: PieceList, 
/**
 * How many were asked for.
 */
rows: number, 
/**
 * As `folder_get`.
 */
folder: FolderStatus, 
/**
 * As `piece_open` for the piece to show first.
 */
piece: PieceOpened | null, 
/**
 * As `preview_open` for it.
 */
preview: Preview | null, };
export type Theme = "system" | "light" | "dark";
export type Settings = { 
/**
 * Light or dark.
 */
theme: Theme, 
/**
 * How the outlet's page is set.
 */
profile: OutletProfile, };
export type PersonInput = { 
/**
 * Full name.
 */
name: string, 
/**
 * One to four letters.
 */
initials: string, };
export type IdInput = { 
/**
 * Its id.
 */
id: string, };
export type FolderStatus = { 
/**
 * The folder; none when none was chosen.
 */
path: string | null, 
/**
 * Why nothing is read or written at the moment, in a sentence.
 */
paused: string | null, 
/**
 * How many pieces have a file there.
 */
files: number, 
/**
 * Files that need a person.
 */
problems: Array<FolderProblem>, 
/**
 * Other desks that have the same folder, the one that was there last first.
 */
others: Array<Neighbour>, 
/**
 * The role since whose baseline the files show changes, as CriticMarkup; none for the clean texts.
 */
show: string | null, };
export type FolderProblem = { 
/**
 * Its name in the folder.
 */
name: string, 
/**
 * Its piece's id.
 */
piece: string | null, 
/**
 * Whether the file is gone; else it is there and can't be used as it is.
 */
gone: boolean, 
/**
 * What happened, what is safe, what to do.
 */
sentence: string, };
export type Neighbour = { 
/**
 * The name of its computer.
 */
computer: string, 
/**
 * When it last looked into the folder, RFC 3339.
 */
at: string, };
export type FolderInput = { 
/**
 * Its path; none to give the folder up.
 */
path: string | null, };
export type FolderShowInput = { 
/**
 * The role since whose baseline they show changes; none for the clean texts.
 */
role: string | null, };
export type FolderAnswer = { "do": "look" } | { "do": "write_again" } | { "do": "write_file", 
/**
 * The file's name.
 */
name: string, } | { "do": "bin_piece", 
/**
 * The file's name.
 */
name: string, };
export type Collision = { 
/**
 * Its number.
 */
id: number, 
/**
 * Which text; none for a value (then `name` says which).
 */
field: Field | null, 
/**
 * The name of the text or value.
 */
name: string, 
/**
 * What stood there; empty where both added something.
 */
base: string, 
/**
 * What the piece reads; empty where it was cut here.
 */
ours: string, 
/**
 * What the other side reads; empty where it was cut there.
 */
theirs: string, 
/**
 * What the piece reads there, where that is not `ours`: after two desks were merged, both sides stand there.
 */
reads: string | null, 
/**
 * The words in front.
 */
ahead: string, 
/**
 * The words behind.
 */
behind: string, 
/**
 * The file that the other side came from.
 */
source: string, 
/**
 * When.
 */
at: string, };
export type Take = "ours" | "theirs" | "both";
export type DecideInput = { 
/**
 * The collision's number.
 */
id: number, 
/**
 * What to take.
 */
take: Take, };
export type ChangeKind = "insert" | "remove" | "replace" | "move" | "split" | "merge";
export type CommentKind = "comment" | "query";
export type How = "here" | "readback" | "phone" | "mail" | "in_person";
export type Decision = "accept" | "reject";
export type Answer = "agrees" | "objects";
export type Found = "whole" | "same" | "changed" | "again" | "gone";
export type Need = "not_needed" | "required" | "complete";
export type Standing = "unneeded" | "unread" | "objects" | "changed" | "conditional" | "agrees";
export type Action = "commission" | "draft" | "file" | "edit" | "send_to_author" | "send_to_copy" | "return" | "approve" | "publish" | "hold" | "resume" | "spike" | "unspike" | "kill" | "revive" | "correct" | "withdraw";
export type Requirement = "headline" | "standfirst" | "byline" | "body" | "length" | "commissioned_length" | "no_open_query" | "no_open_change" | "disclosure" | "author_note" | "author_sign_off" | "editor_sign_off" | "fact_check" | "legal" | "copy_sign_off" | "headline_consent" | "sealed" | "no_embargo" | "reason" | "correction_note" | "headline_limits" | "date" | "fact_check_sign_off" | "legal_sign_off" | "no_open_comment" | "claims_checked" | "no_placeholder" | "no_finding" | "furniture";
export type Baseline = { "is": "role", 
/**
 * The role.
 */
role: string, } | { "is": "received" } | { "is": "moment", 
/**
 * Which one.
 */
moment: number, } | { "is": "seal" };
export type ReviewInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * What to compare with; none for what the desk finds best (the role's own, else as received).
 */
against: Baseline | null, 
/**
 * The hat that the person wears.
 */
role: string, };
export type BaselineChoice = { 
/**
 * Which one.
 */
baseline: Baseline, 
/**
 * "the author last agreed", "it was received", a version's name.
 */
label: string, 
/**
 * When it was; none for never.
 */
at: string | null, };
export type ChangePart = { 
/**
 * Start in the baseline's text.
 */
before_from: number, 
/**
 * End in the baseline's text.
 */
before_to: number, 
/**
 * Start in the text now.
 */
from: number, 
/**
 * End in the text now.
 */
to: number, 
/**
 * The baseline's words.
 */
removed: string, 
/**
 * The words now.
 */
inserted: string, };
export type ReviewChange = { 
/**
 * Its name for as long as it reads so.
 */
id: string, 
/**
 * The text it is in.
 */
field: Field, 
/**
 * What it does.
 */
kind: ChangeKind, 
/**
 * Its places in the order of the text now; one, except for a move.
 */
parts: Array<ChangePart>, 
/**
 * The paragraph it stands in, from 1.
 */
paragraph: number, 
/**
 * Who made it, the main one first; empty when unknown.
 */
by: Array<Person>, 
/**
 * When; none when unknown.
 */
at: string | null, };
export type DecidedChange = { 
/**
 * The record of the decision.
 */
record: string, 
/**
 * The change's name when it was decided.
 */
change: string, 
/**
 * Which way.
 */
decision: Decision, 
/**
 * For which baseline.
 */
role: string, 
/**
 * Who decided.
 */
decided_by: Person, 
/**
 * When.
 */
decided_at: string, 
/**
 * The text it was in.
 */
field: Field, 
/**
 * What the change did.
 */
kind: ChangeKind, 
/**
 * The words of before.
 */
removed: string, 
/**
 * The words of then.
 */
inserted: string, 
/**
 * Who had made it.
 */
by: Array<Person>, 
/**
 * Whether the decision can be taken back as it is.
 */
can_undo: boolean, };
export type CommentReply = { 
/**
 * Its record.
 */
id: string, 
/**
 * Who.
 */
by: Person, 
/**
 * When.
 */
at: string, 
/**
 * The words.
 */
text: string, 
/**
 * Whether they were changed later.
 */
edited: boolean, };
export type Comment = { 
/**
 * Its record.
 */
id: string, 
/**
 * What it wants.
 */
kind: CommentKind, 
/**
 * Who.
 */
by: Person, 
/**
 * In which role.
 */
role: string | null, 
/**
 * When.
 */
at: string, 
/**
 * The words.
 */
text: string, 
/**
 * Whether they were changed later.
 */
edited: boolean, 
/**
 * Whose answer it wants.
 */
to: string | null, 
/**
 * Whether it is settled.
 */
resolved: boolean, 
/**
 * Who settled it.
 */
resolved_by: Person | null, 
/**
 * The text it hangs on; none for the piece as a whole.
 */
field: Field | null, 
/**
 * How its passage was found.
 */
found: Found, 
/**
 * Start of its passage; none without one.
 */
from: number | null, 
/**
 * End of its passage.
 */
end: number | null, 
/**
 * The words as they read when it was made.
 */
quote: string, 
/**
 * The answers, oldest first.
 */
replies: Array<CommentReply>, };
export type Touched = { 
/**
 * The text.
 */
field: Field, 
/**
 * The paragraph in the text now, from 1; none for furniture.
 */
paragraph: number | null, 
/**
 * Where it starts in the text now.
 */
from: number, 
/**
 * Where it ends.
 */
to: number, 
/**
 * Its first words, or of what is gone.
 */
words: string, 
/**
 * Whether it is gone now.
 */
gone: boolean, };
export type SignOff = { 
/**
 * The role.
 */
role: string, 
/**
 * Its name for people.
 */
label: string, 
/**
 * Whether it has to read the piece.
 */
need: Need, 
/**
 * The record of the last sign-off; none when it never signed.
 */
record: string | null, 
/**
 * Who wrote it down.
 */
by: Person | null, 
/**
 * Whose agreement it is: of who wrote it down, or of somebody else; empty when nobody said.
 */
who: string, 
/**
 * When it was written down.
 */
at: string | null, 
/**
 * When the role last took a change into what it agreed to, if it did since.
 */
accepted: string | null, 
/**
 * How it was given.
 */
how: How | null, 
/**
 * The note.
 */
note: string, 
/**
 * The conditions.
 */
conditions: string, 
/**
 * How it stands to the text now. What is said of one that objects is of that answer.
 */
standing: Standing, 
/**
 * What was touched since and not accepted, in reading order; empty when the role agrees with the text now.
 */
touched: Array<Touched>, 
/**
 * What to say in one line: "Agrees with the text now", "Headline, 2 paragraphs changed since", "Not signed".
 */
says: string, };
export type SealView = { 
/**
 * Its record.
 */
record: string, 
/**
 * The short form: "tern 4827 oak".
 */
fingerprint: string, 
/**
 * Who.
 */
by: Person, 
/**
 * When.
 */
at: string, 
/**
 * Whether the text now is the sealed one.
 */
is_now: boolean, 
/**
 * Who had signed the sealed text, in words.
 */
signed_by: Array<string>, };
export type HeadlineAnswered = { 
/**
 * What.
 */
answer: Answer, 
/**
 * In words.
 */
note: string, 
/**
 * Who wrote it down, or answered a read-back.
 */
by: Person, 
/**
 * When.
 */
at: string, };
export type HeadlineShown = { 
/**
 * Its record.
 */
record: string, 
/**
 * Which one.
 */
field: Field, 
/**
 * How it read.
 */
text: string, 
/**
 * Who wrote it, the main one first.
 */
written_by: Array<Person>, 
/**
 * To whom.
 */
to: string, 
/**
 * How.
 */
how: How, 
/**
 * Who showed it.
 */
by: Person, 
/**
 * When.
 */
at: string, 
/**
 * What was said last; none while nothing was.
 */
answer: Answer | null, 
/**
 * In words.
 */
note: string, 
/**
 * All that was said, the newest first.
 */
answers: Array<HeadlineAnswered>, 
/**
 * Whether the headline still reads so.
 */
is_now: boolean, };
export type ReviewText = { 
/**
 * Which text.
 */
field: Field, 
/**
 * Its words.
 */
text: string, };
export type ReviewVersion = { 
/**
 * Which text.
 */
field: Field, 
/**
 * Its version.
 */
version: number, };
export type Review = { 
/**
 * The piece.
 */
id: string, 
/**
 * What it is compared with.
 */
against: BaselineChoice, 
/**
 * What it can be compared with.
 */
choices: Array<BaselineChoice>, 
/**
 * Whether the baseline is that of the role the person acts in, so that changes can be accepted.
 */
own: boolean, 
/**
 * The texts of the baseline that are not empty, as (text, words).
 */
before: Array<ReviewText>, 
/**
 * The versions of the texts that the changes count in (see `PieceOpened`).
 */
versions: Array<ReviewVersion>, 
/**
 * The open changes, in page order.
 */
changes: Array<ReviewChange>, 
/**
 * What was decided, newest first.
 */
decided: Array<DecidedChange>, 
/**
 * Comments and queries, in page order; those about the piece first.
 */
comments: Array<Comment>, 
/**
 * The five roles, and persons who signed.
 */
sign_offs: Array<SignOff>, 
/**
 * The last seal; none when nothing was sealed.
 */
seal: SealView | null, 
/**
 * The trail of the headlines, newest first.
 */
headlines: Array<HeadlineShown>, };
export type ReviewDecideInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * What they are changes against.
 */
against: Baseline, 
/**
 * The hat that the person wears.
 */
role: string, 
/**
 * Which way. Only changes against the role's own baseline can be accepted.
 */
decision: Decision, 
/**
 * The changes' ids; those that read otherwise meanwhile are left open.
 */
changes: Array<string>, };
export type ReviewDecided = { 
/**
 * The record of it; none when nothing was decided.
 */
record: string | null, 
/**
 * How many changes were decided.
 */
decided: number, 
/**
 * How many read otherwise meanwhile and stay open.
 */
left: number, };
export type ReviewUndoInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * The record of the decision.
 */
record: string, 
/**
 * One change of it, by its name; none for all that was decided together.
 */
change: string | null, };
export type CommentInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * The text it hangs on; none for the piece as a whole.
 */
field: Field | null, 
/**
 * The version of that text in which `from` and `to` count.
 */
version: number, 
/**
 * Start of the passage.
 */
from: number, 
/**
 * End of the passage; equal to `from` for the whole text.
 */
to: number, 
/**
 * What it wants.
 */
kind: CommentKind, 
/**
 * The words.
 */
text: string, 
/**
 * Whose answer it wants.
 */
asks: string | null, 
/**
 * The hat that the person wears.
 */
role: string | null, };
export type CommentAct = { "do": "reply", 
/**
 * The words.
 */
text: string, } | { "do": "reword", 
/**
 * The words.
 */
text: string, } | { "do": "delete" } | { "do": "resolve" } | { "do": "reopen" } | { "do": "assign", 
/**
 * A person's name, or a role's.
 */
to: string | null, } | { "do": "reattach", 
/**
 * The text.
 */
field: Field, 
/**
 * The version of the text.
 */
version: number, 
/**
 * Start of the passage.
 */
from: number, 
/**
 * End of the passage.
 */
to: number, };
export type CommentActInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * The comment's or the answer's record.
 */
comment: string, 
/**
 * What.
 */
act: CommentAct, };
export type SignOffInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * The role.
 */
role: string, 
/**
 * How the agreement was given; `here` only for the role that the person wears.
 */
how: How, 
/**
 * Whose it is, when another person writes it down; empty when nobody says.
 */
of: string, 
/**
 * A note.
 */
note: string, 
/**
 * Conditions.
 */
conditions: string, };
export type NeedInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * The role.
 */
role: string, 
/**
 * The state.
 */
need: Need, };
export type StepNeed = { 
/**
 * Which one.
 */
requirement: Requirement, 
/**
 * Whether it is met.
 */
met: boolean, 
/**
 * What is missing, as a sentence; what is there, when it is met.
 */
says: string, };
export type Step = { 
/**
 * What.
 */
action: Action, 
/**
 * Its name: "Send to author".
 */
label: string, 
/**
 * Where the piece goes.
 */
to: Stage, 
/**
 * What it needs.
 */
needs: Array<StepNeed>, 
/**
 * Whether it is the usual next one.
 */
usual: boolean, };
export type StepMade = { 
/**
 * What.
 */
action: Action, 
/**
 * From where.
 */
from: Stage, 
/**
 * To where.
 */
to: Stage, 
/**
 * Who.
 */
by: Person, 
/**
 * When.
 */
at: string, 
/**
 * Why.
 */
reason: string, 
/**
 * What was missing and overridden.
 */
overridden: Array<Requirement>, 
/**
 * The fee of a killed piece; empty when none was named.
 */
fee: string, 
/**
 * When its rights go back to the author, a date (2026-11-30); empty when none was named.
 */
rights_return: string, };
export type OutletChoice = { 
/**
 * The key of its profile; empty for the desk's own page.
 */
key: string, 
/**
 * Its name; empty where the page has none.
 */
name: string, 
/**
 * Whether this desk has no profile of that key, so that its own page stands in.
 */
missing: boolean, };
export type OutletRow = { 
/**
 * The key of its profile.
 */
key: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is.
 */
about: string, 
/**
 * Whether it is a file of the desk's own.
 */
own: boolean, };
export type OutletKeyInput = { 
/**
 * The key of its profile.
 */
key: string, };
export type OutletRemark = { 
/**
 * The key in the profile, with its table: `length.most`.
 */
key: string, 
/**
 * What is the matter, and what to do.
 */
sentence: string, };
export type OutletSheet = { 
/**
 * The key of its profile.
 */
key: string, 
/**
 * Whether it is a file of the desk's own, which can be changed.
 */
own: boolean, 
/**
 * What it says.
 */
profile: OutletProfile, 
/**
 * What it says that it should not.
 */
remarks: Array<OutletRemark>, };
export type OutletKeepInput = { 
/**
 * The key of its profile; empty for a new one.
 */
key: string, 
/**
 * What it says.
 */
profile: OutletProfile, 
/**
 * It was just taken away and comes back, also where it stood before a shipped one.
 */
comes_back: boolean, };
export type OutletSource = { 
/**
 * Where it lies.
 */
path: string, 
/**
 * Whether one of the same name may be replaced.
 */
force: boolean, };
export type OutletFileInput = { 
/**
 * The key of the profile.
 */
key: string, 
/**
 * Where to.
 */
path: string, 
/**
 * Whether an existing file may be replaced.
 */
force: boolean, };
export type Flow = { 
/**
 * The piece.
 */
id: string, 
/**
 * Where it stands.
 */
stage: Stage, 
/**
 * What can be done with it.
 */
steps: Array<Step>, 
/**
 * What was done with it, newest first.
 */
made: Array<StepMade>, 
/**
 * The initials of those who had it, in order.
 */
chain: Array<string>, 
/**
 * Who has it.
 */
owner: string, 
/**
 * When it is due, RFC 3339; none for never.
 */
due: string | null, 
/**
 * Not before, RFC 3339, or `open` for an embargo without an end; none for none.
 */
embargo: string | null, 
/**
 * Why no length was ordered.
 */
length_reason: string, 
/**
 * The outlet that it goes out for: its hand-overs say what the steps need.
 */
outlet: OutletChoice, };
export type StepInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * What.
 */
action: Action, 
/**
 * Why; needed for some steps, and whenever a need is overridden.
 */
reason: string, 
/**
 * Whether to go on although something is missing.
 */
override_needs: boolean, 
/**
 * The fee of a killed piece.
 */
fee: string, 
/**
 * When its rights go back, a date.
 */
rights_return: string, 
/**
 * The hat that the person wears.
 */
role: string, };
export type FlowSetInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * Who has it.
 */
owner: string | null, 
/**
 * When it is due, RFC 3339.
 */
due: string | null, 
/**
 * Not before, RFC 3339, or `open`.
 */
embargo: string | null, 
/**
 * Why no length was ordered.
 */
length_reason: string | null, 
/**
 * The key of the outlet's profile.
 */
outlet?: string, };
export type HeadlineShowInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * Which one.
 */
field: Field, 
/**
 * To whom.
 */
to: string, 
/**
 * How.
 */
how: How, };
export type HeadlineAnswerInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * The showing.
 */
record: string, 
/**
 * What was said.
 */
answer: Answer, 
/**
 * In words.
 */
note: string, };
export type VerifyInput = { 
/**
 * The file; none for the text.
 */
path: string | null, 
/**
 * The text.
 */
text: string, 
/**
 * The piece whose seals are looked at; none for all of the desk.
 */
id: string | null, };
export type Verified = { 
/**
 * Whether it is, word for word.
 */
matches: boolean, 
/**
 * "Matches seal tern 4827 oak of 12 May, signed by …", or what differs, in a sentence.
 */
says: string, 
/**
 * The seal it was held against; none when there is none.
 */
seal: SealView | null, 
/**
 * The piece.
 */
id: string | null, 
/**
 * The difference between the sealed text and this one, in words; empty when it matches.
 */
runs: Array<ComparedRun>, };
export type ReadbackInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * What the marked text is compared with.
 */
against: Baseline | null, 
/**
 * For whom.
 */
to: string, 
/**
 * Where to write it.
 */
path: string, 
/**
 * Whether a file that is there may be replaced.
 */
force: boolean, };
export type ReadbackReplyInput = { 
/**
 * The file; none for the text.
 */
path: string | null, 
/**
 * The text.
 */
text: string, };
export type ReadbackRead = { 
/**
 * The piece.
 */
id: string, 
/**
 * Agreed or not.
 */
answer: Answer, 
/**
 * How many queries were answered.
 */
answered: number, 
/**
 * Whether the answer was known already.
 */
repeated: boolean, 
/**
 * Whether the text moved since the file was made.
 */
stale: boolean, 
/**
 * All of it in a sentence or two.
 */
says: string, };
export type WaitingInput = { 
/**
 * Whose hat.
 */
role: string, 
/**
 * Whether to list what waits for everybody.
 */
all: boolean, };
export type Waiting = { 
/**
 * The piece.
 */
id: string, 
/**
 * Its slugline.
 */
slugline: string, 
/**
 * Its headline.
 */
headline: string, 
/**
 * Where it stands.
 */
stage: Stage, 
/**
 * Queries for this person or role that have no answer.
 */
queries: number, 
/**
 * Comments that are not settled.
 */
comments: number, 
/**
 * Changes since the role's baseline; none when it never signed.
 */
changes: number | null, 
/**
 * Whether the role has to read it.
 */
need: Need, 
/**
 * What it comes to, in a line.
 */
says: string, };
export type RecoveryView = { 
/**
 * Why, in a sentence.
 */
reason: string, 
/**
 * Where the desk lies.
 */
data_dir: string, 
/**
 * When the newest sound backup was made; none when there is none.
 */
newest: string | null, 
/**
 * How many backups there are.
 */
backups: number, 
/**
 * Whether there is a database from which pieces could be read one by one.
 */
has_database: boolean, };
export type Rescued = { 
/**
 * The folder; none when the person cancelled.
 */
folder: string | null, 
/**
 * How many pieces were written there.
 */
pieces: number, 
/**
 * How many rows of the database could not be read.
 */
lost: number, 
/**
 * How many pictures could be read and not be written.
 */
unwritten: number, };
export type HistoryKind = "new" | "work" | "import" | "paste" | "import_undone" | "put_back" | "duplicate" | "rename" | "restore" | "house" | "outside" | "merge" | "bin" | "unbin" | "erase" | "comment" | "accept" | "reject" | "undo" | "sign_off" | "need" | "step" | "flow" | "headline" | "seal" | "readback";
export type HistoryInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * Only rows older than this moment; none for the newest.
 */
before: number | null, 
/**
 * Rows wanted, at most 200.
 */
limit: number, };
export type VersionMark = { 
/**
 * The moment that it keeps.
 */
moment: number, 
/**
 * Its name; empty when it was made by itself.
 */
name: string, 
/**
 * `named`, or why it was made (`before_restore`, `before_import`, `before_merge`).
 */
kind: string, 
/**
 * When.
 */
at: string, 
/**
 * By whom.
 */
person: Person, };
export type HistoryEntry = { 
/**
 * The moment after it.
 */
moment: number, 
/**
 * The moment before it.
 */
before: number, 
/**
 * First change.
 */
from: string, 
/**
 * Last change.
 */
to: string, 
/**
 * Who.
 */
person: Person, 
/**
 * What.
 */
kind: HistoryKind, 
/**
 * Words that came into the body.
 */
words_added: number, 
/**
 * Words that left the body.
 */
words_removed: number, 
/**
 * Milestones kept in it, oldest first.
 */
versions: Array<VersionMark>, 
/**
 * Of an erasure: in how many places, and why.
 */
erased: Erasure | null, };
export type SeenMoment = { 
/**
 * The moment that was seen.
 */
moment: number, 
/**
 * When it was left.
 */
at: string, 
/**
 * Words that came into the body since.
 */
words_added: number, 
/**
 * Words that left the body since.
 */
words_removed: number, };
export type History = { 
/**
 * The rows.
 */
entries: Array<HistoryEntry>, 
/**
 * Whether there are older ones.
 */
more: boolean, 
/**
 * The last moment of the piece.
 */
now: number, 
/**
 * What the person has not seen yet; none when nothing came since the last look.
 */
seen: SeenMoment | null, };
export type CompareInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * The one side; 0 for nothing at all.
 */
from: number, 
/**
 * The other side; none for the text now.
 */
to: number | null, };
export type RunKind = "same" | "removed" | "inserted";
export type ComparedRun = { 
/**
 * Whether it stayed, went or came.
 */
kind: RunKind, 
/**
 * The words, Markdown.
 */
text: string, 
/**
 * Who wrote inserted words, where it is known.
 */
person: Person | null, };
export type ParagraphChange = "same" | "changed" | "inserted" | "removed" | "moved_here" | "moved_away" | "split" | "merged";
export type ComparedParagraph = { 
/**
 * What happened to it.
 */
change: ParagraphChange, 
/**
 * Of a moved one: its number on the other side, from 1.
 */
number: number | null, 
/**
 * Its words.
 */
runs: Array<ComparedRun>, };
export type ComparedField = { 
/**
 * Which one.
 */
field: Field, 
/**
 * Its paragraphs in reading order, with what is gone where it was.
 */
paragraphs: Array<ComparedParagraph>, 
/**
 * Whether anything differs.
 */
changed: boolean, 
/**
 * The version of the text that is now, where one side is the text now (for `history_restore_paragraph`).
 */
version: number | null, };
export type DetailChange = { 
/**
 * Its front-matter key: `outlet`, `published` …
 */
name: string, 
/**
 * Before; empty for none.
 */
before: string, 
/**
 * After; empty for none.
 */
after: string, };
export type Compared = { 
/**
 * The fields that have words on either side, in page order; unchanged ones too.
 */
fields: Array<ComparedField>, 
/**
 * Other values that differ.
 */
details: Array<DetailChange>, 
/**
 * Words that came in, over all fields.
 */
words_added: number, 
/**
 * Words that left, over all fields.
 */
words_removed: number, 
/**
 * Changes as a person counts them: a replaced phrase is one.
 */
changes: number, 
/**
 * Paragraphs that moved.
 */
moved: number, 
/**
 * Who changed the piece between the two moments.
 */
people: Array<Person>, };
export type MomentInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * The moment.
 */
moment: number, };
export type RestoreParagraphInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * The earlier moment.
 */
moment: number, 
/**
 * The field.
 */
field: Field, 
/**
 * The paragraph's index in the comparison's list, from 0.
 */
paragraph: number, 
/**
 * The version of the text now that was compared.
 */
version: number, };
export type Restored = { 
/**
 * The moment before, to go back to.
 */
before: number, };
export type AuthorsInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * The field.
 */
field: Field, };
export type AuthorStretch = { 
/**
 * Start, UTF-16 units.
 */
from: number, 
/**
 * End (exclusive), UTF-16 units.
 */
to: number, 
/**
 * Its writer; none where nobody is known.
 */
person: Person | null, };
export type Authors = { 
/**
 * The version of the text that the offsets count in.
 */
version: number, 
/**
 * Stretches in order; neighbours differ.
 */
stretches: Array<AuthorStretch>, };
export type ViewInput = { 
/**
 * JSON text, at most 256 KiB.
 */
view: string, };
export type ListInput = { 
/**
 * The bin instead of the desk.
 */
bin: boolean, 
/**
 * Words to search for in everything; empty for all pieces.
 */
search: string, 
/**
 * Rows to skip.
 */
offset: number, 
/**
 * Rows wanted, at most 500.
 */
limit: number, };
export type PieceRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Working name.
 */
slugline: string, 
/**
 * Headline; empty when there is none.
 */
headline: string, 
/**
 * Byline.
 */
byline: string, 
/**
 * Words of the body.
 */
words: number, 
/**
 * Where it stands.
 */
stage: Stage, 
/**
 * When it last changed.
 */
modified: string, 
/**
 * Whether it lies in the bin.
 */
binned: boolean, 
/**
 * When it is due, as it was given; none when no time was set, or it is not read yet.
 */
due: string | null, 
/**
 * Queries that want an answer.
 */
queries: number, 
/**
 * Comments that are not settled, queries among them.
 */
comments: number, 
/**
 * The words around what was searched for: runs of text, found ones marked.
 */
snippet: Array<SnippetPart>, };
export type SnippetPart = { 
/**
 * The text.
 */
text: string, 
/**
 * Whether it is what was searched for.
 */
hit: boolean, };
export type StageCount = { 
/**
 * The stage.
 */
stage: Stage, 
/**
 * How many.
 */
count: number, };
export type PieceList = { 
/**
 * The rows asked for.
 */
rows: Array<PieceRow>, 
/**
 * How many there are in all for this view and search.
 */
total: number, 
/**
 * Pieces on the desk by stage, in order (whatever the search).
 */
stages: Array<StageCount>, 
/**
 * Pieces on the desk.
 */
desk_count: number, 
/**
 * Pieces in the bin.
 */
bin_count: number, };
export type Update = { 
/**
 * Who sent it: a window's name, `folder` for a file that another program changed, or `desk` for the desk itself.
 */
client_id: string, 
/**
 * Length of the text before it.
 */
length: number, 
/**
 * The replacements, all against the text before it.
 */
splices: Array<Splice>, };
export type FieldText = { 
/**
 * Which.
 */
field: Field, 
/**
 * Its words.
 */
text: string, 
/**
 * Its version; versions count changes since the piece was loaded.
 */
version: number, };
export type Details = { 
/**
 * The outlet's name.
 */
outlet: string, 
/**
 * The outlet's tagline.
 */
tagline: string, 
/**
 * The date as printed or typed.
 */
published: string, 
/**
 * What that date means, RFC 3339 as precise as it was given; none if it can't be read.
 */
published_value: string | null, 
/**
 * BCP 47 tag.
 */
language: string, 
/**
 * Words ordered.
 */
commissioned_length: number | null, 
/**
 * The lengths that are right.
 */
band: LengthBand | null, 
/**
 * Keywords.
 */
tags: Array<string>, };
export type DetailsInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * The outlet's name.
 */
outlet?: string, 
/**
 * The outlet's tagline.
 */
tagline?: string, 
/**
 * The date as typed.
 */
published?: string, 
/**
 * BCP 47 tag.
 */
language?: string, 
/**
 * Words ordered; 0 for none.
 */
commissioned_length?: number, 
/**
 * Keywords.
 */
tags?: Array<string>, };
export type PieceOpened = { 
/**
 * Id.
 */
id: string, 
/**
 * Working name.
 */
slugline: string, 
/**
 * Where it stands.
 */
stage: Stage, 
/**
 * Whether it lies in the bin.
 */
binned: boolean, 
/**
 * All texts, in page order.
 */
fields: Array<FieldText>, 
/**
 * The other values.
 */
details: Details, 
/**
 * Words of the body.
 */
words: number, 
/**
 * Seconds to read it.
 */
reading_seconds: number, 
/**
 * Whether a receipt of its import is kept.
 */
has_receipt: boolean, 
/**
 * When it came.
 */
created: string, 
/**
 * When it last changed.
 */
modified: string, };
export type EditInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * Which text.
 */
field: Field, 
/**
 * The version that the first update was made against.
 */
version: number, 
/**
 * The changes, oldest first, each against the text after the one before.
 */
updates: Array<Update>, };
export type EditAck = { 
/**
 * The version after it.
 */
version: number, 
/**
 * When it was committed.
 */
saved_at: string, };
export type PullInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * Which text.
 */
field: Field, 
/**
 * The version one has.
 */
since: number, };
export type Pulled = { 
/**
 * The version after them.
 */
version: number, 
/**
 * The changes.
 */
updates: Array<Update>, };
export type RenameInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * The name; it is made unique and plain.
 */
slugline: string, };
export type VersionInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * Its name; empty for the time.
 */
name: string, };
export type VersionSaved = { 
/**
 * Its name.
 */
name: string, 
/**
 * When.
 */
saved_at: string, };
export type ImportInput = { 
/**
 * Their paths.
 */
paths: Array<string>, };
export type Imported = { 
/**
 * The file's name.
 */
file: string, 
/**
 * The new piece.
 */
id: string | null, 
/**
 * What was taken as what.
 */
receipt: Array<ReceiptEntry>, 
/**
 * Why it did not come in.
 */
error: string | null, };
export type PasteInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * The clipboard's plain text.
 */
text: string, 
/**
 * The clipboard's HTML, if any.
 */
html?: string, };
export type ReceiptView = { 
/**
 * Where it came from: a file's name, or `clipboard`.
 */
source: string, 
/**
 * When.
 */
at: string, 
/**
 * What was taken as what.
 */
entries: Array<ReceiptEntry>, 
/**
 * Whether the import can still be undone as a whole (nothing was typed since).
 */
can_undo: boolean, };
export type PutBackInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * Which entry, from 0.
 */
index: number, };
export type Preview = { 
/**
 * Which piece.
 */
id: string, 
/**
 * Counts up with every patch; a patch with a gap before it means: open again.
 */
seq: number, 
/**
 * BCP 47 tag for the page.
 */
language: string, 
/**
 * Above the body.
 */
head: string, 
/**
 * Class of the body element.
 */
body_class: string, 
/**
 * The body's blocks.
 */
blocks: Array<string>, 
/**
 * For each block its first line in the body, from 1.
 */
lines: Array<number>, 
/**
 * Below the body.
 */
foot: string, };
export type PreviewPatch = { 
/**
 * Which piece.
 */
id: string, 
/**
 * One more than the last.
 */
seq: number, 
/**
 * New head, if it changed.
 */
head: string | null, 
/**
 * New class of the body element, if it changed.
 */
body_class: string | null, 
/**
 * New foot, if it changed.
 */
foot: string | null, 
/**
 * First changed block.
 */
from: number, 
/**
 * How many blocks go.
 */
remove: number, 
/**
 * The blocks that come instead.
 */
insert: Array<string>, 
/**
 * For each block of the new page its first line in the body, from 1; none if no line moved.
 */
lines: Array<number> | null, 
/**
 * Words of the body.
 */
words: number, 
/**
 * Seconds to read it.
 */
reading_seconds: number, };
export type PictureInput = { 
/**
 * Its name, without the folder.
 */
name: string, };
export type PictureSource = { "from": "file", 
/**
 * Where it lies.
 */
path: string, } | { "from": "bytes", 
/**
 * What its file is called; empty where it has no name.
 */
name: string, 
/**
 * The file, base 64.
 */
data: string, };
export type PictureAddInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * Where it comes from.
 */
source: PictureSource, };
export type PictureAdded = { 
/**
 * How the text calls it: `pictures/NAME`.
 */
address: string, 
/**
 * What kind of file it is.
 */
kind: string, 
/**
 * Its breadth, pixels.
 */
width: number, 
/**
 * Its height, pixels.
 */
height: number, };
export type CountInput = { 
/**
 * Markdown.
 */
text: string, };
export type Counted = { 
/**
 * How many.
 */
words: number, };
export type CleanInput = { 
/**
 * HTML.
 */
html: string, 
/**
 * The piece that it is pasted into: it gets the pictures that stand in the HTML, and its outlet sets the marks; none for
 * neither.
 */
id: string | null, };
export type Cleaned = { 
/**
 * Markdown.
 */
markdown: string, 
/**
 * Links that were kept.
 */
links: number, 
/**
 * What was dropped, in words.
 */
dropped: Array<string>, 
/**
 * What was done, as one sentence for the person who pasted.
 */
receipt: string, };
export type HouseText = { 
/**
 * Which.
 */
field: Field, 
/**
 * The words.
 */
text: string, };
export type HouseInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * Its texts as they stand in the window.
 */
texts: Array<HouseText>, };
export type HouseField = { 
/**
 * Which text.
 */
field: Field, 
/**
 * The changes, as one edit; empty when nothing changes.
 */
splices: Array<Splice>, 
/**
 * Paragraphs whose quotation marks do not pair, from and to: they are left as they are.
 */
unpaired: Array<[number, number]>, };
export type HouseSet = { 
/**
 * The outlet's name; empty for the desk's own page.
 */
outlet: string, 
/**
 * Quotation marks that are set otherwise.
 */
quotes: number, 
/**
 * Apostrophes that are set otherwise.
 */
apostrophes: number, 
/**
 * Dashes that are set otherwise.
 */
dashes: number, 
/**
 * The texts that change, or of which something could not be set.
 */
fields: Array<HouseField>, };
export type ExportFormat = "html" | "html-fragment" | "md" | "txt" | "ninjs" | "nitf" | "newsml" | "wire" | "rss" | "wxr" | "icml" | "indesign" | "epub" | "docx" | "docx-marked" | "pdf" | "galley" | "proof" | "annotated";
export type ExportInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * The form.
 */
format: ExportFormat, 
/**
 * The sealed text, with its fingerprint, instead of the text now.
 */
sealed?: boolean, 
/**
 * For forms with marks: the baseline that they count from; none for the editor's.
 */
against?: Baseline | null, };
export type Exported = { 
/**
 * The text.
 */
text: string, 
/**
 * A file name for it.
 */
file_name: string, 
/**
 * Words, for the confirmation.
 */
words: number, 
/**
 * What becomes of it in this form; empty where that is not known.
 */
receipt: Array<SentEntry>, };
export type SheetInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * The form: the page, the galley or the proof.
 */
format: ExportFormat, 
/**
 * The sealed text, with its fingerprint, instead of the text now.
 */
sealed: boolean, 
/**
 * Which sheet, from 1; the last where there are fewer.
 */
number: number, 
/**
 * For the proof: the baseline that its marks count from; none for the editor's.
 */
against?: Baseline, 
/**
 * Set for this outlet, to see what it looks like, instead of the piece's own.
 */
outlet?: OutletProfile, };
export type PrintInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * The form: the page, the galley or the proof.
 */
format: ExportFormat, 
/**
 * As the final copy, else as a draft.
 */
sealed: boolean, 
/**
 * For the proof: the baseline that its marks count from; none for the editor's.
 */
against?: Baseline, 
/**
 * Why it leaves although something stops it; kept.
 */
reason: string, };
export type PrintSheet = { 
/**
 * The picture, SVG: letters are outlines, and nothing is loaded.
 */
svg: string, 
/**
 * Which sheet it is, from 1.
 */
number: number, 
/**
 * How many there are.
 */
of: number, 
/**
 * Its breadth, points.
 */
width: number, 
/**
 * Its height, points.
 */
height: number, 
/**
 * What is not as it was asked for, a sentence each.
 */
reports: Array<string>, };
export type SentEntry = { 
/**
 * What became of what.
 */
entry: ReceiptEntry, 
/**
 * The text that it is about; none for the piece or the file as a whole.
 */
field: Field | null, 
/**
 * Where its words begin in that text, UTF-16 units; none for the whole text.
 */
from: number | null, 
/**
 * Where they end.
 */
to: number | null, };
export type Sent = { 
/**
 * Where.
 */
path: string, 
/**
 * How large, bytes.
 */
bytes: number, 
/**
 * What was kept, changed and left out.
 */
receipt: Array<SentEntry>, };
export type ExportFileInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * The form.
 */
format: ExportFormat, 
/**
 * Where to.
 */
path: string, 
/**
 * Whether an existing file may be replaced.
 */
force: boolean, 
/**
 * As the final copy: the sealed text, with its fingerprint, instead of the text now.
 */
sealed?: boolean, 
/**
 * For forms with marks: the baseline that they count from; none for the editor's.
 */
against?: Baseline | null, 
/**
 * Why it leaves although something stops it; kept.
 */
reason?: string, };
export type LeavingFinding = { 
/**
 * The rule, by its stable name.
 */
rule: string, 
/**
 * Whether it stops a final copy; else a person should look.
 */
stops: boolean, 
/**
 * Whether no reason lets it pass: nothing is sealed, or it is too early.
 */
firm: boolean, 
/**
 * The text that it is in; none for the piece as a whole.
 */
field: Field | null, 
/**
 * Where it begins in that text, UTF-16 units; none for the whole text.
 */
from: number | null, 
/**
 * Where it ends.
 */
to: number | null, 
/**
 * The words that it is about.
 */
words: string, 
/**
 * Why, and what to do.
 */
reason: string, };
export type Together = "files" | "archive" | "one";
export type SeveralInput = { 
/**
 * Which, in their order.
 */
ids: Array<string>, 
/**
 * In which form.
 */
format: ExportFormat, 
/**
 * As final copies, else as drafts.
 */
sealed: boolean, 
/**
 * How they are written.
 */
together: Together, 
/**
 * Why those leave that something stops; empty for none, and then they stay. Kept.
 */
reason: string, 
/**
 * A folder for files, else a file; nothing to look only.
 */
path: string, 
/**
 * Whether files that are there may be replaced.
 */
force: boolean, };
export type SeveralChecked = { 
/**
 * Which piece.
 */
id: string, 
/**
 * Its headline, else its slugline.
 */
name: string, 
/**
 * What stops it, a sentence each; empty when nothing does.
 */
stops: Array<string>, 
/**
 * Whether no reason lets it pass.
 */
firm: boolean, };
export type LeftOut = { 
/**
 * Which piece.
 */
id: string, 
/**
 * Its headline, else its slugline.
 */
name: string, 
/**
 * Why, in a sentence.
 */
reason: string, };
export type SetOtherwise = { 
/**
 * Which piece.
 */
id: string, 
/**
 * Its headline, else its slugline.
 */
name: string, 
/**
 * What, a sentence each.
 */
reports: Array<string>, };
export type SeveralSent = { 
/**
 * How many pieces left.
 */
pieces: number, 
/**
 * How many files were written.
 */
files: number, 
/**
 * The folder or the file.
 */
path: string, 
/**
 * How much was written, bytes.
 */
bytes: number, 
/**
 * Those that did not leave.
 */
left_out: Array<LeftOut>, 
/**
 * Those that left otherwise than they were asked for.
 */
otherwise: Array<SetOtherwise>, 
/**
 * Whether it was stopped before its end; files that were written by then are whole and stay.
 */
cancelled: boolean, };
export type ExportCheckInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * In which form: some show what others keep on the desk.
 */
format: ExportFormat, 
/**
 * As the final copy, else as a draft.
 */
sealed: boolean, };
export type ExportCopiedInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * The form.
 */
format: ExportFormat, 
/**
 * As the final copy, else as a draft.
 */
sealed: boolean, 
/**
 * Why it leaves although something stops it; kept.
 */
reason: string, };
export type ExportRow = { 
/**
 * Its number on this desk.
 */
number: number, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * Who.
 */
by: Person, 
/**
 * The moment of its text; none where it is not known.
 */
moment: number | null, 
/**
 * The form's name: `html`, `epub`, `critic` …
 */
form: string, 
/**
 * The outlet that it left for; empty for the desk's own page.
 */
outlet: string, 
/**
 * Whether it left as the final copy.
 */
is_final: boolean, 
/**
 * The fingerprint of the seal; none where the working text left.
 */
fingerprint: string | null, 
/**
 * To where: a file as the person named it, `clipboard`, `standard output`.
 */
to: string, 
/**
 * Size of what left, bytes.
 */
bytes: number, 
/**
 * The rules that would have stopped it.
 */
overridden: Array<string>, 
/**
 * Why they did not; empty where none would have.
 */
reason: string, };
export type CorrectInput = { 
/**
 * The piece.
 */
id: string, 
/**
 * What was wrong: the words as they were printed, or what they said.
 */
wrong: string, 
/**
 * What is right.
 */
right: string, 
/**
 * Whether `right` takes the place of `wrong` in the text, where it must stand once.
 */
replace: boolean, 
/**
 * Whether nothing was false, and something is made clear.
 */
clarification: boolean, 
/**
 * Whether what was edited since the seal goes out with the correction.
 */
with_edits: boolean, 
/**
 * The note for readers; empty for the outlet's wording.
 */
note: string, 
/**
 * The hat that the person wears.
 */
role: string, };
export type Carried = { 
/**
 * What left.
 */
export: ExportRow, 
/**
 * Whether the corrected text left to the same place in the same form since.
 */
redone: boolean, };
export type Corrected = { 
/**
 * Its record.
 */
record: string, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * Who.
 */
by: Person, 
/**
 * What was wrong.
 */
wrong: string, 
/**
 * What is right.
 */
right: string, 
/**
 * What readers are told.
 */
note: string, 
/**
 * The fingerprint of the text that was wrong.
 */
before: string, 
/**
 * The fingerprint of the corrected text.
 */
after: string, 
/**
 * Everything that left this desk with the error, the newest first.
 */
carried: Array<Carried>, };
export type Written = { 
/**
 * Where.
 */
path: string, 
/**
 * How large, bytes.
 */
bytes: number, };
export type PacketContents = { 
/**
 * The names of everybody whose words or changes are in it.
 */
people: Array<string>, 
/**
 * Rows of the history.
 */
changes: number, 
/**
 * The first of them, RFC 3339.
 */
from: string, 
/**
 * The last, RFC 3339.
 */
to: string, 
/**
 * Names of the versions in it.
 */
versions: Array<string>, 
/**
 * Pictures.
 */
pictures: number, 
/**
 * Texts that review counts from, whole, whatever stays behind.
 */
baselines: number, 
/**
 * Comments and answers, deleted ones with them.
 */
comments: number, 
/**
 * How many changes stay here; none when everything travels, what was deleted with it.
 */
left: number | null, 
/**
 * How large the file is, bytes.
 */
bytes: number, };
export type PacketInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * From where on its history travels, as `packet_starts` names it; none for all of it.
 */
since: string | null, 
/**
 * Where to.
 */
path: string, 
/**
 * Whether an existing file may be replaced.
 */
force: boolean, };
export type PacketLookInput = { 
/**
 * Which piece.
 */
id: string, 
/**
 * From where on its history travels, as `packet_starts` names it; none for all of it.
 */
since: string | null, };
export type PacketStart = { 
/**
 * What it is called on the wire; none for the whole history.
 */
since: string | null, 
/**
 * What it is called where one chooses.
 */
label: string, 
/**
 * When it was, RFC 3339; none for what has no time.
 */
at: string | null, };
export type BinInput = { 
/**
 * The number.
 */
expected: number, };
export type Erasure = { 
/**
 * In how many places the words stood.
 */
places: number, 
/**
 * Why, in the person's words; empty when nothing was said.
 */
reason: string, };
export type SaveDialogInput = { 
/**
 * The name.
 */
file_name: string, };
export type LinkInput = { 
/**
 * http, https or mailto.
 */
url: string, };

/** Every command of the desk. */
export interface Commands {
  /** What the window needs at start. */
  app_info: { input: void; output: AppInfo };
  /** The window has painted its first page (for the start-up figure). */
  app_ready: { input: void; output: null };
  /** Ends the program, after everything is saved. */
  app_quit: { input: void; output: null };
  /** Sets who signs the changes. */
  person_set: { input: PersonInput; output: Person };
  /** Replaces the settings. */
  settings_set: { input: Settings; output: Settings };
  /** Keeps the window's own memory. */
  view_set: { input: ViewInput; output: null };
  /** Rows of the desk, or of the bin. */
  desk_list: { input: ListInput; output: PieceList };
  /** A new, empty piece. */
  piece_new: { input: void; output: PieceOpened };
  /** Loads a piece for editing. */
  piece_open: { input: IdInput; output: PieceOpened };
  /** Changes a text; returns when the change is on the disk. */
  piece_edit: { input: EditInput; output: EditAck };
  /** The changes of a text since a version. */
  piece_pull: { input: PullInput; output: Pulled };
  /** Sets outlet, date, language, length, keywords. */
  piece_details: { input: DetailsInput; output: Details };
  /** Renames the slugline; returns it as it is now. */
  piece_rename: { input: RenameInput; output: string };
  /** A copy with a name of its own; returns its id. */
  piece_duplicate: { input: IdInput; output: string };
  /** Moves a piece to the bin. */
  piece_bin: { input: IdInput; output: null };
  /** Takes a piece out of the bin. */
  piece_unbin: { input: IdInput; output: null };
  /** Takes every piece in the bin off the desk for good, after a backup; returns how many. */
  bin_empty: { input: BinInput; output: number };
  /** Keeps a named version. */
  version_save: { input: VersionInput; output: VersionSaved };
  /** The history of a piece, newest first. */
  history_list: { input: HistoryInput; output: History };
  /** The page of a piece as it was. */
  history_page: { input: MomentInput; output: Preview };
  /** The difference between two moments. */
  history_compare: { input: CompareInput; output: Compared };
  /** Makes a piece read as it did; slugline and stage stay. */
  history_restore: { input: MomentInput; output: Restored };
  /** Puts one paragraph back as it was. */
  history_restore_paragraph: { input: RestoreParagraphInput; output: Restored };
  /** Who wrote a text. */
  history_authors: { input: AuthorsInput; output: Authors };
  /** How the desk folder stands. */
  folder_get: { input: void; output: FolderStatus };
  /** Chooses the desk folder, or gives it up. */
  folder_set: { input: FolderInput; output: FolderStatus };
  /** Has the files of the folder show what changed since a role agreed, or the clean texts. */
  folder_show: { input: FolderShowInput; output: FolderStatus };
  /** Answers a pause or a problem of the folder. */
  folder_answer: { input: FolderAnswer; output: FolderStatus };
  /** What waits for a decision in a piece. */
  collision_list: { input: IdInput; output: Array<Collision> };
  /** Decides a collision. */
  collision_decide: { input: DecideInput; output: null };
  /** Changes, comments and sign-offs of a piece. */
  review_get: { input: ReviewInput; output: Review };
  /** Accepts changes into the role's baseline, or puts the baseline's words back. */
  review_decide: { input: ReviewDecideInput; output: ReviewDecided };
  /** Takes a decision back. */
  review_undo: { input: ReviewUndoInput; output: null };
  /** What waits for a person or a role, over all pieces. */
  review_waiting: { input: WaitingInput; output: Array<Waiting> };
  /** Makes a comment or a query. */
  comment_add: { input: CommentInput; output: Comment };
  /** Answers, rewords, deletes, settles, reopens, assigns, reattaches. */
  comment_act: { input: CommentActInput; output: null };
  /** A role agrees to the text now. */
  signoff_add: { input: SignOffInput; output: SignOff };
  /** Says whether a role has to read a piece. */
  signoff_need: { input: NeedInput; output: null };
  /** Where a piece stands and where it can go. */
  flow_get: { input: IdInput; output: Flow };
  /** Moves a piece to another stage. */
  flow_step: { input: StepInput; output: Flow };
  /** Sets owner, due time, embargo, why there is no length, and the outlet. */
  flow_set: { input: FlowSetInput; output: Flow };
  /** The outlets that a piece can go out for. */
  outlet_list: { input: void; output: Array<OutletRow> };
  /** An outlet, to be looked at and changed. */
  outlet_get: { input: OutletKeyInput; output: OutletSheet };
  /** What a profile says that it should not. */
  outlet_check: { input: OutletProfile; output: Array<OutletRemark> };
  /** Keeps an outlet of the desk's own: a new one, or one as it is now. */
  outlet_keep: { input: OutletKeepInput; output: OutletRow };
  /** Takes an outlet of the desk's own away. */
  outlet_remove: { input: OutletKeyInput; output: null };
  /** Takes a profile's file into the desk. */
  outlet_import: { input: OutletSource; output: OutletRow };
  /** Writes an outlet as a file that can be mailed. */
  outlet_export: { input: OutletFileInput; output: Written };
  /** Asks for a profile's file; none when the person cancels. */
  dialog_outlet: { input: void; output: string | null };
  /** A headline is shown to somebody, or was. */
  headline_show: { input: HeadlineShowInput; output: null };
  /** What somebody said of a headline. */
  headline_answer: { input: HeadlineAnswerInput; output: null };
  /** What is open while somebody seals, in sentences. */
  seal_look: { input: IdInput; output: Array<string> };
  /** Seals the text now. */
  seal_add: { input: IdInput; output: SealView };
  /** Holds a file or a text against the seals. */
  seal_verify: { input: VerifyInput; output: Verified };
  /** Writes a file for reading back. */
  readback_export: { input: ReadbackInput; output: Written };
  /** Reads an answer that came back. */
  readback_import: { input: ReadbackReplyInput; output: ReadbackRead };
  /** Makes pieces of files. */
  import_files: { input: ImportInput; output: Array<Imported> };
  /** Sorts a pasted page into an empty piece. */
  import_paste: { input: PasteInput; output: Imported };
  /** Takes a paste or import back: the texts are again what they were before it. */
  import_undo: { input: IdInput; output: null };
  /** The receipt of a piece's import. */
  receipt_get: { input: IdInput; output: ReceiptView | null };
  /** Puts what was set aside back into the body. */
  receipt_put_back: { input: PutBackInput; output: ReceiptView };
  /** The outlet's page; from now on events bring its changes. */
  preview_open: { input: IdInput; output: Preview };
  /** A picture as an address that holds it (`data:…`); none when the desk does not have it. */
  picture_get: { input: PictureInput; output: string | null };
  /** Gives a piece a picture; returns the address by which the text calls it. */
  picture_add: { input: PictureAddInput; output: PictureAdded };
  /** Asks for the file of a picture; none when the person cancels. */
  dialog_picture: { input: void; output: string | null };
  /** Counts the words of a selection. */
  text_count: { input: CountInput; output: Counted };
  /** Rich text from the clipboard as Markdown. */
  paste_clean: { input: CleanInput; output: Cleaned };
  /** What the outlet of a piece would change of quotation marks and dashes in these texts. */
  house_look: { input: HouseInput; output: HouseSet };
  /** A piece in another form, as text. */
  export_text: { input: ExportInput; output: Exported };
  /** A sheet of a piece as it would be printed. */
  sheet_get: { input: SheetInput; output: PrintSheet };
  /** Opens a piece as PDF in the system's own program, from which it is printed, and keeps that it left. */
  print_open: { input: PrintInput; output: null };
  /** What stops a piece that leaves, or should be looked at. */
  export_check: { input: ExportCheckInput; output: Array<LeavingFinding> };
  /** Writes a piece to a file, and keeps that it left. */
  export_file: { input: ExportFileInput; output: Sent };
  /** Looks through pieces that are to leave together. */
  several_check: { input: SeveralInput; output: Array<SeveralChecked> };
  /** Writes pieces together, and keeps of each that it left. `several_progress` tells how far it is. */
  several_export: { input: SeveralInput; output: SeveralSent };
  /** Stops the writing of several pieces after the one at hand. */
  several_cancel: { input: void; output: null };
  /** Keeps that a piece left through the clipboard. */
  export_copied: { input: ExportCopiedInput; output: ExportRow };
  /** What left of a piece, the newest first. */
  export_list: { input: IdInput; output: Array<ExportRow> };
  /** Puts an error right that was printed, and lists what left with it. */
  correction_make: { input: CorrectInput; output: Corrected };
  /** The corrections of a piece, the newest first, with what left with each error. */
  correction_list: { input: IdInput; output: Array<Corrected> };
  /** From where on the history of a piece can travel; the first is meant when nobody chooses. */
  packet_starts: { input: IdInput; output: Array<PacketStart> };
  /** What would travel in a packet; nothing is written. */
  packet_look: { input: PacketLookInput; output: PacketContents };
  /** Writes a piece as a packet. */
  packet_write: { input: PacketInput; output: PacketContents };
  /** Asks for files to open; empty when the person cancels. */
  dialog_open: { input: void; output: Array<string> };
  /** Asks where to save; none when the person cancels. */
  dialog_save: { input: SaveDialogInput; output: string | null };
  /** Asks for a folder; none when the person cancels. */
  dialog_folder: { input: void; output: string | null };
  /** Why the desk can't be opened (recovery window only). */
  recovery_get: { input: void; output: RecoveryView };
  /** Opens the newest sound backup; the database is kept aside. */
  recovery_restore: { input: void; output: null };
  /** Writes what can be read as Markdown files into a folder that the person chooses. */
  recovery_rescue: { input: void; output: Rescued };
  /** Puts the database aside and begins with an empty desk. */
  recovery_fresh: { input: void; output: null };
  /** Tries to open the desk again. */
  recovery_retry: { input: void; output: null };
  /** Ends the program. */
  recovery_quit: { input: void; output: null };
  /** Opens a link in the system's browser or mail program. */
  link_open: { input: LinkInput; output: null };
}
