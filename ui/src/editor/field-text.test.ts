import { describe, expect, it } from "vitest";
import type { Update } from "../ipc/client";
import { FieldText } from "./field-text";

const make = (text: string, version = 0) => new FieldText({ field: "body", text, version, clientId: "me", singleLine: false });
const type = (text: FieldText, at: number, insert: string) => text.dispatch({ changes: { from: at, insert }, selection: { anchor: at + insert.length }, userEvent: "input.type" });
const theirs = (length: number, from: number, to: number, insert: string): Update => ({ client_id: "they", length, splices: [{ from, to, insert }] });

describe("a text and the desk", () => {
  it("offers what was typed until the desk has it", () => {
    const text = make("ab", 4);
    type(text, 2, "c");
    const sent = text.sendable();
    expect(sent).toEqual([{ client_id: "me", length: 2, splices: [{ from: 2, to: 2, insert: "c" }] }]);
    text.receive(sent);
    expect([text.hasUnsent(), text.version(), text.text()]).toEqual([false, 5, "abc"]);
  });

  it("moves what was typed behind what came meanwhile", () => {
    const text = make("ab");
    type(text, 2, "c");
    text.receive([theirs(2, 0, 0, "xx")]);
    expect(text.text()).toBe("xxabc");
    expect(text.sendable()).toEqual([{ client_id: "me", length: 4, splices: [{ from: 4, to: 4, insert: "c" }] }]);
    expect(text.state.selection.main.head).toBe(5);
  });

  it("undoes what was typed here and nothing else, down to the text as it was opened", () => {
    const text = make("ab");
    type(text, 2, "c");
    text.receive([...text.sendable(), theirs(3, 0, 1, "A")]);
    expect(text.undo()).toBe(true);
    expect(text.text()).toBe("Ab");
    expect(text.undo()).toBe(false);
    expect(text.text()).toBe("Ab");
    expect(text.redo()).toBe(true);
    expect(text.text()).toBe("Abc");
  });

  it("knows line feeds only", () => expect(make("a\r\nb").text()).toBe("a\nb"));
});

describe("a text that the desk loaded again", () => {
  it("keeps caret and history, and counts as the desk does", () => {
    const text = make("one", 7);
    type(text, 3, " two");
    text.receive(text.sendable());
    text.reconcile("one two three", 0);
    expect([text.text(), text.version(), text.hasUnsent()]).toEqual(["one two three", 0, false]);
    text.undo();
    expect(text.text()).toBe("one three");
    const sent = text.sendable();
    text.receive(sent);
    expect(text.version()).toBe(sent.length);
  });

  it("keeps words that the desk has not got", () => {
    const text = make("one", 7);
    type(text, 3, " two");
    text.reconcile("one", 0);
    expect(text.text()).toBe("one two");
    expect(text.sendable()).toEqual([{ client_id: "me", length: 3, splices: [{ from: 3, to: 3, insert: " two" }] }]);
    expect(text.unsentWords()).toBe(1);
  });
});
