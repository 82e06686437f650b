import type { Action, Flow, Step, StepInput } from "../../ipc/client";
import { STAGES } from "../../lib/words";
import type { PieceSession } from "../piece/session.svelte";
import type { App } from "../window/app.svelte";

/** Steps that are never made by one press: they take a piece out of its way, or ask for words. */
const ASKED: readonly Action[] = ["hold", "spike", "kill", "revive", "correct", "withdraw", "publish"];

/** Where a piece stands, and where it can go. */
export class FlowState {
  data = $state.raw<Flow | null>(null);
  #session: PieceSession | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly app: App) {}

  open(session: PieceSession): void {
    this.#session = session;
    void this.load();
  }
  clear(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#session = null;
    this.data = null;
  }
  /** Something of the piece's flow may have changed. */
  soon(): void {
    if (!this.#session) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(), 60);
  }
  async load(): Promise<void> {
    const session = this.#session;
    if (!session) return;
    try {
      const flow = await this.app.platform.call("flow_get", { id: session.id });
      if (session === this.#session) this.#take(flow);
    } catch {
      // The stage that the piece was opened with stays on the bar; the next change asks again.
    }
  }
  #take(flow: Flow): void {
    this.data = flow;
    if (this.#session) this.#session.stage = flow.stage;
  }

  get usual(): Step | null {
    return this.data?.steps.find((step) => step.usual) ?? null;
  }
  step(action: Action): Step | null {
    return this.data?.steps.find((each) => each.action === action) ?? null;
  }
  /** Makes a step when nothing is missing; else shows what it needs. */
  begin(step: Step): void {
    if (step.action === "correct") this.app.over = { kind: "correct" };
    else if (ASKED.includes(step.action) || step.needs.some(({ met }) => !met)) this.app.over = { kind: "step", action: step.action };
    else void this.take({ action: step.action });
  }
  takeUsual(): void {
    const { usual } = this;
    if (usual) this.begin(usual);
    else this.app.toasts.say({ kind: "stop", text: "From here no step is the usual one. The stage has all of them." });
  }
  async take(step: Pick<StepInput, "action"> & Partial<StepInput>): Promise<boolean> {
    const { app } = this;
    const session = this.#session;
    if (!session) return false;
    let done = false;
    await app.act(async () => {
      await session.flush();
      const flow = await app.platform.call("flow_step", { id: session.id, reason: "", override_needs: false, fee: "", rights_return: "", role: app.review.role, ...step });
      this.#take(flow);
      done = true;
      app.toasts.say({ text: `${STAGES[flow.stage]}: ${session.slugline}` });
    });
    return done;
  }

  // ── Seal ───────────────────────────────────────────────────

  /** Seals the text; where something is open, that is shown first. */
  async seal(all_the_same = false): Promise<void> {
    const { app } = this;
    const session = this.#session;
    if (!session) return;
    await app.act(async () => {
      await session.flush();
      const open = all_the_same ? [] : await app.platform.call("seal_look", { id: session.id });
      if (open.length > 0) {
        app.over = { kind: "seal", open };
        return;
      }
      const seal = await app.platform.call("seal_add", { id: session.id });
      await app.review.load();
      await this.load();
      app.toasts.say({ text: `Sealed as ${seal.fingerprint}.`, action: { label: "Copy", run: () => void app.platform.writeClipboard({ text: seal.fingerprint }) } });
    });
  }
}
