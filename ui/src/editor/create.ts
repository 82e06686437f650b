import { EditorView } from "@codemirror/view";
import { looksOf } from "./extensions";
import { FieldText } from "./field-text";
import { isSingleLine } from "./fields";
import type { FieldEditor, FieldEditorOptions } from "./types";
import { MountedField } from "./mounted";

/** Shows a text in `parent`. The text goes on living when the editor is destroyed. */
export function mountField(text: FieldText, parent: HTMLElement, options: Omit<FieldEditorOptions, "field" | "text" | "version">): FieldEditor {
  const complete: FieldEditorOptions = { ...options, field: text.field, text: "", version: 0 };
  const view = text.attach(looksOf(complete), (state) =>
    new EditorView({
      state,
      parent,
      dispatchTransactions(transactions, self) {
        self.update(transactions);
        for (const transaction of transactions) text.onTransaction(transaction);
      },
    }),
  );
  return new MountedField(text, view, complete);
}

/** An editor with a text of its own, for what has no session (tests, a dialog). */
export function createFieldEditor(parent: HTMLElement, options: FieldEditorOptions): FieldEditor {
  const text = new FieldText({
    field: options.field,
    text: options.text,
    version: options.version,
    clientId: "editor",
    singleLine: options.singleLine || isSingleLine(options.field),
  });
  text.onTransaction = (transaction) => {
    if (transaction.docChanged) options.onLocalUpdate();
  };
  return mountField(text, parent, options);
}
