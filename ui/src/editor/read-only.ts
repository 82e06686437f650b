import { Compartment, EditorState, type Extension, type StateEffect } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

const compartment = new Compartment();

/** The text may be read and selected, not changed. */
const locked: Extension = [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ "aria-readonly": "true" })];

export const readOnly: Extension = compartment.of([]);

export const readOnlyEffect = (on: boolean): StateEffect<unknown> => compartment.reconfigure(on ? locked : []);
