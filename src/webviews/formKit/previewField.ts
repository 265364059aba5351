import type { FormKitField } from "../../protocol/formKit.ts";
import { el, setAttributes, setText, uniqueId } from "../shared/dom.ts";

/** One input as a product would show it, with its check. What is typed stays in the page. */
export class PreviewField {
  readonly element: HTMLElement;
  readonly #field: FormKitField;
  readonly #input: HTMLInputElement;
  readonly #problem: HTMLElement;

  constructor(field: FormKitField, didChange: () => void) {
    this.#field = field;
    const id = uniqueId("preview");
    this.#problem = el("p", { class: "field-problem", id: `${id}-problem`, hidden: true });
    this.#input = el("input", {
      id,
      type: field.isSecret ? "password" : "text",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: field.isFilledIn ? "filled in by the product" : field.example,
      readonly: field.isFilledIn,
      "aria-describedby": `${id}-help ${id}-problem`,
      "aria-required": !field.isOptional,
    });
    this.#input.value = field.defaultValue ?? "";
    this.#input.addEventListener("input", () => {
      this.#show();
      didChange();
    });
    this.#input.addEventListener("blur", () => this.#show());
    const mark = field.isOptional ? el("span", { class: "muted" }, " (optional)") : undefined;
    this.element = el(
      "div",
      { class: "field" },
      el("label", { for: id }, field.label, mark, el("code", { class: "muted" }, field.key)),
      this.#input,
      this.#problem,
      el("p", { class: "field-help muted", id: `${id}-help` }, field.help),
    );
  }

  /** What is wrong with the value; undefined for what the product fills in. */
  get problem(): string | undefined {
    const { isFilledIn, isOptional, pattern, label, example } = this.#field;
    const value = this.#input.value.trim();
    if (isFilledIn || (isOptional && value === "")) return undefined;
    if (value === "") return `${label} is needed.`;
    if (pattern === undefined || new RegExp(pattern).test(value)) return undefined;
    return example === undefined ? "It must not hold spaces." : `Expected something like ${example}`;
  }

  #show(): void {
    const problem = this.problem;
    setText(this.#problem, problem ?? "");
    this.#problem.hidden = problem === undefined;
    setAttributes(this.#input, { "aria-invalid": problem === undefined ? undefined : "true" });
  }
}
