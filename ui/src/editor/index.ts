/** The editor, as the rest of the window may use it. */
export type { ColouredStretch } from "./authors";
export { createFieldEditor, mountField } from "./create";
export { FieldText } from "./field-text";
export { isSingleLine, kindOf } from "./fields";
export { keyTimeOf } from "./key-time";
export type { EditorCommand, FieldEditor, FieldEditorOptions, RichPaste, Selection } from "./types";
export type { ChangeMark, RemarkMark, ReviewMarks } from "./review/types";
