import type { ErrorCode, IpcError } from "./generated";

const CODES: readonly ErrorCode[] = ["behind", "not_found", "exists", "bad_input", "failed"];

/**
 * Whatever a call rejected with, as an error that can be shown. The desk sends `IpcError` values; the shell itself
 * rejects with plain strings (a command that is not allowed, arguments that do not parse).
 */
export function asIpcError(thrown: unknown): IpcError {
  if (isIpcError(thrown)) return thrown;
  if (typeof thrown === "string" && thrown !== "") return { code: "failed", message: thrown };
  if (thrown instanceof Error && thrown.message !== "") return { code: "failed", message: thrown.message };
  return { code: "failed", message: "Something went wrong in the desk. Nothing that was saved is affected." };
}

function isIpcError(value: unknown): value is IpcError {
  if (typeof value !== "object" || value === null) return false;
  const { code, message } = value as Partial<IpcError>;
  return typeof message === "string" && CODES.includes(code as ErrorCode);
}
