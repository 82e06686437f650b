import { asIpcError, type CommandName, type IpcError } from "../../ipc/client";
import { writeClipboard } from "../clipboard";
import type { Platform } from "../types";
import { type Handlers, handlersOf } from "./commands";
import { FakeDesk } from "./desk";
import { FakeFolder } from "./folder";
import { FakeReview } from "./review";
import { underReview } from "./reviewed";

/**
 * The window without the shell, for development and the flow tests. The address says what kind of desk it is:
 * `?pieces=2000`, `?words=10000` (the first body), `?fail=disk` (nothing can be written), `?fail=full` (the desk itself can't write), `?delay=80` (ms a call),
 * `?new` (a first start: nobody's name is known), `?theme=dark`, `?blank` (an empty piece is open),
 * `?folder` (a desk folder is chosen), `?folder=paused`, `?problems=3` (files that need somebody), `?collisions=4` (in the first piece),
 * `?review` (the first piece is under review), `?show=p2` (another program asks for a piece while the window starts),
 * `?view={…}` (how the window was left).
 */
export function createFake(params: URLSearchParams = new URLSearchParams()): Platform & { desk: FakeDesk } {
  const desk = new FakeDesk(Number(params.get("pieces") ?? 12), Number(params.get("words") ?? 0));
  const delay = Number(params.get("delay") ?? 0);
  const theme = params.get("theme");
  if (theme === "dark" || theme === "light") desk.settings = { ...desk.settings, theme };
  const blank = params.has("blank") ? desk.add({ slugline: "untitled", stage: "draft", texts: {} }) : null;
  desk.failing = params.get("fail") === "disk";
  if (params.get("fail") === "full") desk.setFull(true);
  const openPiece = blank?.id ?? (desk.pieces.has("p1") ? "p1" : null);
  let show = params.get("show");
  const folder = new FakeFolder(desk);
  folder.start(params);
  const review = new FakeReview(desk);
  if (params.has("review")) underReview(review);
  const handlers = handlersOf(desk, { openPiece, confirmed: !params.has("new"), folder, review, view: params.get("view") });

  const platform: Platform & { desk: FakeDesk } = {
    kind: "fake",
    desk,
    writeClipboard,
    async call(name, ...args) {
      // The wire copies, and answers later.
      desk.asked.push(name);
      const input: unknown = args[0] === undefined ? undefined : structuredClone(args[0]);
      await (delay > 0 ? new Promise((resolve) => setTimeout(resolve, delay)) : Promise.resolve());
      try {
        return structuredClone(await run(handlers, name, input)) as never;
      } catch (thrown) {
        throw asIpcError(structuredClone(thrown as IpcError));
      }
    },
    listen(hear) {
      const stop = desk.listen(hear);
      const id = show;
      show = null;
      // As what the window's start hears before its script is read.
      if (id !== null) hear({ type: "open_piece", id });
      return Promise.resolve(stop);
    },
    setTitle: (title) => Promise.resolve(void (document.title = title)),
    setTheme: () => Promise.resolve(),
    onClose(before) {
      const leave = () => void before().catch(() => undefined);
      window.addEventListener("pagehide", leave);
      return Promise.resolve(() => window.removeEventListener("pagehide", leave));
    },
  };
  // For flow tests that make the disk full, or change a text from outside.
  if (typeof window !== "undefined") Object.assign(window, { fakeDesk: desk, fakeFolder: folder, fakeReview: review });
  return platform;
}

function run(handlers: Handlers, name: CommandName, input: unknown): unknown {
  return (handlers[name] as (input: unknown) => unknown)(input);
}
