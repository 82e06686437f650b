import type { Field, Theme } from "../ipc/client";
import type { IconName } from "./icons";
import type { SheetKind, Tab } from "./view";

/** Formatting and moving in the text; done by the editor that had the caret last. */
export type TextCommand =
  | "bold" | "italic" | "strike" | "code" | "link" | "footnote" | "quote" | "bullets" | "numbers"
  | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "paragraph" | "moveUp" | "moveDown" | "findNext" | "findPrevious"
  | "selectAll" | "toggleTabMode" | "clearFormatting";

/** What commands look at, and what they can do. The window implements it. */
export interface Hands {
  readonly hasPiece: boolean;
  /** A piece is open and its text can be changed. */
  readonly canEdit: boolean;
  readonly binned: boolean;
  readonly binShown: boolean;
  readonly binCount: number;
  readonly hasReceipt: boolean;
  /** Places of the piece changed here and in its file at once. */
  readonly collides: boolean;
  readonly deskShown: boolean;
  readonly inspectorShown: boolean;
  readonly tab: Tab;
  readonly sheet: SheetKind;
  readonly reading: boolean;
  readonly focusMode: boolean;
  readonly typewriter: boolean;
  readonly fullScreen: boolean;
  readonly authors: boolean;
  /** Two texts are compared in the text's place. */
  readonly comparing: boolean;
  /** True, or why the earlier text can't be brought back. */
  readonly restorable: true | string;
  /** Changes and comments are marked in the text. */
  readonly marks: boolean;
  /** True, or why there is no change to go to. */
  readonly steppable: true | string;
  /** True, or why the current change can't be accepted, or rejected. */
  readonly acceptable: true | string;
  readonly acceptableAll: true | string;
  readonly rejectable: true | string;
  readonly rejectableAll: true | string;
  /** A decision can be taken back. */
  readonly decided: boolean;
  readonly theme: Theme;
  shows(field: Field): boolean;

  newPiece(): void;
  openFiles(): void;
  findPieces(): void;
  searchDesk(): void;
  rename(): void;
  duplicate(): void;
  keepVersion(): void;
  nameVersion(): void;
  moveToBin(): void;
  moveBack(): void;
  showBin(on: boolean): void;
  showExport(): void;
  copyForCms(): void;
  lookAtPages(): void;
  exportSeveral(): void;
  showOutlets(): void;
  sendPacket(): void;
  emptyBin(): void;
  saveAs(format: "html" | "html-fragment" | "icml" | "epub" | "ninjs" | "md" | "txt" | "docx" | "docx-marked" | "pdf" | "galley" | "proof"): void;
  openFolder(): void;
  compareCollisions(): void;
  openSettings(): void;
  quit(): void;
  undo(): void;
  redo(): void;
  insertPicture(): void;
  clipboard(what: "cut" | "copy" | "paste" | "pastePlain"): void;
  text(command: TextCommand): void;
  find(replace: boolean): void;
  addField(field: Field): void;
  setLength(): void;
  setLanguage(): void;
  setHouseStyle(): void;
  toggleDesk(): void;
  toggleInspector(): void;
  showTab(tab: Tab): void;
  setSheet(kind: SheetKind): void;
  toggleReading(): void;
  toggleFocus(): void;
  toggleTypewriter(): void;
  toggleAuthors(): void;
  change(step: 1 | -1): void;
  remark(step: 1 | -1): void;
  decide(decision: "accept" | "reject", all: boolean): void;
  undoDecision(): void;
  toggleMarks(): void;
  comment(kind: "comment" | "query"): void;
  signOff(): void;
  takeStep(): void;
  flowFacts(): void;
  seal(): void;
  correct(): void;
  verify(): void;
  readback(): void;
  readReply(): void;
  showWaiting(): void;
  headlines(): void;
  restore(): void;
  toggleFullScreen(): void;
  zoom(step: 1 | -1 | 0): void;
  setTheme(theme: Theme): void;
  nextRegion(step: 1 | -1): void;
  toText(): void;
  openPalette(): void;
  openMenuBar(): void;
  showShortcuts(): void;
  showGuide(): void;
}

