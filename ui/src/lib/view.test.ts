import { describe, expect, it } from "vitest";
import { freshView, keepPlace, PLACES, readView } from "./view";

describe("the window's memory", () => {
  it("comes back as it was kept", () => {
    const view = { ...freshView(), desk: false, deskWidth: 300, zoom: 1.2, keys: { bold: ["Ctrl+Alt+B"] }, places: [{ id: "a", field: "body" as const, from: 1, to: 2, scroll: 30, line: 2.5 }] };
    expect(readView(JSON.stringify(view))).toEqual(view);
  });
  it("is that of a new desk when it can't be read", () => {
    for (const bad of [null, "", "{", "3", "[]", "null"]) expect(readView(bad)).toEqual(freshView());
  });
  it("takes no value that does not fit", () => {
    expect(readView('{"desk":"no","deskWidth":99999,"zoom":"big","tab":"x","sheet":4,"keys":{"a":5},"places":[{"id":3},null],"recent":[1,"b"]}')).toEqual({ ...freshView(), deskWidth: 380, keys: { a: [] }, recent: ["b"] });
  });
  it("keeps the last fifty places, no piece twice", () => {
    let places = freshView().places;
    for (let i = 0; i < 60; i += 1) places = keepPlace(places, { id: `p${i % 55}`, field: "body", from: i, to: i, scroll: 0, line: 0 });
    expect(places).toHaveLength(PLACES);
    expect(places[0]).toMatchObject({ id: "p4", from: 59 });
    expect(new Set(places.map((p) => p.id)).size).toBe(PLACES);
  });
});
