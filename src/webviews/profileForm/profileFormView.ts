import type {
  FormDraft,
  FormRow,
  ProfileFormPage,
  ProfileFormProtocol,
  ProfileFormState,
} from "../../protocol/profileForm.ts";
import type { Announcer } from "../shared/dom.ts";
import { button, el, setText, withCode } from "../shared/dom.ts";
import { problemBar } from "../shared/notice.ts";
import type { ViewPort } from "../shared/port.ts";
import { diffPane } from "./diffPane.ts";
import { FieldRow } from "./fieldRow.ts";

/** Wait after a key before the host is asked, in milliseconds. */
const settleMs = 120;

const groups = [
  { group: "workspace", title: "Workspace" },
  { group: "signIn", title: "Sign-in" },
  { group: "other", title: "Other fields" },
] as const;

type Port = Pick<ViewPort<ProfileFormProtocol, object>, "send">;

/** The form of one profile beside what it would change in the file. Secrets are never remembered by the page. */
export class ProfileFormView {
  readonly element = el("main", { class: "profile-form" });
  readonly #port: Port;
  readonly #announcer: Announcer;
  readonly #title = el("h1", {});
  readonly #problem = el("div", {});
  readonly #rows = el("div", { class: "rows" });
  readonly #change = el("section", { class: "change", "aria-label": "What saving does" });
  readonly #status = el("span", { class: "muted form-status" });
  readonly #save = button("Save", "primary", () => this.#submit(false));
  readonly #saveAndTest = button("Save and test", "secondary", () => this.#submit(true));
  readonly #fields = new Map<string, FieldRow>();
  #page: ProfileFormPage | undefined;
  #draft: FormDraft = { name: "", authType: "", fields: {}, secrets: {}, secretsInFile: false };
  #state: ProfileFormState | undefined;
  #round = 0;
  #timer: number | undefined;
  /** What waits for the rows that the next answer brings. */
  #afterDrawing: (() => void) | undefined;
  /** What the rows that are drawn depend on. */
  #drawn = "";

