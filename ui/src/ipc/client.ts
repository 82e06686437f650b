/** What the window imports of the wire: the types, and calls that reject with an `IpcError`. */
export * from "./generated";
export { asIpcError } from "./errors";

import type { Commands } from "./generated";

export type CommandName = keyof Commands;
export type Input<K extends CommandName> = Commands[K]["input"];
export type Output<K extends CommandName> = Commands[K]["output"];

/** Arguments of a call: commands without an input are called with the name only. */
export type CallArgs<K extends CommandName> = [Input<K>] extends [void] ? [input?: undefined] : [input: Input<K>];
