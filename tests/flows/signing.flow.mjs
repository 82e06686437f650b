import { equal, ok } from "./harness.mjs";
import { review } from "./review.flow.mjs";

export const tests = {
  async "a role sees exactly what was touched since it signed, and goes there"(room) {
    await review(room);
    await room.page.getByRole("button", { name: "Headline, 2 paragraphs changed since" }).click();
    equal(await room.page.locator(".touched .t").allInnerTexts(), ["Headline", "Para 1", "Para 10"]);
    await room.page.locator(".touched button").nth(1).click();
    equal(await room.focused(), "Body");
    await room.sees(".card.cur", "Nobody made a speech.");
    await room.accessible("touched paragraphs");
  },
  async "a sign-off says who and how, and that it proves nothing"(room) {
    await review(room);
    await room.page.locator(".sign .name", { hasText: "Legal" }).click();
    await room.sees(".popover", "Petra Lund");
    await room.sees(".popover", "The quotation has to be in the minutes.");
    await room.sees(".popover", "no proof of who made it");
    await room.accessible("a sign-off");
    await room.click("Record that the lawyer agrees…");
    await room.sees(".dialog h2", "Record that the lawyer agrees");
    await room.gone(".popover");
    await room.key("Escape");
    await room.click("Sign off…");
    await room.sees(".dialog h2", "Sign off as the editor");
    await room.accessible("signing off");
    await room.page.getByRole("textbox", { name: "Note", exact: true }).fill("Read twice.");
    await room.page.locator(".dialog").getByRole("button", { name: "Sign off", exact: true }).click();
    await room.sees(".sign.agrees", "Maud Castell");
    await room.sees("#pane-review", "No changes since the editor last agreed.");
    await room.page.getByRole("button", { name: "Headline, 2 paragraphs changed since" }).click();
    await room.click("Record that the lawyer agrees…");
    equal(await room.page.getByLabel("How it was given").locator("option").allInnerTexts(), ["Choose how…", "In a file for reading back", "On the telephone", "By mail", "In person"]);
    const record = room.page.locator(".dialog .primary");
    await record.click({ force: true });
    ok(await room.page.locator(".dialog").isVisible(), "an agreement was recorded without saying how it was given");
    await room.page.getByLabel("How it was given").selectOption("phone");
    await record.click({ force: true });
    ok(await room.page.locator(".dialog").isVisible(), "an agreement was recorded without saying whose it is");
    await room.page.getByRole("textbox", { name: "Who agreed" }).fill("Petra Lund");
    await room.accessible("recording an agreement");
    await room.picture("record agreement");
    await record.click();
    await room.sees(".sign.agrees", "Petra Lund");
    await room.page.locator(".sign .name", { hasText: "Legal" }).click();
    await room.sees(".popover", "given on the telephone, written down by Maud Castell");
    await room.key("Escape");
  },
  async "a step says what it needs, and goes on with a reason"(room) {
    await room.open("review");
    await room.page.locator("button.stage").click();
    await room.accessible("the stage’s menu");
    await room.page.getByRole("menuitem", { name: "Send to copy…" }).click();
    await room.sees(".needs .missing", "queries are open");
    await room.sees(".needs", "The disclosure is there.");
    await room.accessible("a step");
    await room.page.locator(".dialog .primary").click({ force: true });
    ok(await room.page.locator(".dialog").isVisible(), "the step was made without a reason");
    await room.page.getByRole("textbox", { name: "Reason" }).fill("The page closes at five.");
    await room.click("Send to copy all the same");
    await room.sees("button.stage", "Copy-edit");
    await room.page.locator("button.stage").click();
    await room.page.getByRole("menuitem", { name: "Kill…" }).click();
    await room.page.getByRole("textbox", { name: "Rights go back on" }).fill("next week");
    await room.page.getByRole("textbox", { name: "Reason" }).fill("Withdrawn by the author.");
    await room.click("Kill");
    await room.sees(".problem", "A date as");
    await room.page.getByRole("textbox", { name: "Rights go back on" }).fill("2026-12-31");
    await room.click("Kill");
    await room.sees("button.stage", "Killed");
  },
  async "who has it, until when, and where it went is kept"(room) {
    await room.open("review");
    await room.click("Send to author");
    await room.sees("button.stage", "With author");
    await room.command("Who has it, until when…");
    await room.sees(".went", "Editing → With author");
    await room.page.getByRole("textbox", { name: "Who has it" }).fill("Ilse Varden");
    await room.page.getByRole("textbox", { name: "Due" }).fill("30 November");
    await room.page.getByLabel("Embargo").selectOption("open");
    await room.click("Keep this");
    await room.sees(".problem", "As 2026-11-30");
    await room.page.getByRole("textbox", { name: "Due" }).fill("2026-11-30 17.00");
    await room.accessible("who has it");
    await room.click("Keep this");
    await room.gone(".dialog");
    await room.command("Who has it, until when…");
    equal(await room.page.getByRole("textbox", { name: "Due" }).inputValue(), "2026-11-30 17.00");
    equal(await room.page.getByLabel("Embargo").inputValue(), "open");
    await room.key("Escape");
  },
  async "the usual step is one press"(room) {
    await room.open("review");
    await room.click("Send to author");
    await room.sees("button.stage", "With author");
    await room.sees(".stage-page .bar .primary", "Send to copy");
  },
  async "an edit after the seal says so, and verifying shows it"(room) {
    await review(room);
    await room.click("Seal");
    await room.sees(".dialog .needs .missing", "for the editor");
    await room.sees(".dialog .needs", "Copy: Has to read it, and has not yet.");
    await room.accessible("what is open at a seal");
    await room.picture("seal open");
    await room.click("Not yet");
    await room.sees(".sealbar", "Not sealed");
    await room.click("Seal");
    await room.click("Seal all the same");
    await room.sees(".sealbar", "sealed by Maud Castell");
    const name = await room.page.locator(".sealbar .fp").innerText();
    ok(/^[a-z]+ \d{4} [a-z]+$/.test(name), `no name for the telephone: ${name}`);
    await room.page.locator(".sealbar").getByRole("button", { name: "Verify…" }).click();
    const text = await room.page.evaluate(() => ["kicker", "headline", "standfirst", "byline", "body", "author_note", "disclosure"].map((f) => globalThis.fakeDesk.piece("p1").texts.get(f).text).join("\n\n"));
    await room.page.getByRole("textbox", { name: "The text" }).fill(text);
    await room.click("Verify this text");
    await room.sees(".verdict .ok", `Matches seal ${name}`);
    await room.page.getByRole("textbox", { name: "The text" }).press("End");
    await room.type(" ");
    await room.gone(".verdict p");
    await room.page.getByRole("textbox", { name: "The text" }).fill(text.replace("wall.", "wall,"));
    await room.click("Verify this text");
    await room.sees(".verdict .warn", "1 place differs");
    await room.sees(".diff ins", "wall,");
    await room.accessible("verifying");
    await room.page.getByRole("textbox", { name: "The text" }).fill(text);
    await room.gone(".verdict p, .dialog .diff");
    await room.key("Escape");
    await room.focus("Body");
    await room.key("Control+Home");
    await room.type("Yes. ");
    await room.sees(".banner", `Sealed as ${name}, then edited.`);
    await room.click("Show the edits");
    await room.sees(".card.change, .line", "Yes.");
    await room.sees(".status", "1 change since the seal");
    await room.key("Control+Shift+e");
    await room.sees("#pane-export", `The sealed text, ${name}`);
  },
  async "a headline’s trail says who saw it and what they said"(room) {
    await review(room);
    await room.page.locator(".f-head").hover();
    await room.page.locator(".f-head .seen-by").click();
    await room.sees(".popover", "No headline was shown");
    await room.click("Write it down");
    await room.sees(".popover .trail", "written by Ilse Varden");
    await room.accessible("who saw the headline");
    await room.click("Write the answer down");
    await room.page.getByRole("textbox", { name: "What was said" }).fill("Better than mine.");
    await room.click("Agrees");
    await room.sees(".popover .trail", "Agrees: Better than mine.");
    // A later answer is the one that counts, and the first stays in the trail.
    await room.click("Write another answer down");
    await room.page.getByRole("textbox", { name: "What was said" }).fill("Not after all.");
    await room.click("Objects");
    await room.sees(".popover .trail", "Objects: Not after all.");
    await room.sees(".popover .trail .earlier", "Before: Agrees: Better than mine.");
    await room.accessible("answers to a headline");
    await room.click("Write another answer down");
    await room.click("Agrees");
    await room.key("Escape");
    await room.sees(".seen-by", "agreed");
  },
  async "a read-back is written, and its answer read once"(room) {
    await room.open("review");
    await room.command("Write a file for reading back…");
    await room.sees(".dialog", "2 queries to be answered");
    await room.accessible("a file for reading back");
    await room.click("Write the file…");
    await room.sees(".toast", "ferry-night-op-read-back.html");
    await room.command("Read an answer…");
    await room.page.getByRole("textbox", { name: "The answer" }).fill("reply p1 agrees");
    await room.click("Read this answer");
    await room.sees(".verdict .ok", "agrees with the text that was shown");
    await room.click("Read this answer");
    await room.sees(".verdict .warn", "read before");
    await room.accessible("an answer");
    await room.click("Show the piece");
    await room.sees(".sign.agrees", "Ilse Varden");
  },
};
