import type { GrantRow, GrantRun, GrantsChoice, GrantsProtocol, GrantsState } from "../../protocol/grants.ts";
import type { Announcer } from "../shared/dom.ts";
import { button, el } from "../shared/dom.ts";
import { errorNotice, sqlBlock } from "../shared/notice.ts";
import type { ViewPort } from "../shared/port.ts";
import { ObjectForm } from "./objectForm.ts";

/** From objects, operations and a principal to the GRANT statements that are missing. */
export class GrantsPage {
  readonly element = el("main", { class: "grants" });
  readonly #port: ViewPort<GrantsProtocol, GrantsChoice>;
  readonly #announcer: Announcer;
  readonly #objects = el("ul", { class: "objects", "aria-label": "Objects" });
  readonly #operations = el("div", { class: "operations" });
  readonly #principal = el("p", { class: "principal" });
  readonly #hints = el("ul", { class: "hints" });
  readonly #result = el("section", { class: "result", "aria-label": "Privileges" });
  readonly #run = el("section", { "aria-label": "Result" });
  #said = "";

  constructor(port: ViewPort<GrantsProtocol, GrantsChoice>, announcer: Announcer) {
    this.#port = port;
    this.#announcer = announcer;
    const form = new ObjectForm((object) => port.send("addObject", object));
    const operations = el("fieldset", {}, el("legend", {}, "What it does with them"), this.#operations);
    this.element.append(
      el(
        "div",
        { class: "grants-body", tabindex: 0, role: "group", "aria-label": "Build grants" },
        el("h1", {}, "Build grants"),
        el(
          "p",
          { class: "muted" },
          "The least privileges a service principal needs, and the statements that grant them.",
        ),
        el("h2", {}, "Objects"),
        this.#objects,
        form.element,
        operations,
        el("h2", {}, "Who"),
        this.#principal,
        this.#hints,
        this.#result,
        this.#run,
      ),
    );
  }

  show(state: GrantsState): void {
    this.#port.remember(state.choice);
    this.#showObjects(state);
    this.#showOperations(state);
    this.#showPrincipal(state);
    this.#hints.replaceChildren(...state.hints.map((hint) => el("li", {}, hint)));
    this.#hints.hidden = state.hints.length === 0;
    this.#showResult(state);
    this.#run.replaceChildren(...(state.run ? this.#runParts(state.run) : []));
    this.#say(spoken(state));
  }

  #showObjects({ objects }: GrantsState): void {
    const items = objects.map(({ name, kind, isUnused }, index) => {
      const remove = button("Remove", "link", () => this.#port.send("removeObject", { index }));
      remove.ariaLabel = `Remove ${name}`;
      const note = isUnused ? el("span", { class: "warning" }, "none of the chosen operations is about it") : undefined;
      return el("li", {}, el("strong", {}, name), el("span", { class: "muted" }, kind), note, remove);
    });
    if (items.length === 0)
      items.push(el("li", { class: "muted" }, "None yet: add one, or select objects in the catalog."));
    keepingFocus(this.#objects, () => this.#objects.replaceChildren(...items));
  }

  #showOperations({ operations, choice }: GrantsState): void {
    const boxes = operations
      .filter(({ id, fits }) => fits || choice.operations.includes(id))
      .map(({ id, title }) => {
        const box = el("input", { type: "checkbox", id: `operation-${id}`, checked: choice.operations.includes(id) });
        box.addEventListener("change", () => {
          const others = choice.operations.filter((one) => one !== id);
          this.#port.send("chooseOperations", { operations: box.checked ? [...others, id] : others });
        });
        return el("label", { class: "check", for: `operation-${id}` }, box, title);
      });
    const none = el("p", { class: "muted" }, "Add an object first.");
    keepingFocus(this.#operations, () => this.#operations.replaceChildren(...(boxes.length > 0 ? boxes : [none])));
  }

  #showPrincipal({ choice: { principal } }: GrantsState): void {
    const pick = button(principal ? "Change…" : "Choose a principal…", principal ? "link" : "secondary", () =>
      this.#port.send("pickPrincipal", undefined),
    );
    keepingFocus(this.#principal, () =>
      this.#principal.replaceChildren(
        ...(principal === undefined
          ? []
          : [
              el("strong", {}, principal.title ?? principal.name),
              principal.title ? el("code", {}, principal.name) : "",
            ]),
        pick,
      ),
    );
  }

