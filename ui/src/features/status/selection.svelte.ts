import type { App } from "../window/app.svelte";

/** Words of what is selected; asked of the desk, which knows what a word is. */
export class SelectionWords {
  words = $state<number | null>(null);

  constructor(app: App) {
    $effect(() => {
      const text = app.session?.selection.text ?? "";
      if (text === "") {
        this.words = null;
        return;
      }
      let gone = false;
      const timer = setTimeout(() => {
        app.platform.call("text_count", { text }).then(({ words }) => { if (!gone) this.words = words; }, () => undefined);
      }, 120);
      return () => {
        gone = true;
        clearTimeout(timer);
      };
    });
  }
}
