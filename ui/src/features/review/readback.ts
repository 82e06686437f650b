import type { App } from "../window/app.svelte";

/** Writes a file for reading back where the person chooses. */
export async function writeReadback(app: App, to: string): Promise<void> {
  const { session, review } = app;
  if (!session) return;
  await app.act(async () => {
    await session.flush();
    const name = `${session.slugline}-read-back.html`;
    const path = await app.platform.call("dialog_save", { file_name: name });
    if (path !== null) await write(app, session.id, to, path, name, false);
  });
  void review.load();
}

async function write(app: App, id: string, to: string, path: string, name: string, force: boolean): Promise<void> {
  const file = async () => {
    const written = await app.platform.call("readback_export", { id, against: app.review.data?.against.baseline ?? null, to, path, force });
    app.toasts.say({ text: `Written to ${written.path}` });
  };
  await app.replacing(path, file, () => void app.act(() => write(app, id, to, path, name, true)), () => void writeReadback(app, to));
}
