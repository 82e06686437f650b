import { equal, ok } from "./harness.mjs";

const box = (room, name) => room.page.getByRole("dialog").getByRole("textbox", { name, exact: true });

export const tests = {
  async "an outlet is made, looked through as one types, kept, and chosen for a piece"(room) {
    await room.open();
    await room.command("Outlets");
    await room.sees("[role=dialog]", "The Daily");
    await room.accessible("outlets");
    await room.picture("outlets");
    await room.click("New outlet");
    await box(room, "Name").fill("The Lantern");
    await room.sees(".sample", "The open piece on this page");
    await room.accessible("outlet");
    await room.picture("outlet");
    await room.page.getByRole("tab", { name: "Lengths and headlines" }).click();
    await box(room, "Fewest that are right").fill("700");
    await box(room, "Most that are right").fill("many");
    await room.sees("[role=dialog]", "A whole number, or nothing");
    equal(await room.page.getByRole("button", { name: /^Keep the outlet/ }).getAttribute("aria-disabled"), "true");
    await box(room, "Most that are right").fill("600");
    await room.sees("[role=dialog]", "The fewest words (700) are more than the most (600).");
    await room.accessible("outlet with remarks");
    await room.picture("outlet remarks");
    await box(room, "Most that are right").fill("900");
    await room.gone("[role=dialog] .problem");
    await room.page.getByRole("tab", { name: "Hand-overs" }).click();
    await room.page.getByRole("checkbox", { name: "Every query answered" }).check({ force: true });
    await room.sees("[role=dialog] select", "Approved (1)");
    await room.accessible("hand-overs");
    await room.picture("outlet handovers");
    await room.click("Keep the outlet");
    await room.sees(".toast", "“The Lantern” is kept.");
    await room.sees("[role=dialog]", "On this desk");
    const kept = await room.page.evaluate(() => globalThis.fakeReview.outlets.all.get("the-lantern").profile);
    equal([kept.length.low, kept.length.high, kept.handover.approved.needs.join()].join(" "), "700 900 no_open_query");
    await room.key("Escape");
    await room.key("Control+Shift+e");
    await room.page.getByRole("combobox", { name: "Outlet" }).selectOption("the-lantern");
    await room.saved();
  },
  async "a shipped outlet stays as it is, and its copy can be changed and removed"(room) {
    await room.open("", 960, 640);
    await room.command("Outlets");
    await room.page.getByRole("button", { name: "The Daily", exact: true }).click();
    await room.sees("[role=dialog]", "stays as it is");
    await room.accessible("shipped outlet");
    await room.picture("outlet shipped 960");
    await room.page.getByRole("dialog").getByRole("button", { name: "Duplicate", exact: true }).click();
    await room.page.getByRole("tab", { name: "Page design" }).click();
    await box(room, "Columns").fill("4");
    await room.picture("outlet design 960");
    await room.click("Keep the outlet");
    await room.sees("[role=dialog]", "The Daily, copy");
    await room.click("Remove The Daily, copy");
    await room.sees(".toast", "is removed");
    await room.click("Undo");
    await room.sees("[role=dialog]", "The Daily, copy");
    equal(await room.page.evaluate(() => globalThis.fakeReview.outlets.all.get("the-daily-copy").profile.page.columns), 4);
  },
  async "what was changed and not kept is there when the outlets are opened again"(room) {
    await room.open();
    await room.command("Outlets");
    await room.click("New outlet");
    await box(room, "Name").fill("The Half");
    await room.key("Escape");
    await room.command("Outlets");
    equal(await box(room, "Name").inputValue(), "The Half");
  },
  async "an outlet goes out as a file and comes in as one"(room) {
    await room.open();
    await room.command("Outlets");
    await room.click("Save The Daily as a file");
    await room.sees(".toast", "Written to /desk/Desktop/the-daily.toml");
    await room.click("Bring in a file…");
    await room.sees(".toast", "“The Lantern” was brought in.");
    await room.click("Bring in a file…");
    await room.sees("[role=dialog]", "Replace the-lantern.toml?");
    await room.click("Replace it");
    await room.sees("[role=dialog]", "On this desk");
    ok(await room.page.evaluate(() => globalThis.fakeReview.outlets.all.size === 4), "it took the place of the other");
  },
};
