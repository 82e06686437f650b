import { describe, expect, it } from "vitest";
import type { FolderProblem } from "../ipc/client";
import { asideOf, inTwo, markOf, needYou, NO_FOLDER, sharedWith, standing, waysOf } from "./folder";

const gone: FolderProblem = { name: "a.md", piece: "p1", gone: true, sentence: "“a.md” was removed from the desk folder. The piece is safe here." };
const empty: FolderProblem = { name: "b.md", piece: "p2", gone: false, sentence: "“b.md” is empty now. The piece keeps its words." };
const strange: FolderProblem = { name: "c.md", piece: null, gone: false, sentence: "“c.md” is not readable as text now. It was not taken in." };
const full: FolderProblem = { name: "d.md", piece: "p4", gone: false, sentence: "“d.md” can't be written into the desk folder: the disk is full. The piece is safe here; it is tried again." };

describe("a file that needs a person", () => {
  it("is answered by what it is", () => {
    expect(waysOf(gone)).toEqual(["write", "bin"]);
    expect(waysOf(empty)).toEqual(["write", "look"]);
    expect(waysOf(strange)).toEqual(["look"]);
  });
  it("is not written over while the desk tries again by itself", () => expect(waysOf(full)).toEqual(["look"]));
  it("says that a damaged file is kept", () => {
    expect(asideOf(empty)).toContain("kept beside it");
    expect([gone, strange, full].map(asideOf)).toEqual(["", "", ""]);
  });
});

describe("a sentence of the desk", () => {
  it("is a fact and what follows", () => {
    expect(inTwo(gone.sentence)).toEqual(["“a.md” was removed from the desk folder.", "The piece is safe here."]);
    expect(inTwo("Only this.")).toEqual(["Only this.", ""]);
  });
  it("is not cut inside a file name", () => expect(inTwo("“a. b.md” is empty now. Mend it.")).toEqual(["“a. b.md” is empty now.", "Mend it."]));
});

describe("a folder that another desk has too", () => {
  const now = new Date(2026, 3, 14, 15, 0);
  const at = new Date(2026, 3, 14, 14, 2).toISOString();
  it("names the computer and the time", () => {
    const one = { ...NO_FOLDER, path: "/a", others: [{ computer: "newsroom-2", at }] };
    expect(sharedWith(one, now)).toBe("“newsroom-2” has this folder too, last today 14.02. What either writes comes to the other.");
    const two = { ...one, others: [...one.others, { computer: "maud", at }] };
    expect(sharedWith(two, now)).toContain("“newsroom-2” and 1 more desk have this folder too");
  });
  it("says nothing where there is none", () => expect(sharedWith({ ...NO_FOLDER, path: "/a" }, now)).toBe(""));
});

describe("how the folder stands", () => {
  it("is quiet when all is well", () => {
    expect(markOf({ ...NO_FOLDER, path: "/a", files: 2 })).toBeNull();
    expect(standing({ ...NO_FOLDER, path: "/a", files: 1 })).toBe("1 file, watched.");
  });
  it("says first that it is paused", () => {
    const status = { path: "/a", paused: "The desk folder is not there.", files: 12, problems: [gone], others: [], show: null };
    expect(markOf(status)).toBe("Folder paused");
    expect(standing(status)).toBe("12 files, paused.");
  });
  it("counts the files that need somebody", () => {
    expect(markOf({ ...NO_FOLDER, path: "/a", problems: [gone] })).toBe("1 file needs you");
    expect(markOf({ ...NO_FOLDER, path: "/a", problems: [gone, empty] })).toBe("2 files need you");
    expect(needYou(3)).toBe("3 files of the desk folder need you.");
  });
});