export type Group = "File" | "Edit" | "Insert" | "Format" | "Review" | "View" | "Help";

export interface Command {
  id: string;
  title: string;
  group: Group;
  /** Shortcuts, the shown one first. */
  keys?: readonly string[];
  icon?: IconName;
  /** A word on what it does, in the palette. */
  hint?: string;
  /** True, or why not. */
  when?: (h: Hands) => true | string;
  checked?: (h: Hands) => boolean;
  /** Belongs to typing: its keys work only where a piece's text has the caret, and other fields keep theirs. */
  typing?: boolean;
  run: (h: Hands) => void;
}

const piece = (h: Hands): true | string => (h.hasPiece ? true : "No piece is open");
const edit = (h: Hands): true | string => (h.canEdit ? true : h.comparing ? "The text is not shown while it is compared" : h.binned ? "This piece is in the bin" : h.hasPiece ? "The page is shown for reading" : "No piece is open");

const compared = (h: Hands): true | string => (h.comparing ? true : "Nothing is compared");
const steppable = (h: Hands): true | string => (h.comparing ? true : h.steppable);
const reviewed = (h: Hands): true | string => (h.binned ? "This piece is in the bin" : piece(h));

const text = (id: TextCommand, title: string, group: Group, keys: readonly string[] = [], icon?: IconName): Command =>
  ({ id: `text.${id}`, title, group, keys, when: edit, typing: true, run: (h) => h.text(id), ...(icon ? { icon } : {}) });

const add = (field: Field, title: string): Command => ({
  id: `add.${field}`, title, group: "Insert", when: (h) => (edit(h) === true && h.shows(field) ? "It is on the page already" : edit(h)), run: (h) => h.addField(field),
});

const show = (tab: Tab, title: string, keys: readonly string[]): Command => ({
  id: `show.${tab}`, title, group: "View", keys, when: (h) => (tab === "receipt" && !h.hasReceipt ? "This piece was not pasted or imported" : piece(h)),
  checked: (h) => h.inspectorShown && h.tab === tab, run: (h) => h.showTab(tab),
});

const theme = (value: Theme, title: string): Command => ({ id: `theme.${value}`, title, group: "View", checked: (h) => h.theme === value, run: (h) => h.setTheme(value) });
const sheet = (value: SheetKind, title: string): Command => ({ id: `sheet.${value}`, title, group: "View", when: piece, checked: (h) => h.sheet === value, run: (h) => h.setSheet(value) });

