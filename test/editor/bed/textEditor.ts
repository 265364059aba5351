import type { Locator, Page } from "playwright-core";
import { control } from "./keys.ts";
import type { PageElement } from "./pageElement.ts";
import { until } from "./until.ts";

/** How long an open menu may take to show what is asked for. */
const menuMs = 2_000;

/** The text editor that has the focus. */
export class TextEditor {
  readonly #page: Page;
  readonly #editor: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#editor = page.locator(".editor-group-container.active .monaco-editor:visible").first();
  }

  /** By keyboard: a click would meet whatever lies over the text, such as a code lens. */
  async focus(): Promise<void> {
    await this.#page.keyboard.press(control("1"));
    await this.#page.locator(".editor-group-container.active .monaco-editor.focused").first().waitFor();
  }

  /** Waits until keys reach this file. Its tab is active earlier, while its text is still on the way. */
  async waitForFocus(name: string): Promise<void> {
    const file = `[data-uri$="/${encodeURIComponent(name)}"]`;
    await this.#page.locator(`.editor-group-container.active .monaco-editor.focused${file}`).waitFor();
  }

  /** The lines in sight, from top to bottom, as one text. */
  async text(): Promise<string> {
    const lines = await this.#editor.locator(".view-line").evaluateAll((elements: PageElement[]) =>
      elements.map((element) => ({
        top: Number.parseFloat(element.style.top),
        text: element.textContent.replaceAll("\u00a0", " "),
      })),
    );
    return lines
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text)
      .join("\n");
  }

  async waitForText(text: string | RegExp): Promise<string> {
    return await until(`${String(text)} in the editor`, async () => {
      const shown = await this.text();
      return (typeof text === "string" ? shown.includes(text) : text.test(shown)) ? shown : undefined;
    });
  }

  /** Puts the cursor at a 1-based place. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.#page.keyboard.press(control("G"));
    const input = this.#page.locator(".quick-input-widget:visible .quick-input-box input");
    await input.fill(`:${line}:${column}`);
    await this.#page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
  }

  /** Replaces everything. Typed as one paste, so that no bracket is closed automatically. */
  async replaceAll(text: string): Promise<void> {
    await this.focus();
    await this.#page.keyboard.press(control("A"));
    await this.#page.keyboard.insertText(text);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.insertText(text);
  }

  async save(): Promise<void> {
    await this.#page.keyboard.press(control("S"));
    await this.#page.locator(".tabs-container .tab.active:not(.dirty)").first().waitFor();
  }

  codeLens(text: string | RegExp): Locator {
    return this.#editor.locator(".codelens-decoration a", { hasText: text });
  }

  async clickCodeLens(text: string | RegExp, nth = 0): Promise<void> {
    await this.codeLens(text).nth(nth).click();
  }

  /** How many places are underlined, by severity. */
  async squiggles(severity: "error" | "warning" | "info"): Promise<number> {
    return await this.#editor.locator(`.squiggly-${severity}`).count();
  }

  /** Opens the quick fixes at the cursor and applies the one whose title contains a text. */
  async quickFix(title: string): Promise<void> {
    await (await this.openQuickFixes()).filter({ hasText: title }).first().click();
  }

  /** Titles of the quick fixes at the cursor. */
  async quickFixes(): Promise<string[]> {
    const titles = await (await this.openQuickFixes()).allInnerTexts();
    await this.#page.keyboard.press("Escape");
    return titles.map((title) => title.trim());
  }

  /** Opens the quick fixes at the cursor and leaves them open. */
  async openQuickFixes(): Promise<Locator> {
    // The bulb shows once language servers have answered; one that answers late closes the menu, which is then opened again.
    await this.#editor.locator(".lightBulbWidget:visible, [class*=codicon-gutter-lightbulb]").first().waitFor();
    const rows = this.#page.locator(".action-widget:visible .monaco-list-row.action");
    await until("the quick fixes", async () => {
      if (!(await rows.first().isVisible())) await this.#page.keyboard.press(control("."));
      return rows
        .first()
        .waitFor({ timeout: menuMs })
        .then(
          () => true,
          () => undefined,
        );
    });
    return rows;
  }
}
