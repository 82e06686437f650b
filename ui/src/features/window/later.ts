// What the first page does not need: read once it is painted (see `App.svelte`).
export { default as Overlays } from "./Overlays.svelte";
export { default as CollisionPane } from "../folder/CollisionPane.svelte";
export { default as Export } from "../export/Export.svelte";
export { default as History } from "../history/History.svelte";
export { default as Receipt } from "../receipt/Receipt.svelte";
export { default as ReviewPane } from "../review/ReviewPane.svelte";