/** Every command. Menus, the palette, shortcuts and their list are made of this table. */
export const COMMANDS: readonly Command[] = [
  { id: "piece.new", title: "New piece", group: "File", keys: ["Ctrl+N"], icon: "plus", run: (h) => h.newPiece() },
  { id: "file.open", title: "Open a file…", group: "File", keys: ["Ctrl+O"], icon: "file", hint: "Word, OpenDocument, RTF, Markdown, text, a web page", run: (h) => h.openFiles() },
  { id: "pieces.find", title: "Go to a piece…", group: "File", keys: ["Ctrl+P"], icon: "search", run: (h) => h.findPieces() },
  { id: "version.save", title: "Keep a version", group: "File", keys: ["Ctrl+S"], icon: "clock", hint: "a named point to come back to", when: piece, run: (h) => h.keepVersion() },
  { id: "version.name", title: "Keep a version as…", group: "File", keys: ["Ctrl+Shift+S"], icon: "flag", hint: "with a name of your own", when: piece, run: (h) => h.nameVersion() },
  { id: "piece.rename", title: "Rename the slugline", group: "File", keys: ["F2"], icon: "pencil", when: edit, run: (h) => h.rename() },
  { id: "piece.duplicate", title: "Duplicate the piece", group: "File", icon: "copy", when: piece, run: (h) => h.duplicate() },
  { id: "export.show", title: "Export…", group: "File", keys: ["Ctrl+Shift+E"], icon: "export", when: piece, run: (h) => h.showExport() },
  { id: "export.cms", title: "Copy for the CMS", group: "File", keys: ["Ctrl+Alt+C"], icon: "clipboard", hint: "clean HTML on the clipboard", when: piece, run: (h) => h.copyForCms() },
  { id: "export.pdf", title: "Save as a printed page…", group: "File", icon: "printer", hint: "PDF", when: piece, run: (h) => h.saveAs("pdf") },
  { id: "export.galley", title: "Save as a galley…", group: "File", icon: "printer", hint: "PDF with numbered lines", when: piece, run: (h) => h.saveAs("galley") },
  { id: "export.proof", title: "Save as a proof…", group: "File", icon: "printer", hint: "PDF with changes and comments", when: piece, run: (h) => h.saveAs("proof") },
  { id: "export.look", title: "Look at the printed page…", group: "File", icon: "printer", hint: "as it comes out of the printer", when: piece, run: (h) => h.lookAtPages() },
  { id: "export.several", title: "Export several pieces…", group: "File", icon: "export", hint: "into a folder, an archive or one book", run: (h) => h.exportSeveral() },
  { id: "export.html", title: "Save as a web page…", group: "File", icon: "globe", when: piece, run: (h) => h.saveAs("html") },
  { id: "export.icml", title: "Save for InDesign…", group: "File", icon: "columns", hint: "ICML with styles", when: piece, run: (h) => h.saveAs("icml") },
  { id: "export.epub", title: "Save as a book…", group: "File", icon: "book", hint: "EPUB 3", when: piece, run: (h) => h.saveAs("epub") },
  { id: "export.ninjs", title: "Save for the wire…", group: "File", icon: "braces", hint: "ninjs 3.1", when: piece, run: (h) => h.saveAs("ninjs") },
  { id: "export.md", title: "Save as Markdown…", group: "File", icon: "type", when: piece, run: (h) => h.saveAs("md") },
  { id: "export.docx", title: "Save as a Word file…", group: "File", icon: "file", when: piece, run: (h) => h.saveAs("docx") },
  { id: "export.docx_marked", title: "Save as a marked Word file…", group: "File", icon: "file", hint: "Tracked changes and comments", when: piece, run: (h) => h.saveAs("docx-marked") },
  { id: "export.txt", title: "Save as plain text…", group: "File", icon: "lines", when: piece, run: (h) => h.saveAs("txt") },
  { id: "packet.send", title: "Send as packet…", group: "File", icon: "export", hint: "for another desk, with as much of its history as you choose", when: piece, run: (h) => h.sendPacket() },
  { id: "piece.bin", title: "Move to the bin", group: "File", icon: "bin", when: (h) => (h.binned ? "It is in the bin already" : piece(h)), run: (h) => h.moveToBin() },
  { id: "piece.unbin", title: "Move back to the desk", group: "File", icon: "undo", when: (h) => (h.binned ? true : "Only a piece in the bin can be moved back"), run: (h) => h.moveBack() },
  { id: "bin.empty", title: "Empty the bin…", group: "File", icon: "bin", when: (h) => (h.binCount > 0 ? true : "The bin is empty"), run: (h) => h.emptyBin() },
  { id: "folder", title: "Desk folder…", group: "File", icon: "folder", hint: "every piece as a Markdown file", run: (h) => h.openFolder() },
  { id: "outlets", title: "Outlets…", group: "File", icon: "book", hint: "publications that pieces go out for: page, lengths, wording", run: (h) => h.showOutlets() },
  { id: "settings", title: "Settings…", group: "File", keys: ["Ctrl+,"], icon: "settings", run: (h) => h.openSettings() },
  { id: "quit", title: "Quit", group: "File", keys: ["Ctrl+Q"], icon: "close", run: (h) => h.quit() },

  { id: "edit.undo", title: "Undo", group: "Edit", keys: ["Ctrl+Z"], icon: "undo", when: edit, typing: true, run: (h) => h.undo() },
  { id: "edit.redo", title: "Redo", group: "Edit", keys: ["Ctrl+Shift+Z", "Ctrl+Y"], icon: "redo", when: edit, typing: true, run: (h) => h.redo() },
  { id: "edit.cut", title: "Cut", group: "Edit", when: edit, run: (h) => h.clipboard("cut") },
  { id: "edit.copy", title: "Copy", group: "Edit", when: piece, run: (h) => h.clipboard("copy") },
  { id: "edit.paste", title: "Paste", group: "Edit", icon: "clipboard", when: edit, run: (h) => h.clipboard("paste") },
  { id: "edit.pastePlain", title: "Paste without formatting", group: "Edit", hint: "the words alone, as Ctrl Shift V does", when: edit, run: (h) => h.clipboard("pastePlain") },
  text("selectAll", "Select all", "Edit"),
  { id: "edit.find", title: "Find…", group: "Edit", keys: ["Ctrl+F"], icon: "search", when: piece, run: (h) => h.find(false) },
  { id: "edit.replace", title: "Replace…", group: "Edit", keys: ["Ctrl+H"], when: edit, run: (h) => h.find(true) },
  { ...text("findNext", "Find next", "Edit", ["F3", "Ctrl+G"]), when: piece },
  { ...text("findPrevious", "Find previous", "Edit", ["Shift+F3", "Ctrl+Shift+G"]), when: piece },
  { id: "desk.search", title: "Search all pieces", group: "Edit", keys: ["Ctrl+Shift+F"], icon: "search", run: (h) => h.searchDesk() },
  text("moveUp", "Move the paragraph up", "Edit", ["Alt+Up"]),
  text("moveDown", "Move the paragraph down", "Edit", ["Alt+Down"]),
  { ...text("toggleTabMode", "Tab leaves the text, or indents", "Edit", ["Ctrl+M"]), hint: "for keyboards and screen readers" },

  text("link", "Link", "Insert", ["Ctrl+K"], "link"),
  text("footnote", "Footnote", "Insert", ["Ctrl+Alt+F"]),
  { id: "picture.insert", title: "Insert picture…", group: "Insert", icon: "image", hint: "a PNG, JPEG, GIF or WebP file, with caption and credit", when: edit, run: (h) => h.insertPicture() },
  text("quote", "Quotation", "Insert", ["Ctrl+Shift+9"]),
  text("bullets", "Bulleted list", "Insert", ["Ctrl+Shift+8"]),
  text("numbers", "Numbered list", "Insert", ["Ctrl+Shift+7"]),
  add("headline_print", "Add a print headline"),
  add("headline_web", "Add a web headline"),
  add("headline_social", "Add a social headline"),
  add("author_note", "Add an author note"),
  add("disclosure", "Add a disclosure"),
  add("correction_note", "Add a correction"),
  { id: "piece.length", title: "Set the commissioned length…", group: "Insert", icon: "ruler", when: edit, run: (h) => h.setLength() },
  { id: "piece.language", title: "Set the language…", group: "Insert", icon: "globe", when: edit, run: (h) => h.setLanguage() },

  text("bold", "Bold", "Format", ["Ctrl+B"]),
  text("italic", "Italic", "Format", ["Ctrl+I"]),
  text("strike", "Struck through", "Format", ["Ctrl+Shift+X"]),
  text("code", "Code", "Format", ["Ctrl+Shift+K"]),
  text("paragraph", "Paragraph", "Format", ["Ctrl+0"]),
  text("h1", "Heading 1", "Format", ["Ctrl+1"]),
  text("h2", "Heading 2", "Format", ["Ctrl+2"]),
  text("h3", "Heading 3", "Format", ["Ctrl+3"]),
  text("h4", "Heading 4", "Format", ["Ctrl+4"]),
  text("h5", "Heading 5", "Format", ["Ctrl+5"]),
  text("h6", "Heading 6", "Format", ["Ctrl+6"]),
  text("clearFormatting", "Clear the formatting", "Format", ["Ctrl+Shift+0"]),
  { id: "text.house", title: "Set quotes and dashes in house style", group: "Format", hint: "as the piece’s outlet sets them", when: edit, run: (h) => h.setHouseStyle() },

  { id: "review.marks", title: "Mark the changes", group: "Review", keys: ["Ctrl+Alt+V"], icon: "people", hint: "what came and went since somebody agreed", when: piece, checked: (h) => h.marks, run: (h) => h.toggleMarks() },
  { id: "change.next", title: "Next change", group: "Review", keys: ["F7", "Alt+]"], icon: "down", when: steppable, run: (h) => h.change(1) },
  { id: "change.previous", title: "Previous change", group: "Review", keys: ["Shift+F7", "Alt+["], icon: "up", when: steppable, run: (h) => h.change(-1) },
  { id: "comment.next", title: "Next comment", group: "Review", keys: ["Ctrl+F7"], icon: "down", hint: "the next open comment or query", when: reviewed, run: (h) => h.remark(1) },
  { id: "comment.previous", title: "Previous comment", group: "Review", keys: ["Ctrl+Shift+F7"], icon: "up", when: reviewed, run: (h) => h.remark(-1) },
  { id: "change.accept", title: "Accept the change", group: "Review", keys: ["Ctrl+Enter"], icon: "check", when: (h) => h.acceptable, typing: true, run: (h) => h.decide("accept", false) },
  { id: "change.reject", title: "Reject the change", group: "Review", keys: ["Ctrl+Shift+Enter"], icon: "close", hint: "the words of before come back", when: (h) => h.rejectable, typing: true, run: (h) => h.decide("reject", false) },
  { id: "change.acceptAll", title: "Accept all changes", group: "Review", when: (h) => h.acceptableAll, run: (h) => h.decide("accept", true) },
  { id: "change.rejectAll", title: "Reject all changes", group: "Review", when: (h) => h.rejectableAll, run: (h) => h.decide("reject", true) },
  { id: "change.undo", title: "Take the last decision back", group: "Review", keys: ["Ctrl+Alt+Z"], icon: "undo", when: (h) => (h.decided ? true : "There is no decision to take back"), run: (h) => h.undoDecision() },
  { id: "comment.add", title: "Comment", group: "Review", keys: ["Ctrl+Alt+M", "Ctrl+Shift+M"], icon: "comment", hint: "on what is selected, or on the piece", when: reviewed, run: (h) => h.comment("comment") },
  { id: "comment.query", title: "Ask a question", group: "Review", keys: ["Ctrl+Shift+Y"], icon: "help", hint: "a query that waits for an answer", when: reviewed, run: (h) => h.comment("query") },
  { id: "flow.step", title: "Next stage", group: "Review", icon: "send", hint: "the usual next step of this piece", when: reviewed, run: (h) => h.takeStep() },
  { id: "flow.facts", title: "Who has it, until when…", group: "Review", icon: "clock", hint: "owner, due time, embargo, and where it went", when: reviewed, run: (h) => h.flowFacts() },
  { id: "signoff", title: "Sign off…", group: "Review", icon: "agreed", hint: "agree to the text as it reads now", when: reviewed, run: (h) => h.signOff() },
  { id: "headlines", title: "Who saw the headlines…", group: "Review", icon: "people", when: reviewed, run: (h) => h.headlines() },
  { id: "seal", title: "Seal the text", group: "Review", icon: "seal", hint: "freezes it under a name to be read out", when: reviewed, run: (h) => h.seal() },
  { id: "correct", title: "Correct what was printed…", group: "Review", icon: "undo", hint: "a note for readers, a new seal, and what carried the error", when: reviewed, run: (h) => h.correct() },
  { id: "verify", title: "Verify a text…", group: "Review", icon: "seal", hint: "is it what was sealed?", run: (h) => h.verify() },
  { id: "readback.export", title: "Write a file for reading back…", group: "File", icon: "send", hint: "for an author without Standfirst", when: reviewed, run: (h) => h.readback() },
  { id: "readback.import", title: "Read an answer…", group: "File", icon: "receipt", hint: "the reply to a file for reading back", run: (h) => h.readReply() },
  { id: "waiting", title: "What waits for me", group: "Review", keys: ["Ctrl+Alt+W"], icon: "clock", hint: "queries and reading, over all pieces", run: (h) => h.showWaiting() },

  { id: "view.desk", title: "Desk", group: "View", keys: ["F4", "Ctrl+\\"], icon: "sidebar", checked: (h) => h.deskShown, run: (h) => h.toggleDesk() },
  { id: "view.inspector", title: "Inspector", group: "View", keys: ["Shift+F4", "Ctrl+Shift+\\"], icon: "inspector", checked: (h) => h.inspectorShown, run: (h) => h.toggleInspector() },
  show("preview", "Preview", ["Ctrl+Alt+P"]),
  { ...show("review", "Review", ["Ctrl+Shift+R"]), hint: "changes, comments and sign-offs" },
  show("receipt", "Receipt", ["Ctrl+Alt+R"]),
  { ...show("history", "History", ["Ctrl+Alt+H"]), hint: "who wrote what, and when" },
  { id: "collisions", title: "Compare what collides", group: "View", keys: ["Ctrl+Alt+K"], icon: "collide", hint: "changed here and in the file at once", when: (h) => (h.collides ? true : h.hasPiece ? "Nothing collides in this piece" : piece(h)), run: (h) => h.compareCollisions() },
  { id: "history.restore", title: "Restore the earlier text", group: "View", icon: "undo", when: (h) => (h.comparing ? h.restorable : compared(h)), run: (h) => h.restore() },
  sheet("print", "Preview as print"),
  sheet("web", "Preview as web page"),
  sheet("phone", "Preview as on a phone"),
  { id: "view.read", title: "Read", group: "View", keys: ["Ctrl+E"], icon: "book", hint: "the page without a caret", when: piece, checked: (h) => h.reading, run: (h) => h.toggleReading() },
  { id: "view.focus", title: "Focus", group: "View", keys: ["F8"], icon: "focus", hint: "only the page", when: piece, checked: (h) => h.focusMode, run: (h) => h.toggleFocus() },
  { id: "view.typewriter", title: "Typewriter", group: "View", keys: ["F9"], hint: "the caret’s line stays in the middle", when: piece, checked: (h) => h.typewriter, run: (h) => h.toggleTypewriter() },
  { id: "view.authors", title: "Colour by author", group: "View", keys: ["Ctrl+Alt+A"], icon: "people", hint: "who wrote which words", when: piece, checked: (h) => h.authors, run: (h) => h.toggleAuthors() },
  { id: "view.full", title: "Full screen", group: "View", keys: ["F11"], checked: (h) => h.fullScreen, run: (h) => h.toggleFullScreen() },
  { id: "zoom.in", title: "Larger text", group: "View", keys: ["Ctrl+Plus"], run: (h) => h.zoom(1) },
  { id: "zoom.out", title: "Smaller text", group: "View", keys: ["Ctrl+-"], run: (h) => h.zoom(-1) },
  { id: "zoom.reset", title: "Usual text size", group: "View", keys: ["Ctrl+Alt+0"], run: (h) => h.zoom(0) },
  theme("system", "Light or dark as the system"),
  theme("light", "Light"),
  theme("dark", "Dark"),
  { id: "view.bin", title: "Bin", group: "View", icon: "bin", checked: (h) => h.binShown, run: (h) => h.showBin(!h.binShown) },
  { id: "region.next", title: "Next part of the window", group: "View", keys: ["F6"], run: (h) => h.nextRegion(1) },
  { id: "region.previous", title: "Previous part of the window", group: "View", keys: ["Shift+F6"], run: (h) => h.nextRegion(-1) },
  { id: "region.text", title: "Back to the text", group: "View", when: piece, run: (h) => h.toText() },

  { id: "guide", title: "Guide", group: "Help", keys: ["F1"], icon: "help", run: (h) => h.showGuide() },
  { id: "shortcuts", title: "Keyboard shortcuts", group: "Help", keys: ["Ctrl+Shift+F1"], icon: "keyboard", run: (h) => h.showShortcuts() },
  { id: "palette", title: "All commands…", group: "Help", keys: ["Ctrl+Shift+P"], icon: "search", run: (h) => h.openPalette() },
  { id: "menubar", title: "Menu bar", group: "Help", keys: ["F10"], run: (h) => h.openMenuBar() },
];

