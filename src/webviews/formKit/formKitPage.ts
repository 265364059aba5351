import type { FormKitChoice, FormKitOutput, FormKitProtocol, FormKitState } from "../../protocol/formKit.ts";
import { Announcer, button, el, setText } from "../shared/dom.ts";
import type { ViewPort } from "../shared/port.ts";
import { Tabs } from "../shared/tabs.ts";
import { PreviewField } from "./previewField.ts";

type Port = Pick<ViewPort<FormKitProtocol, FormKitChoice>, "send" | "remember">;

/** Which form, the form itself, and what it is as text. */
export class FormKitPage {
  readonly element: HTMLElement;
  readonly #port: Port;
  readonly #announcer = new Announcer();
  readonly #connector: HTMLSelectElement;
  readonly #way: HTMLSelectElement;
  readonly #form = el("form", { class: "preview", "aria-label": "Preview of the form", novalidate: true });
  readonly #texts: Readonly<Record<FormKitOutput, HTMLElement>> = { schema: codeBlock(), markdown: codeBlock() };
  readonly #verdict = el("p", { class: "muted verdict" });
  #fields: readonly PreviewField[] = [];

  constructor(port: Port) {
    this.#port = port;
    this.#connector = chooser("connector", (connector) => port.send("chooseConnector", { connector }));
    this.#way = chooser("way", (id) => port.send("chooseWay", { id }));
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    const tabs = new Tabs(
      "The form as text",
      [
        { id: "schema", title: "JSON Schema", panel: this.#output("schema", "JSON Schema") },
        { id: "markdown", title: "Markdown", panel: this.#output("markdown", "Markdown") },
      ],
      () => undefined,
    );
    tabs.select("schema");
    this.element = el(
      "main",
      { class: "form-kit" },
      el("h1", {}, "Connection form"),
      el("p", { class: "muted" }, "What your product asks for, to connect to Databricks by one client."),
      el(
        "div",
        { class: "choices" },
        el("div", { class: "choice" }, el("label", { for: "connector" }, "Connector"), this.#connector),
        el("div", { class: "choice" }, el("label", { for: "way" }, "Sign-in"), this.#way),
      ),
      el(
        "div",
        { class: "columns" },
        el("section", { class: "column" }, el("h2", {}, "Preview"), this.#form, this.#verdict),
        el("section", { class: "column" }, el("h2", {}, "Copy as"), tabs.element),
      ),
      this.#announcer.element,
    );
  }

  show(state: FormKitState): void {
    fill(this.#connector, state.connectors, state.connector);
    fill(this.#way, state.ways, state.id);
    this.#fields = state.fields.map((field) => new PreviewField(field, () => this.#judge()));
    this.#form.replaceChildren(...this.#fields.map(({ element }) => element));
    setText(this.#texts.schema, state.schema);
    setText(this.#texts.markdown, state.markdown);
    this.#judge();
    this.#port.remember({ id: state.id });
  }

  #judge(): void {
    const open = this.#fields.filter(({ problem }) => problem !== undefined).length;
    const text =
      open === 0
        ? "The form is complete."
        : open === 1
          ? "1 field is to be filled in."
          : `${open} fields are to be filled in.`;
    setText(this.#verdict, text);
  }

  #output(what: FormKitOutput, name: string): HTMLElement {
    const copy = button("Copy", "primary", () => {
      this.#port.send("copy", { what });
      this.#announcer.say(`Copied as ${name}`);
    });
    const open = button("Open in editor", "secondary", () => this.#port.send("openInEditor", { what }));
    return el("div", { class: "output" }, el("div", { class: "buttons" }, copy, open), this.#texts[what]);
  }
}

function codeBlock(): HTMLElement {
  return el("pre", { class: "sql text", tabindex: 0 });
}

function chooser(id: string, choose: (value: string) => void): HTMLSelectElement {
  const select = el("select", { id });
  select.addEventListener("change", () => choose(select.value));
  return select;
}

function fill(select: HTMLSelectElement, choices: readonly { id: string; name: string }[], value: string): void {
  select.replaceChildren(...choices.map(({ id, name }) => el("option", { value: id }, name)));
  select.value = value;
}
