import type { Locator, Page } from "playwright-core";
import { exactly } from "./exactly.ts";
import { until } from "./until.ts";

/** The box at the top: command palette, picks and text questions. All by keyboard, as a fluent user works. */
export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;
  readonly #input: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator(".quick-input-widget:visible");
    this.#input = this.#widget.locator(".quick-input-box input");
  }

  /** Runs a command by its palette title, e.g. `PWAF: Sign in`. */
  async command(title: string): Promise<void> {
    await this.openPalette(title);
    const row = this.#rows.filter({ has: this.#page.locator(".label-name", { hasText: exactly(title) }) });
    await row.first().click();
  }

  /** Titles that the palette offers for a text, in its order. */
  async offeredCommands(text: string): Promise<string[]> {
    await this.openPalette(text);
    await this.#rows.first().waitFor();
    const titles = await this.#rows.locator(".label-name").allInnerTexts();
    await this.cancel();
    return titles.map((title) => title.trim());
  }

  async openPalette(text: string): Promise<void> {
    // A webview that is still loading swallows the key, or takes the focus once it has loaded, which closes the palette.
    await until("the command palette", async () => {
      await this.#page.keyboard.press("F1");
      return await this.#input.fill(`>${text}`, { timeout: 2000 }).then(
        () => true,
        () => undefined,
      );
    });
  }

  /** Waits for a text question or a pick whose title, prompt or placeholder contains a text. */
  async waitFor(text: string | RegExp): Promise<void> {
    await until(`a question with ${String(text)}`, async () => {
      const shown = await this.#question();
      return (typeof text === "string" ? shown.includes(text) : text.test(shown)) || undefined;
    });
  }

  /** Answers a text question. `question` is checked first, so that no answer goes to the wrong one. */
  async answer(question: string | RegExp, text: string): Promise<void> {
    await this.waitFor(question);
    await this.#input.fill(text);
    await this.#page.keyboard.press("Enter");
  }

  /** Types without accepting, to see what the validation says. */
  async type(text: string): Promise<void> {
    await this.#input.fill(text);
  }

  async value(): Promise<string> {
    return await this.#input.inputValue();
  }

  async accept(): Promise<void> {
    await this.#page.keyboard.press("Enter");
  }

  /** The line under the input: a prompt or what is wrong with the value. */
  async message(): Promise<string> {
    return (await this.#widget.locator(".quick-input-message").innerText()).trim();
  }

  /** Picks the entry with this label, in a pick whose title or placeholder contains `question`. */
  async pick(question: string | RegExp, label: string): Promise<void> {
    await this.waitFor(question);
    await this.#input.fill(label);
    await this.#rows
      .filter({ has: this.#page.locator(".label-name", { hasText: exactly(label) }) })
      .first()
      .click();
  }

  /** Labels of the entries that are shown. */
  async entries(): Promise<string[]> {
    await this.#rows.first().waitFor();
    const labels = await this.#rows.locator(".quick-input-list-row:first-child .label-name").allInnerTexts();
    return labels.map((label) => label.trim());
  }

  async cancel(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await this.#widget.waitFor({ state: "hidden" });
  }

  get #rows(): Locator {
    return this.#widget.locator(".quick-input-list .monaco-list-row");
  }

  async #question(): Promise<string> {
    if (!(await this.#widget.isVisible())) return "";
    const texts = await this.#widget
      .locator(".quick-input-title, .quick-input-message, .quick-input-description")
      .allInnerTexts();
    const placeholder = await this.#input.getAttribute("placeholder");
    return [...texts, placeholder ?? ""].join("\n");
  }
}