const BY_ID = new Map(COMMANDS.map((c) => [c.id, c]));
export const command = (id: string): Command | undefined => BY_ID.get(id);

export type Keymap = Record<string, readonly string[]>;

/** The shortcuts that hold: the person's where there are any, else the usual ones. */
export function keysOf(c: Command, own: Keymap): readonly string[] {
  return own[c.id] ?? c.keys ?? [];
}

/** From shortcut to command. A person's choice wins over a usual one. */
export function bindings(own: Keymap): Map<string, Command> {
  const map = new Map<string, Command>();
  for (const c of COMMANDS) if (!own[c.id]) for (const keys of c.keys ?? []) map.set(keys, c);
  for (const c of COMMANDS) for (const keys of own[c.id] ?? []) map.set(keys, c);
  return map;
}

/** A command, a rule "-", or a menu inside the menu. */
export type MenuItem = string | { title: string; items: readonly string[] };

export interface Menu {
  title: string;
  /** Pressed after Alt. */
  letter: string;
  items: readonly MenuItem[];
}

const SAVE_AS: MenuItem = { title: "Save as", items: ["export.docx", "export.docx_marked", "export.md", "export.txt", "export.html", "-", "export.pdf", "export.galley", "export.proof", "-", "export.icml", "export.epub", "export.ninjs"] };
const PREVIEW_AS: MenuItem = { title: "Preview as", items: ["sheet.print", "sheet.web", "sheet.phone"] };
const THEMES: MenuItem = { title: "Light or dark", items: ["theme.system", "theme.light", "theme.dark"] };

