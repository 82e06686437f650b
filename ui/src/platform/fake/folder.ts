import type { Collision, FolderAnswer, FolderProblem, FolderStatus, Field, IpcError, Neighbour, Take } from "../../ipc/client";
import type { FakeDesk } from "./desk";

/** Where the desk's own data lies: never a desk folder. */
const OWN = "/desk/Standfirst";
const USUAL = "/desk/Columns";
const AROUND = 60;
const PAUSED = "12 of 12 files are gone from the desk folder at once. Every piece is safe on the desk. Nothing is deleted here until you say so.";

const bad = (message: string): IpcError => ({ code: "bad_input", message });

/** A folder that is not there: what the window is told of it, and what it does to the pieces. */
export class FakeFolder {
  status: FolderStatus = { path: null, paused: null, files: 0, problems: [], others: [], show: null };
  /** What the person chooses next; none for one who cancels. */
  next: string | null = USUAL;
  /** Looking again finds that all is well. */
  mended = false;
  readonly collisions = new Map<string, Collision[]>();
  #count = 0;

  constructor(private readonly desk: FakeDesk) {}

  /** `folder`, `folder=paused`, `folder=shared`, `problems=3`, `collisions=2`. */
  start(params: URLSearchParams): void {
    const [problems, collisions] = [Number(params.get("problems") ?? 0), Number(params.get("collisions") ?? 0)];
    if (!params.has("folder") && problems === 0 && collisions === 0) return;
    this.status = { path: USUAL, paused: params.get("folder") === "paused" ? PAUSED : null, files: this.#pieces().length, problems: this.#pieces().slice(0, problems).map(problemOf), others: this.#others(params), show: null };
    this.status.files -= this.status.problems.filter((p) => p.gone).length;
    for (const [field, ours, base, theirs] of COLLISIONS.slice(0, collisions)) this.collide("p1", field, ours, base, theirs);
  }

  #others(params: URLSearchParams): Neighbour[] {
    return params.get("folder") === "shared" ? [{ computer: "newsroom-2", at: this.desk.now() }] : [];
  }

  #pieces() {
    return [...this.desk.pieces.values()].filter((piece) => !piece.binned);
  }

  set(status: Partial<FolderStatus>): FolderStatus {
    this.status = { ...this.status, ...status };
    this.desk.tell({ type: "folder_changed", status: this.status });
    return this.status;
  }

  /** Another program wrote into the file of a piece. */
  outside(id: string, texts: Partial<Record<Field, string>>): void {
    this.desk.setTexts(this.desk.piece(id), texts);
  }

  /** A place where both sides rewrote the same words; a name instead of a field is a value. */
  collide(id: string, where: string, ours: string, base: string, theirs: string): void {
    const piece = this.desk.piece(id);
    const text = piece.texts.get(where as Field)?.text;
    const at = text === undefined ? 0 : text.indexOf(ours);
    if (at < 0) throw new Error(`“${ours}” is not in the ${where}`);
    const collision: Collision = {
      id: ++this.#count, field: text === undefined ? null : (where as Field), name: where, base, ours, theirs, reads: null,
      ahead: text?.slice(Math.max(0, at - AROUND), at) ?? "", behind: text?.slice(at + ours.length, at + ours.length + AROUND) ?? "",
      source: `${piece.slugline}.md`, at: this.desk.now(),
    };
    this.collisions.set(id, [...(this.collisions.get(id) ?? []), collision]);
    this.desk.tell({ type: "collisions_changed", id });
  }

  // ── Commands ───────────────────────────────────────────────

  readonly handlers = {
    folder_get: () => this.status,
    dialog_folder: () => this.next,
    folder_set: ({ path }: { path: string | null }) => {
      if (path === OWN) throw bad("The desk's own data lies there. Choose another folder, which holds nothing but texts.");
      if (path === null) return this.set({ path, paused: null, files: 0, problems: [], others: [], show: null });
      return this.set({ path, paused: null, files: this.#pieces().length, problems: [] });
    },
    folder_show: ({ role }: { role: string | null }) => this.set({ show: role }),
    folder_answer: (answer: FolderAnswer) => this.#answer(answer),
    collision_list: ({ id }: { id: string }) => this.collisions.get(this.desk.piece(id).id) ?? [],
    collision_decide: ({ id, take }: { id: number; take: Take }) => this.#decide(id, take),
  };

  #answer(answer: FolderAnswer): FolderStatus {
    const { problems, files } = this.status;
    switch (answer.do) {
      case "look": return this.mended ? this.set({ paused: null, problems: problems.filter((p) => p.gone) }) : this.status;
      case "write_again": return this.set({ paused: null, files: this.#pieces().length, problems: problems.filter((p) => !p.gone) });
      case "write_file": {
        const gone = problems.find((p) => p.name === answer.name)?.gone ?? false;
        return this.set({ files: files + (gone ? 1 : 0), problems: problems.filter((p) => p.name !== answer.name) });
      }
      case "bin_piece": {
        const found = problems.find((p) => p.name === answer.name);
        if (found?.piece) this.desk.piece(found.piece).binned = true;
        this.desk.tell({ type: "list_changed" });
        return this.set({ problems: problems.filter((p) => p !== found) });
      }
    }
  }

  #decide(number: number, take: Take): null {
    const [id, list] = [...this.collisions].find(([, all]) => all.some((c) => c.id === number)) ?? [];
    const c = list?.find((each) => each.id === number);
    if (!id || !list || !c) throw { code: "not_found", message: "This was decided already." } satisfies IpcError;
    if (take !== "ours") {
      if (c.field === null) throw bad("Set this value by hand, and then keep yours.");
      this.desk.write();
      const piece = this.desk.piece(id);
      const { text } = piece.texts.get(c.field)!;
      const near = `${c.ahead.slice(-8)}${c.ours}${c.behind.slice(0, 8)}`;
      if (!text.includes(near)) throw bad("These words were rewritten since. Nothing was changed: put in by hand what you want to keep of the other side, and then keep yours.");
      const words = take === "theirs" ? c.theirs : `${c.ours}${/\s$|^$/.test(c.ours) ? "" : " "}${c.theirs}`;
      this.desk.setTexts(piece, { [c.field]: text.replace(near, () => `${c.ahead.slice(-8)}${words}${c.behind.slice(0, 8)}`) }, "work");
    }
    this.collisions.set(id, list.filter((each) => each !== c));
    this.desk.tell({ type: "collisions_changed", id });
    return null;
  }
}

/** Gone, empty, gone, not text … */
function problemOf(piece: { id: string; slugline: string }, n: number): FolderProblem {
  const name = `${piece.slugline}.md`;
  if (n % 2 === 0) {
    return { name, piece: piece.id, gone: true, sentence: `“${name}” was removed from the desk folder. The piece is safe here. Write the file again, or move the piece to the bin.` };
  }
  const what = n % 4 === 1 ? "is empty now" : "is not readable as text now";
  return { name, piece: piece.id, gone: false, sentence: `“${name}” ${what}. The piece keeps its words. Mend the file, or write it again from the piece.` };
}

const COLLISIONS: [where: string, ours: string, base: string, theirs: string][] = [
  ["body", "nineteen people aboard", "about twenty people aboard", "two dozen people aboard"],
  ["standfirst", "for the price of a roundabout ", "for the price of a new roundabout ", ""],
  ["body", " Nobody made a speech.", "", " Nobody said a word."],
  ["language", "en-GB", "en", "fr"],
];
