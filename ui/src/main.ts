import { mount } from "svelte";
import App from "./App.svelte";
import { allSaved } from "./features/piece/session.svelte";
import { loadPlatform } from "./platform";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");

const platform = await loadPlatform();
mount(App, { target, props: { platform } });

// A reload would take words along that are not on the disk yet. (Closing goes through `platform.onClose`.)
window.addEventListener("beforeunload", (event) => {
  if (!allSaved()) event.preventDefault();
});
