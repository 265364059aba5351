import type { Locator, Page } from "playwright-core";
import type { PageElement } from "./pageElement.ts";
import { exactly } from "./exactly.ts";
import { until } from "./until.ts";

/** A view of the side bar or panel: a tree, or its welcome text. */
export class TreeView {
  readonly #page: Page;
  readonly #pane: Locator;

  /** @param name as the view's header shows it, e.g. `Catalog`. */
  constructor(page: Page, name: string) {
    this.#page = page;
    this.#pane = page.locator(".pane", { has: page.locator(`.pane-header[aria-label^="${name}"]`) });
  }

  /** Opens the section if it is folded. */
  async unfold(): Promise<void> {
    const header = this.#pane.locator(".pane-header");
    if ((await header.getAttribute("aria-expanded")) === "false") await header.click();
  }

  /** Folds the section, which leaves its room to the others. */
  async fold(): Promise<void> {
    const header = this.#pane.locator(".pane-header");
    if ((await header.getAttribute("aria-expanded")) === "true") await header.click();
  }

  async waitForWelcome(text: string): Promise<void> {
    await this.#pane.locator(".welcome-view-content", { hasText: text }).waitFor();
  }

  /** The line above the rows. */
  async waitForMessage(text: string): Promise<void> {
    await this.#pane.locator(".message", { hasText: text }).waitFor();
  }

  /** A link within a sentence of the welcome text. */
  async clickWelcomeLink(label: string): Promise<void> {
    await this.#pane.locator(".welcome-view-content a", { hasText: label }).click();
  }

  async clickWelcomeButton(label: string): Promise<void> {
    await this.#pane.locator(".welcome-view-content .monaco-button", { hasText: label }).click();
  }

  /** The row whose name is exactly this; where a name occurs twice, say which one. */
  row(name: string, nth = 0): Locator {
    return this.#pane
      .locator(".monaco-list-row")
      .filter({ has: this.#page.locator(".label-name", { hasText: exactly(name) }) })
      .nth(nth);
  }

  async waitForRow(name: string): Promise<Locator> {
    const row = this.row(name);
    await row.waitFor();
    return row;
  }

  /** Expands a row that has children and waits for the first of them. */
  async expand(name: string, nth = 0): Promise<void> {
    const row = this.row(name, nth);
    await row.waitFor();
    await until(`the children of ${name}`, async () => {
      // A tree that is drawn anew between press and release, as when its view hears of another editor, loses the click.
      if ((await row.getAttribute("aria-expanded")) !== "true") await row.locator(".monaco-tl-twistie").click();
      const [index, level] = [await row.getAttribute("data-index"), await row.getAttribute("aria-level")];
      const next = this.#pane.locator(`.monaco-list-row[data-index="${Number(index) + 1}"]`);
      if ((await next.count()) === 0) return undefined;
      return Number(await next.getAttribute("aria-level")) > Number(level) || undefined;
    });
  }

  async click(name: string, nth = 0): Promise<void> {
    await this.row(name, nth).click();
  }

  /** Clicks an icon that appears on the row under the pointer. */
  async inlineAction(name: string, action: string, nth = 0): Promise<void> {
    const row = this.row(name, nth);
    await this.#reveal(row);
    await row.hover();
    await row.locator(`.actions .action-label[aria-label^="${action}"]`).click();
  }

  /** Clicks an icon in the view's title bar. */
  async titleAction(action: string): Promise<void> {
    await this.#pane.locator(".pane-header").hover();
    await this.#pane.locator(`.pane-header .action-label[aria-label^="${action}"]`).click();
  }

  /**
   * Turns the wheel until the whole row is in sight. Clicking a row that is partly hidden makes the browser scroll what the
   * tree scrolls by itself, and the row slips away from under the pointer.
   */
  async #reveal(row: Locator): Promise<void> {
    const list = this.#pane.locator(".monaco-list").first();
    await until("the whole row in sight", async () => {
      const [inner, outer] = [await row.boundingBox(), await list.boundingBox()];
      if (!inner || !outer) return undefined;
      const above = outer.y - inner.y;
      const below = inner.y + inner.height - outer.y - outer.height;
      if (above <= 0 && below <= 0) return true;
      await this.#page.mouse.move(outer.x + outer.width / 2, outer.y + outer.height / 2);
      await this.#page.mouse.wheel(0, above > 0 ? -above : below);
      return undefined;
    });
  }

  /** Picks from the context menu by keyboard, because a menu ignores the mouse for a moment after it has opened. */
  async contextMenu(name: string, entry: string, nth = 0): Promise<void> {
    await this.row(name, nth).click({ button: "right" });
    const items = this.#page.locator(".monaco-menu .action-item:not(.disabled)");
    await items.filter({ hasText: entry }).first().waitFor();
    const wanted = items.and(this.#page.locator(".focused")).filter({ hasText: entry });
    for (let presses = await items.count(); presses > 0 && (await wanted.count()) === 0; presses--)
      await this.#page.keyboard.press("ArrowDown");
    if ((await wanted.count()) === 0) throw new Error(`“${entry}” in the menu of ${name} cannot be chosen by keyboard`);
    await this.#page.keyboard.press("Enter");
  }

  /** Drags a row to the end of something, such as a line of an editor, and drops it there. */
  async dragTo(name: string, target: Locator, nth = 0): Promise<void> {
    const row = this.row(name, nth);
    await this.#reveal(row);
    await row.hover();
    const end = await target.boundingBox();
    if (!end) throw new Error(`there is no place to drop ${name}`);
    const { mouse } = this.#page;
    await mouse.down();
    // In steps: one jump is taken for a click, and what is dragged over must have time to say that it takes it.
    await mouse.move(end.x + end.width - 2, end.y + end.height / 2, { steps: 10 });
    await mouse.move(end.x + end.width - 3, end.y + end.height / 2);
    await mouse.up();
  }

  /** Names of the rows in sight, from top to bottom. */
  async names(): Promise<string[]> {
    const rows = await this.#pane.locator(".monaco-list-row").evaluateAll((elements: PageElement[]) =>
      elements.map((element) => ({
        index: Number(element.getAttribute("data-index")),
        name: element.querySelector(".label-name")?.textContent ?? "",
      })),
    );
    return rows.sort((a, b) => a.index - b.index).map(({ name }) => name);
  }

  /** What the row says beside its name. */
  async description(name: string, nth = 0): Promise<string> {
    return (await this.row(name, nth).locator(".label-description").innerText()).trim();
  }
}
