import type { ClipboardContent } from "./types";

/**
 * WebKitGTK writes HTML only from a `copy` event, so that way comes first; `navigator.clipboard` is for where
 * `execCommand` is refused.
 */
export async function writeClipboard(content: ClipboardContent): Promise<void> {
  if (copyByEvent(content)) return;
  if (content.html !== undefined && typeof ClipboardItem !== "undefined") {
    const item = new ClipboardItem({
      "text/plain": new Blob([content.text], { type: "text/plain" }),
      "text/html": new Blob([content.html], { type: "text/html" }),
    });
    await navigator.clipboard.write([item]);
    return;
  }
  await navigator.clipboard.writeText(content.text);
}

function copyByEvent({ text, html }: ClipboardContent): boolean {
  let written = false;
  const onCopy = (event: ClipboardEvent) => {
    if (!event.clipboardData) return;
    event.clipboardData.setData("text/plain", text);
    if (html !== undefined) event.clipboardData.setData("text/html", html);
    event.preventDefault();
    // Nobody else (the editor has a copy handler of its own) may write over it.
    event.stopImmediatePropagation();
    written = true;
  };
  // Where nothing is selected WebKit copies only if somebody says that there is something to copy.
  const before = (event: Event) => event.preventDefault();
  document.addEventListener("beforecopy", before, { capture: true });
  document.addEventListener("copy", onCopy, { capture: true });
  try {
    return document.execCommand("copy") && written;
  } catch {
    return false;
  } finally {
    document.removeEventListener("copy", onCopy, { capture: true });
    document.removeEventListener("beforecopy", before, { capture: true });
  }
}