  constructor(port: Port, announcer: Announcer) {
    this.#port = port;
    this.#announcer = announcer;
    const cancel = button("Cancel", "secondary", () => port.send("cancel", undefined));
    const form = el(
      "form",
      { class: "form", novalidate: true },
      el("div", { class: "form-body" }, this.#title, this.#problem, this.#rows),
      el("footer", { class: "form-buttons" }, this.#save, this.#saveAndTest, cancel, this.#status),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(false);
    });
    // Enter in a field saves, as in any form; the buttons are no submit buttons.
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement) || event.isComposing) return;
      event.preventDefault();
      this.#submit(false);
    });
    this.element.append(form, this.#change);
  }

  showPage(page: ProfileFormPage): void {
    this.#page = page;
    this.#draft = page.draft;
    this.#drawn = "";
    setText(this.#title, page.title);
    this.#ask();
  }

  showState(state: ProfileFormState): void {
    // The answer to what was typed before says nothing about what is there now.
    if (state.round !== this.#round) return;
    this.#state = state;
    // Without rows the host could not look at the draft; what is typed stays.
    if (state.rows.length > 0) this.#showRows(state);
    this.#showProblem(state);
    this.#showChange(state);
    const status = statusOf(state);
    setText(this.#status, status);
    this.#announcer.say(status);
  }

  #showRows(state: ProfileFormState): void {
    const drawn = JSON.stringify([this.#draft.authType, state.rows.map(({ key, secret }) => [key, secret])]);
    if (drawn !== this.#drawn) this.#drawRows(state);
    this.#drawn = drawn;
    for (const { key, problem } of state.rows) this.#fields.get(key)?.showProblem(problem);
    const name = this.#fields.get("name");
    name?.showProblem(state.nameProblem);
    if (name) name.input.placeholder = state.suggestedName;
    this.#afterDrawing?.();
    this.#afterDrawing = undefined;
  }

  #drawRows({ rows, addable }: ProfileFormState): void {
    const focused = document.activeElement?.id ?? "";
    this.#fields.clear();
    const name = this.#row(nameRow, this.#draft.name, (value) => this.#edit({ name: value }));
    const parts: HTMLElement[] = [name];
    for (const { group, title } of groups) {
      const own = rows.filter((row) => row.group === group);
      const legend = el("legend", {}, title);
      if (group === "signIn")
        parts.push(el("fieldset", {}, legend, this.#authSelect(), ...own.map((row) => this.#valueRow(row))));
      else if (own.length > 0) parts.push(el("fieldset", {}, legend, ...own.map((row) => this.#valueRow(row))));
    }
    if (rows.some(({ isSecret }) => isSecret)) parts.push(this.#placeOfSecrets(rows));
    if (addable.length > 0) parts.push(this.#addField(addable));
    this.#rows.replaceChildren(...parts);
    document.getElementById(focused)?.focus();
  }

  #row(row: Omit<FormRow, "group" | "problem">, value: string, changed: (value: string) => void): HTMLElement {
    const field = new FieldRow(row, value, changed);
    this.#fields.set(row.key, field);
    return field.element;
  }

  #valueRow(row: FormRow): HTMLElement {
    const { key } = row;
    const value = (row.isSecret ? this.#draft.secrets[key] : this.#draft.fields[key]) ?? "";
    return this.#row(row, value, (typed) => this.#put(row, typed));
  }

  #put({ key, isSecret }: Pick<FormRow, "key" | "isSecret">, value: string): void {
    const { fields, secrets } = this.#draft;
    this.#edit(isSecret ? { secrets: { ...secrets, [key]: value } } : { fields: { ...fields, [key]: value } });
  }

  #authSelect(): HTMLElement {
    const types = this.#page?.authTypes ?? [];
    const select = el("select", { id: "auth-type", "aria-describedby": "auth-type-help" });
    for (const { type, label } of types) select.append(el("option", { value: type }, label));
    select.value = this.#draft.authType;
    select.addEventListener("change", () => this.#edit({ authType: select.value }));
    const help = types.find(({ type }) => type === this.#draft.authType)?.help ?? "";
    return el(
      "div",
      { class: "field" },
      el("label", { for: "auth-type" }, "How to sign in"),
      select,
      el("p", { class: "field-help", id: "auth-type-help" }, ...withCode(help)),
    );
  }

  #placeOfSecrets(rows: readonly FormRow[]): HTMLElement {
    const box = el("input", { type: "checkbox", id: "secrets-in-file", "aria-describedby": "secrets-in-file-help" });
    box.checked = this.#draft.secretsInFile;
    box.addEventListener("change", () => this.#edit({ secretsInFile: box.checked }));
    const isInFile = rows.some(({ secret }) => secret === "file");
    const help = isInFile
      ? "The file holds a secret that everybody who reads it can use. Untick this to move it to this editor's secret storage."
      : "Only for other tools that need them there. Otherwise secrets are in this editor's secret storage.";
    return el(
      "div",
      { class: "field" },
      el("div", { class: "check" }, box, el("label", { for: box.id }, "Keep secrets in the file, in the clear")),
      el("p", { class: isInFile ? "field-warning" : "field-help", id: "secrets-in-file-help" }, help),
    );
  }

  #addField(addable: ProfileFormState["addable"]): HTMLElement {
    const select = el("select", { id: "add-field" }, el("option", { value: "" }, "Choose a field…"));
    for (const { key, label } of addable) select.append(el("option", { value: key }, `${label} (${key})`));
    select.addEventListener("change", () => {
      const chosen = addable.find(({ key }) => key === select.value);
      if (!chosen) return;
      this.#put(chosen, "");
      this.#afterDrawing = () => this.#fields.get(chosen.key)?.input.focus();
    });
    return el("div", { class: "field" }, el("label", { for: "add-field" }, "Add another field"), select);
  }

  #edit(part: Partial<FormDraft>): void {
    this.#draft = { ...this.#draft, ...part };
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#ask(), settleMs);
  }

  #ask(): void {
    this.#round++;
    this.#port.send("change", { round: this.#round, draft: this.#draft });
  }

  #submit(thenTest: boolean): void {
    for (const field of this.#fields.values()) field.touch();
    const wrong = this.#element("[aria-invalid=true]");
    if (wrong) return wrong.focus();
    if (this.#state?.canSave === true) this.#port.send("save", { draft: this.#draft, thenTest });
  }

  #element(selector: string): HTMLElement | null {
    return this.element.querySelector<HTMLElement>(selector);
  }

  #showProblem({ error, isStale }: ProfileFormState): void {
    const reload = () => this.#port.send("reload", undefined);
    const changed = "Another program has changed this profile in the file since you opened it.";
    const parts = [
      ...(isStale ? [problemBar({ message: changed, action: { id: "reload", title: "Load it anew" } }, reload)] : []),
      ...(error ? [problemBar(error, () => this.#port.send("openFile", undefined))] : []),
    ];
    this.#problem.replaceChildren(...parts);
  }

  #showChange({ diff, toStorage, canSave }: ProfileFormState): void {
    const path = this.#page?.path ?? "";
    const parts: HTMLElement[] = [
      el("h2", {}, "Change of the file"),
      el("p", { class: "muted path" }, path),
      diff.length > 0 ? diffPane(diff) : el("p", { class: "muted" }, canSave ? "The file stays as it is." : noChange),
    ];
    if (toStorage.length > 0) {
      const what = toStorage.join(", ");
      parts.push(el("p", { class: "stored" }, `Goes to this editor's secret storage: ${what}.`));
    }
    this.#change.replaceChildren(...parts);
  }
}

const noChange = "Nothing to save yet. What would be written is shown here.";

const nameRow = {
  key: "name",
  label: "Name",
  help: "Name of the section in the file, for `--profile` and `DATABRICKS_CONFIG_PROFILE`.",
  isRequired: false,
  isSecret: false,
} as const;

function statusOf({ canSave, rows, nameProblem, isStale, error }: ProfileFormState): string {
  if (error || isStale) return "";
  if (canSave) return "Not saved yet";
  const count = rows.filter(({ problem }) => problem !== undefined).length + (nameProblem === undefined ? 0 : 1);
  if (count === 0) return "No changes";
  return count === 1 ? "1 field to complete" : `${count} fields to complete`;
}
