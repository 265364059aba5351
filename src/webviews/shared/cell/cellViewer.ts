import { button, el, setText, uniqueId } from "../dom.ts";
import type { CellPlace, GridSource } from "../grid/gridSource.ts";
import { isBinary, sizeText } from "../grid/gridSource.ts";
import { prettyJson } from "../textForms.ts";
import { hexDump } from "./hexDump.ts";
import { parseJson } from "./jsonNode.ts";
import { jsonTree } from "./jsonTree.ts";

/** One way to look at a value; the text of a form is made when it is chosen. */
interface Form {
  readonly title: string;
  readonly text?: () => string;
  readonly tree?: () => HTMLElement;
}

/** Shows one cell whole: text as it is, JSON indented or as a tree, bytes as a hex dump. Escape closes it. */
export class CellViewer {
  readonly element: HTMLDialogElement;
  readonly #titleId = uniqueId("viewer-title");
  /** Name of its radio buttons. */
  readonly #group = uniqueId("viewer-form");
  readonly #title = el("h2", { class: "viewer-title", id: this.#titleId });
  readonly #facts = el("span", { class: "muted" });
  readonly #forms = el("div", { class: "viewer-forms", role: "radiogroup", "aria-label": "Show as" });
  readonly #text = el("textarea", { class: "viewer-text", readonly: true, spellcheck: "false" });
  readonly #tree = el("div", { class: "viewer-tree", hidden: true });
  #value = "";

  constructor(copy: (text: string) => void) {
    const buttons = el(
      "div",
      { class: "viewer-buttons" },
      this.#forms,
      button("Copy", "secondary", () => copy(this.#value)),
      button("Close", "primary", () => this.element.close()),
    );
    const head = el("div", { class: "viewer-head" }, this.#title, this.#facts);
    const parts = [head, this.#text, this.#tree, buttons];
    this.element = el("dialog", { class: "viewer", "aria-labelledby": this.#titleId }, ...parts);
  }

  show(source: GridSource, { row, column }: CellPlace): void {
    const info = source.columns[column] ?? { name: "", type: "" };
    const value = source.fullText(row, column);
    const place = `row ${(source.rowId(row) + 1).toLocaleString("en-US")}`;
    const forms = formsOf(value, isBinary(info));
    this.#value = value ?? "NULL";
    setText(this.#title, info.name);
    setText(this.#facts, [info.type, place, describeLength(value, isBinary(info))].join(" · "));
    this.#text.ariaLabel = `Value of ${info.name}, ${place}`;
    this.#text.classList.toggle("null", value === undefined);
    this.#forms.hidden = forms.length < 2;
    this.#forms.replaceChildren(...forms.map((form, index) => this.#choice(form, index === 0)));
    this.#choose(forms[0]);
    this.element.showModal();
    this.#text.focus();
  }

  #choice(form: Form, isFirst: boolean): HTMLElement {
    const input = el("input", { type: "radio", name: this.#group, checked: isFirst });
    input.addEventListener("change", () => this.#choose(form));
    return el("label", {}, input, form.title);
  }

  #choose(form: Form | undefined): void {
    this.#text.hidden = form?.text === undefined;
    this.#tree.hidden = form?.tree === undefined;
    this.#tree.replaceChildren(...(form?.tree ? [form.tree()] : []));
    this.#text.value = form?.text?.() ?? "";
    this.#text.setSelectionRange(0, 0);
    this.#text.scrollTop = 0;
  }
}

function formsOf(value: string | undefined, isBytes: boolean): Form[] {
  if (value === undefined) return [{ title: "Text", text: () => "NULL" }];
  if (isBytes) {
    return [
      { title: "Hex dump", text: () => hexDump(value) },
      { title: "Hex digits", text: () => value },
    ];
  }
  const json = parseJson(value);
  const plain = { title: "Text", text: () => value };
  if (!json) return [plain];
  return [
    { title: "Indented", text: () => prettyJson(value) ?? value },
    { title: "Tree", tree: () => jsonTree(json) },
    plain,
  ];
}

function describeLength(value: string | undefined, isBytes: boolean): string {
  if (value === undefined) return "NULL";
  if (isBytes) return sizeText(value.length / 2);
  if (value === "") return "empty string";
  return value.length === 1 ? "1 character" : `${value.length.toLocaleString("en-US")} characters`;
}
