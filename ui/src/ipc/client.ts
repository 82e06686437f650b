/** What the window imports of the wire: the types, and calls that reject with an `IpcError`. */
export * from "./generated";
export { asIpcError } from "./errors";

import type { Commands } from "./generated";

export type CommandName = keyof Commands;
/** So many rows of the desk are asked for at a time; the shell's first answer has as many (a test compares the two). */
export const ROWS = 200;

export type Input<K extends CommandName> = Commands[K]["input"];
export type Output<K extends CommandName> = Commands[K]["output"];

/** Arguments of a call: commands without an input are called with the name only. */
export type CallArgs<K extends CommandName> = [Input<K>] extends [void] ? [input?: undefined] : [input: Input<K>];
