import type { Frame, Locator, Page } from "playwright-core";
import { control } from "./keys.ts";
import { Messages } from "./messages.ts";
import type { PageElement } from "./pageElement.ts";
import { picturePath } from "./places.ts";
import { QuickInput } from "./quickInput.ts";
import { themeNames } from "./settings.ts";
import type { Theme } from "./settings.ts";
import { TextEditor } from "./textEditor.ts";
import { TreeView } from "./treeView.ts";
import { exactly } from "./exactly.ts";
import { until } from "./until.ts";
import { webviewFrame } from "./webviewFrames.ts";

export interface Problem {
  /** Name without folder. */
  readonly file: string;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  /** The rule id. */
  readonly code: string;
  /** 1-based. */
  readonly line: number;
}

/** VS Code as a user meets it. Every method waits for what it needs to see; none of them sleeps. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly messages: Messages;
  readonly editor: TextEditor;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.messages = new Messages(page);
    this.editor = new TextEditor(page);
  }

  /** Runs a command from the palette by its title, with the category: `PWAF: Add profile`. */
  async command(title: string): Promise<void> {
    await this.quickInput.command(title);
  }

  /** Opens a view container by its icon in the activity bar. */
  async openContainer(title: string): Promise<void> {
    const icon = this.page.locator(`.activitybar .action-item`, {
      has: this.page.locator(`.action-label[aria-label^="${title}"]`),
    });
    await icon.waitFor();
    if (!((await icon.getAttribute("class")) ?? "").split(" ").includes("checked")) await icon.click();
    await this.page.locator(".sidebar .composite.title", { hasText: new RegExp(title, "i") }).waitFor();
  }

  view(name: string): TreeView {
    return new TreeView(this.page, name);
  }

  /** Opens a text file of the folder by name, through “Go to File”. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press(control("P"));
    const widget = this.page.locator(".quick-input-widget:visible");
    await widget.locator(".quick-input-box input").fill(name);
    const base = name.split("/").at(-1) ?? name;
    await widget
      .locator(".monaco-list-row", { has: this.page.locator(".label-name", { hasText: exactly(base) }) })
      .first()
      .click();
    await this.editor.waitForFocus(base);
  }

  async waitForTab(name: string): Promise<void> {
    await this.page.locator(".tabs-container .tab.active", { hasText: name }).waitFor();
  }

  tabs(): Locator {
    return this.page.locator(".tabs-container .tab");
  }

  async closeAllEditors(): Promise<void> {
    await this.command("View: Close All Editors");
    await this.tabs().first().waitFor({ state: "detached" });
  }

  /** The status bar item that contains a text. */
  statusItem(text: string | RegExp): Locator {
    return this.page.locator(".statusbar-item", { hasText: text });
  }

  async waitForStatus(text: string | RegExp): Promise<void> {
    await this.statusItem(text).first().waitFor();
  }

  /** The page inside a webview, found by its `<title>`. */
  async webview(title: string | RegExp): Promise<Frame> {
    return await webviewFrame(this.page, title);
  }

  /** The rows of the Problems view that are in sight, in its order: by file, then by severity and place. */
  async problems(): Promise<Problem[]> {
    const rows = this.page.locator(".markers-panel .monaco-list-row");
    const found = await rows.evaluateAll((elements: PageElement[]) =>
      elements
        .sort((a, b) => Number(a.getAttribute("data-index")) - Number(b.getAttribute("data-index")))
        .map((element) => ({
          file: element.querySelector(".label-name")?.textContent,
          icon: element.querySelector(".marker-icon")?.innerHTML ?? "",
          message: element.querySelector(".marker-message")?.textContent ?? "",
          code: element.querySelector(".marker-code")?.textContent ?? "",
          place: element.querySelector(".marker-line")?.textContent ?? "",
        })),
    );
    let file = "";
    return found.flatMap((row) => {
      if (row.file !== undefined) {
        file = row.file;
        return [];
      }
      const severity = row.icon.includes("codicon-error")
        ? "error"
        : row.icon.includes("-warning")
          ? "warning"
          : "info";
      const code = row.code.trim().replace(/^\(|\)$/g, "");
      return [
        { file, severity, message: row.message.trim(), code, line: Number(/Ln (\d+)/.exec(row.place)?.[1] ?? 0) },
      ];
    });
  }

  /** Gives the editors the whole height, where a panel is open. */
  async hidePanel(): Promise<void> {
    const panel = this.page.locator(".part.panel");
    if (await panel.isVisible()) await this.command("View: Hide Panel");
    await panel.waitFor({ state: "hidden" });
  }

  async showProblems(): Promise<void> {
    const panel = this.page.locator(".markers-panel:visible");
    if (!(await panel.isVisible())) await this.command("Problems: Focus on Problems View");
    await panel.waitFor();
  }

  /** Opens the Problems view and waits until it satisfies a condition. */
  async waitForProblems(what: string, ready: (problems: readonly Problem[]) => boolean): Promise<Problem[]> {
    await this.showProblems();
    let last: Problem[] = [];
    return await until(`problems: ${what}`, async () => {
      last = await this.problems();
      return ready(last) ? last : undefined;
    }).catch((cause: unknown) => {
      throw new Error(`waited for problems: ${what}; shown are ${JSON.stringify(last)}`, { cause });
    });
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.command("Preferences: Color Theme");
    await this.quickInput.pick(/theme/i, themeNames[theme]);
    const kind = { dark: "vs-dark", light: "vs", highContrast: "hc-black" }[theme];
    await this.page.locator(`.monaco-workbench.${kind}`).waitFor();
  }

  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  /** Takes a picture into `out/pictures/<name>.png`, once nothing moves any more. */
  async screenshot(name: string): Promise<string> {
    const path = await picturePath(name);
    await this.page.screenshot({ path, animations: "disabled", caret: "hide" });
    return path;
  }
}
