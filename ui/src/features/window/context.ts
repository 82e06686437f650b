import { createContext } from "svelte";
import type { App } from "./app.svelte";

/** The window's state, for every component in it. */
export const [useApp, provideApp] = createContext<App>();
