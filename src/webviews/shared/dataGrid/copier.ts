import { isCancelled } from "../../../core/base/errors.ts";
import { button, el, setText } from "../dom.ts";
import type { CellRange, GridSource } from "../grid/gridSource.ts";
import type { CopyForm } from "../rows/copyForms.ts";
import { copyText, CopyRefused } from "../rows/copyForms.ts";

export interface CopierHost {
  readonly copy: (text: string) => void;
  readonly say: (text: string) => void;
}

/** Copying that takes longer shows how far it is, in milliseconds. */
const showAfter = 200;
const count = (value: number): string => value.toLocaleString("en-US");

/** Copies cells to the clipboard. A large selection shows how far it is and can be stopped. */
export class Copier {
  /** Shown while it works. */
  readonly element = el("span", { class: "copying", hidden: true });
  readonly #text = el("span");
  readonly #host: CopierHost;
  #work = new AbortController();

  constructor(host: CopierHost) {
    this.#host = host;
    this.element.append(
      this.#text,
      button("Cancel", "link", () => this.#work.abort()),
    );
  }

  async copy(source: GridSource, range: CellRange, form: CopyForm, headers: boolean): Promise<void> {
    this.#work.abort();
    const work = (this.#work = new AbortController());
    const width = range.right - range.left + 1;
    const cells = (range.bottom - range.top + 1) * width;
    const began = performance.now();
    const didRead = (rows: number): void => {
      setText(this.#text, `Copying ${count(rows * width)} of ${count(cells)} cells `);
      this.element.hidden = performance.now() - began < showAfter;
    };
    try {
      this.#host.copy(await copyText(source, { form, range, headers }, didRead, work.signal));
      this.#tell(cells === 1 ? "Copied 1 cell" : `Copied ${count(cells)} cells`);
    } catch (error) {
      if (isCancelled(error)) this.#tell("Nothing was copied");
      else this.#tell(error instanceof CopyRefused ? error.message : "The rows could not be read. Nothing was copied.");
    } finally {
      if (this.#work === work) this.element.hidden = true;
    }
  }

  #tell(text: string): void {
    this.#host.say(text);
  }
}