  #showResult({ rows, sql, isReading, choice, run }: GrantsState): void {
    this.#result.toggleAttribute("aria-busy", isReading);
    if (rows.length === 0) return this.#result.replaceChildren();
    const isRunning = run?.phase === "running";
    // The roles keep it a table for screen readers where it is too narrow to be drawn as one.
    const titles = ["Privilege", "On", "State"];
    const columns = titles.map((title) => el("th", { role: "columnheader", scope: "col" }, title));
    const head = el("tr", { role: "row" }, ...columns);
    const cell = (content: Node | string) => el("td", { role: "cell" }, content);
    const lines = rows.map((row) =>
      el("tr", { role: "row" }, cell(row.privilege), cell(row.object), cell(standing(row, isReading))),
    );
    const table = el(
      "table",
      { role: "table", "aria-label": "Privileges" },
      el("thead", { role: "rowgroup" }, head),
      el("tbody", { role: "rowgroup" }, ...lines),
    );
    const send = (type: "copy" | "openInEditor" | "run" | "readAgain" | "cancelRun") => () =>
      this.#port.send(type, undefined);
    const runButton = button("Run…", "primary", send("run"));
    runButton.disabled = choice.principal === undefined || isRunning || isReading;
    if (choice.principal === undefined) runButton.title = "Choose a principal first";
    const statements =
      sql === ""
        ? [el("p", { class: "nothing" }, "Nothing is missing.")]
        : [
            sqlBlock(sql),
            el(
              "div",
              { class: "buttons" },
              runButton,
              button("Copy", "secondary", send("copy")),
              button("Open in editor", "secondary", send("openInEditor")),
              isRunning ? button("Cancel", "secondary", send("cancelRun")) : undefined,
            ),
          ];
    keepingFocus(this.#result, () =>
      this.#result.replaceChildren(
        el(
          "div",
          { class: "result-head" },
          el("h2", {}, "Privileges"),
          button("Read again", "link", send("readAgain")),
        ),
        el("div", { class: "table-scroll", tabindex: 0, role: "group", "aria-label": "Privileges" }, table),
        el("h2", {}, "Statements"),
        ...statements,
      ),
    );
  }

  #runParts({ phase, done, total, changes, error }: GrantRun): HTMLElement[] {
    const failed = error ? [errorNotice(error, (id) => this.#port.send("action", { id }))] : [];
    const items = changes.map(({ object, privilege, now }) =>
      el("li", { class: now }, `${privilege} on ${object}: ${changeText[now]}`),
    );
    return [
      el("h2", {}, "What has changed"),
      el("p", {}, runLine(phase, done, total)),
      ...failed,
      el("ul", { class: "changes" }, ...items),
    ];
  }

  #say(text: string): void {
    if (text === this.#said) return;
    this.#said = text;
    this.#announcer.say(text);
  }
}

const changeText: Readonly<Record<GrantRow["standing"], string>> = {
  held: "granted",
  missing: "still missing",
  unknown: "cannot be read",
};

function standing({ standing: kind, note }: GrantRow, isReading: boolean): HTMLElement {
  if (isReading && kind === "unknown") return el("span", { class: "muted" }, "reading…");
  const words = { held: "has it", missing: "missing", unknown: "not known" }[kind];
  const mark = el("span", { class: `standing ${kind}` }, words);
  return el("span", {}, mark, note === "" ? "" : el("span", { class: "muted" }, ` ${note}`));
}

function runLine(phase: GrantRun["phase"], done: number, total: number): string {
  switch (phase) {
    case "running":
      return `Running: ${done} of ${total} statements…`;
    case "done":
      return `All ${total} statements have run; the permissions were read again.`;
    case "stopped":
      return `You stopped it after ${done} of ${total} statements.`;
    case "failed":
      return `${done} of ${total} statements have run; the next one failed.`;
  }
}

function spoken({ rows, isReading, run }: GrantsState): string {
  if (run && run.phase !== "running") return runLine(run.phase, run.done, run.total);
  if (isReading || rows.length === 0) return "";
  const missing = rows.filter((row) => row.standing !== "held").length;
  return missing === 0 ? "Nothing is missing" : `${missing} of ${rows.length} privileges are missing`;
}

/** Draws a part anew without taking the focus from the control that has it. */
function keepingFocus(part: HTMLElement, draw: () => void): void {
  const focused = document.activeElement;
  const isInside = focused instanceof HTMLElement && part.contains(focused);
  const all = () => [...part.querySelectorAll<HTMLElement>("button, input, [tabindex]")];
  const place = isInside ? all().indexOf(focused) : -1;
  draw();
  if (place >= 0) all()[Math.min(place, all().length - 1)]?.focus();
}
