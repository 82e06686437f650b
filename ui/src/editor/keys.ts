import { redo, standardKeymap, toggleTabFocusMode, undo } from "@codemirror/commands";
import { type Extension, Prec } from "@codemirror/state";
import { type KeyBinding, keymap } from "@codemirror/view";
import { backspace, enter, forwardDelete, indent, lineBreak, outdent } from "./typing/keys";
import { vertical } from "./typing/motion";
import type { FieldEditorOptions } from "./types";

/**
 * The keys of typing. Commands with a name (bold, find) have their shortcuts in the window, where a person can change
 * them.
 */
export function keys(options: FieldEditorOptions): Extension {
  const next = () => {
    options.onEnter?.();
    return true;
  };
  const own: KeyBinding[] = options.singleLine
    ? [{ key: "Enter", shift: next, run: next }]
    : [
        { key: "Enter", run: enter, shift: lineBreak },
        { key: "Backspace", run: backspace },
        { key: "Delete", run: forwardDelete },
        { key: "Tab", run: indent, shift: outdent },
      ];
  const moves: KeyBinding[] = [
    { key: "ArrowUp", run: vertical("up", false, options.onArrowOut), shift: vertical("up", true) },
    { key: "ArrowDown", run: vertical("down", false, options.onArrowOut), shift: vertical("down", true) },
    { key: "Mod-z", run: (view) => options.onUndo?.() ?? undo(view), preventDefault: true },
    { key: "Mod-y", mac: "Mod-Shift-z", run: (view) => options.onRedo?.() ?? redo(view), preventDefault: true },
    { linux: "Ctrl-Shift-z", win: "Ctrl-Shift-z", run: (view) => options.onRedo?.() ?? redo(view), preventDefault: true },
    { key: "Ctrl-m", run: toggleTabFocusMode },
  ];
  return Prec.high([keymap.of([...own, ...moves]), keymap.of(standardKeymap)]);
}
