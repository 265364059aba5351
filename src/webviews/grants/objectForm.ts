import { parseSqlName } from "../../core/base/sqlName.ts";
import type { SecurableKind } from "../../core/grants/securable.ts";
import { kindFacts, securableKinds } from "../../core/grants/securable.ts";
import type { GrantObject } from "../../protocol/grants.ts";
import { button, el, setAttributes, setText } from "../shared/dom.ts";

/** Adds an object by its kind and full name. */
export class ObjectForm {
  readonly element: HTMLFormElement;
  readonly #kind = el(
    "select",
    { "aria-label": "Kind of object" },
    ...securableKinds.map((kind) => el("option", { value: kind }, kindFacts[kind].title)),
  );
  readonly #name = el("input", { type: "text", spellcheck: "false", autocomplete: "off", "aria-label": "Full name" });
  readonly #problem = el("p", { class: "field-problem", id: "object-problem", role: "alert", hidden: true });

  constructor(add: (object: GrantObject) => void) {
    this.#kind.value = "table";
    setAttributes(this.#name, { "aria-describedby": "object-problem" });
    this.#name.placeholder = placeholderOf("table");
    this.#kind.addEventListener("change", () => {
      this.#name.placeholder = placeholderOf(this.#kind.value as SecurableKind);
      this.#tell(undefined);
    });
    this.#name.addEventListener("input", () => this.#tell(undefined));
    const submit = button("Add", "secondary", () => undefined);
    submit.type = "submit";
    this.element = el("form", { class: "object-form" }, this.#kind, this.#name, submit, this.#problem);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      const kind = this.#kind.value as SecurableKind;
      const path = parseSqlName(this.#name.value);
      if (path?.length !== kindFacts[kind].parts) return this.#tell(`Write ${placeholderOf(kind)}.`);
      add({ kind, path });
      this.#name.value = "";
      this.#name.focus();
    });
  }

  #tell(problem: string | undefined): void {
    this.#problem.hidden = problem === undefined;
    setText(this.#problem, problem ?? "");
    setAttributes(this.#name, { "aria-invalid": problem === undefined ? undefined : "true" });
  }
}

function placeholderOf(kind: SecurableKind): string {
  const { parts, title } = kindFacts[kind];
  const around = ["", "catalog.", "catalog.schema."][parts - 1] ?? "";
  return `${around}${title.split(" ")[0] ?? ""}`;
}
