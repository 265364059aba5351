import type { FileContents, FilePreview, VolumeFileProtocol } from "../../protocol/volumeFile.ts";
import { ArrowRows } from "../shared/arrowRows.ts";
import { DataGrid } from "../shared/dataGrid/dataGrid.ts";
import type { Announcer } from "../shared/dom.ts";
import { button, el } from "../shared/dom.ts";
import { sizeText } from "../shared/grid/gridSource.ts";
import { notice } from "../shared/notice.ts";
import { PageHead } from "../shared/pageHead.ts";
import { PaneFrame } from "../shared/paneFrame.ts";
import type { ViewPort } from "../shared/port.ts";

/** Which file it is, over a reload; its contents are fetched again. */
export interface FileMemory {
  readonly path: string;
}

/** The head of a file: rows in the grid, text as it is, and of other files what they are. */
export class FilePage {
  readonly element = el("main", { class: "file" });
  readonly #port: ViewPort<VolumeFileProtocol, FileMemory>;
  readonly #announcer: Announcer;
  readonly #head = new PageHead();
  readonly #body: PaneFrame<FilePreview>;
  readonly #grid: DataGrid;

  constructor(port: ViewPort<VolumeFileProtocol, FileMemory>, announcer: Announcer) {
    this.#port = port;
    this.#announcer = announcer;
    this.#grid = new DataGrid("Rows of the file", {
      copy: (text) => port.send("copy", { text }),
      say: (text) => announcer.say(text),
    });
    const events = {
      load: () => port.send("reload", undefined),
      cancel: () => port.send("cancel", undefined),
      act: (id: string) => port.send("action", { id }),
      say: (text: string) => announcer.say(text),
    };
    const body = el("section", { class: "file-body", "aria-label": "Contents" });
    this.#body = new PaneFrame(body, events, ({ path, note, contents }) => {
      announcer.say(`${path}. ${note}`);
      return this.#contents(contents);
    });
    this.element.append(this.#head.element, body);
  }

  show({ path, state }: VolumeFileProtocol["toView"]["file"]): void {
    this.#port.remember({ path });
    this.#showHead(path, state.kind === "loaded" ? state.value : undefined);
    this.#body.update(state);
  }

  #showHead(path: string, preview: FilePreview | undefined): void {
    const buttons = [
      button("Copy path", "link", () => this.#copy(path)),
      button("Reload", "link", () => this.#port.send("reload", undefined)),
    ];
    const size = preview?.size === undefined ? undefined : sizeText(preview.size);
    this.#head.show(path.split("/").at(-1) ?? path, buttons, path, [size, preview?.note]);
  }

  #contents(contents: FileContents): Node {
    switch (contents.kind) {
      case "empty":
        return notice("The file is empty.");
      case "binary":
        return notice(`${contents.what}. There is nothing to read in it here.`);
      case "text": {
        const { text } = contents;
        const copy = button("Copy text", "secondary", () => this.#copy(text));
        const block = el("pre", { class: "file-text", tabindex: 0, "aria-label": "Text" }, text);
        return el("div", { class: "file-text-pane" }, el("div", {}, copy), block);
      }
      case "rows": {
        const rows = new ArrowRows(contents.columns);
        if (contents.page.rowCount > 0) rows.add(contents.page);
        // The grid measures itself, so it must be in the page first.
        queueMicrotask(() => this.#grid.show(rows, { complete: true }));
        return el(
          "div",
          { class: "file-rows" },
          this.#grid.element,
          el("div", { class: "file-foot" }, this.#grid.facts),
        );
      }
    }
  }

  #copy(text: string): void {
    this.#port.send("copy", { text });
    this.#announcer.say("Copied");
  }
}
