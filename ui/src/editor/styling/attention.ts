import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** Where the writer's attention is: the place whose paragraph shows its marks. */
interface Attention {
  /** None while another field has the caret. */
  at: number | null;
  /** A pointer is down: words must not move under it. */
  held: boolean;
}

const look = StateEffect.define<"here" | "away" | "hold" | "release">();

const field = StateField.define<Attention>({
  create: () => ({ at: null, held: false }),
  update(value, tr) {
    let { at, held } = value;
    if (at !== null && tr.docChanged) at = tr.changes.mapPos(at, 1);
    // Whoever types holds no pointer: its release may have been outside the window, unseen.
    if (tr.docChanged) held = false;
    let follow = at !== null && (tr.docChanged || tr.selection !== undefined);
    for (const effect of tr.effects) {
      if (!effect.is(look)) continue;
      if (effect.value === "hold") held = true;
      if (effect.value === "release") held = false;
      if (effect.value === "away") [at, follow] = [null, false];
      else follow = effect.value !== "release" || at !== null;
      if (effect.value === "here" && held) follow = false;
    }
    if (follow && !held) at = tr.state.selection.main.head;
    return at === value.at && held === value.held ? value : { at, held };
  },
});

/** The place whose paragraph shows its marks, or none. */
export const attentionOf = (state: EditorView["state"]): number | null => state.field(field, false)?.at ?? null;

const handlers = EditorView.domEventObservers({
  mousedown(_event, view) {
    view.dispatch({ effects: look.of("hold") });
    const release = () => {
      // After the editor's own handling of the same event. The view may be gone by then.
      setTimeout(() => {
        if (view.dom.isConnected) view.dispatch({ effects: [look.of("release"), ...(view.hasFocus ? [look.of("here")] : [])] });
      });
    };
    view.dom.ownerDocument.addEventListener("mouseup", release, { once: true, capture: true });
  },
  focus(_event, view) {
    view.dispatch({ effects: look.of("here") });
  },
  blur(_event, view) {
    // When the whole window loses the focus, the page stays as it is; only a move to another field counts.
    setTimeout(() => {
      if (view.dom.isConnected && !view.hasFocus && document.hasFocus()) view.dispatch({ effects: look.of("away") });
    });
  },
});

export const attention: Extension = [field, handlers];
