import type { FormRow } from "../../protocol/profileForm.ts";
import { button, el, setAttributes, setText, withCode } from "../shared/dom.ts";

/** One labelled input with its help and, once it has been left, what is wrong with it. */
export class FieldRow {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly #problem: HTMLElement;
  #touched = false;
  #text = "";

  constructor(row: Omit<FormRow, "group" | "problem">, value: string, changed: (value: string) => void) {
    const id = `field-${row.key}`;
    this.#problem = el("p", { class: "field-problem", id: `${id}-problem`, hidden: true });
    this.input = el("input", {
      id,
      type: row.isSecret ? "password" : "text",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": `${id}-help ${id}-problem`,
      "aria-required": row.isRequired,
      placeholder: row.isSecret ? secretPlaceholder(row.secret) : undefined,
    });
    this.input.value = value;
    this.input.addEventListener("input", () => changed(this.input.value));
    this.input.addEventListener("blur", () => this.touch());
    const mark = row.isRequired ? el("span", { class: "muted" }, " (needed)") : undefined;
    const warning = row.warning === undefined ? undefined : el("p", { class: "field-warning" }, row.warning);
    this.element = el(
      "div",
      { class: "field" },
      el("label", { for: id }, row.label, mark),
      el("div", { class: "field-input" }, this.input, row.isSecret ? this.#eye(row.label) : undefined),
      this.#problem,
      warning,
      el("p", { class: "field-help", id: `${id}-help` }, ...withCode(row.help)),
    );
  }

  showProblem(text: string | undefined): void {
    this.#text = text ?? "";
    this.#update();
  }

  /** From now on problems are shown: before, people are still typing. */
  touch(): void {
    this.#touched = true;
    this.#update();
  }

  #update(): void {
    const isWrong = this.#touched && this.#text !== "";
    setText(this.#problem, isWrong ? this.#text : "");
    this.#problem.hidden = !isWrong;
    setAttributes(this.input, { "aria-invalid": isWrong ? "true" : undefined });
  }

  #eye(label: string): HTMLButtonElement {
    const eye = button("Show", "secondary", () => {
      const isHidden = this.input.type === "password";
      this.input.type = isHidden ? "text" : "password";
      setText(eye, isHidden ? "Hide" : "Show");
      setAttributes(eye, { "aria-label": `${isHidden ? "Hide" : "Show"} ${label}`, "aria-pressed": String(isHidden) });
    });
    setAttributes(eye, { "aria-label": `Show ${label}`, "aria-pressed": "false" });
    return eye;
  }
}

function secretPlaceholder(secret: FormRow["secret"]): string {
  switch (secret) {
    case "file":
      return "unchanged: in the file";
    case "storage":
      return "unchanged: in secret storage";
    default:
      return "";
  }
}