export const MENUS: readonly Menu[] = [
  { title: "File", letter: "f", items: ["piece.new", "file.open", "pieces.find", "-", "version.save", "version.name", "piece.rename", "piece.duplicate", "-", "export.show", SAVE_AS, "export.several", "export.look", "export.cms", "-", "packet.send", "readback.export", "readback.import", "-", "piece.bin", "piece.unbin", "bin.empty", "-", "folder", "outlets", "settings", "quit"] },
  { title: "Edit", letter: "e", items: ["edit.undo", "edit.redo", "-", "edit.cut", "edit.copy", "edit.paste", "edit.pastePlain", "text.selectAll", "-", "edit.find", "edit.replace", "text.findNext", "text.findPrevious", "desk.search", "-", "text.moveUp", "text.moveDown", "text.toggleTabMode"] },
  { title: "Insert", letter: "i", items: ["text.link", "text.footnote", "picture.insert", "text.quote", "text.bullets", "text.numbers"] },
  { title: "Format", letter: "o", items: ["text.bold", "text.italic", "text.strike", "text.code", "-", "text.paragraph", "text.h1", "text.h2", "text.h3", "text.h4", "text.h5", "text.h6", "-", "text.clearFormatting", "text.house"] },
  { title: "Furniture", letter: "u", items: ["add.headline_print", "add.headline_web", "add.headline_social", "-", "add.author_note", "add.disclosure", "add.correction_note", "-", "piece.length", "piece.language"] },
  { title: "Review", letter: "r", items: ["review.marks", "change.next", "change.previous", "-", "change.accept", "change.reject", "change.acceptAll", "change.rejectAll", "change.undo", "-", "comment.add", "comment.query", "comment.next", "comment.previous", "-", "flow.step", "flow.facts", "signoff", "headlines", "-", "seal", "verify", "correct", "-", "waiting"] },
  { title: "View", letter: "v", items: ["view.desk", "view.inspector", "view.bin", "-", "show.preview", "show.review", "show.receipt", "show.history", "collisions", "history.restore", PREVIEW_AS, "-", "view.read", "view.focus", "view.typewriter", "view.authors", "view.full", "-", "zoom.in", "zoom.out", "zoom.reset", THEMES, "-", "region.next", "region.previous"] },
  { title: "Help", letter: "h", items: ["guide", "shortcuts", "palette"] },
];
