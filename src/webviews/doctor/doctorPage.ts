import type {
  DoctorChoice,
  DoctorChoices,
  DoctorState,
  FederationInput,
  FederationState,
} from "../../protocol/doctor.ts";
import type { Announcer } from "../shared/dom.ts";
import { button, el } from "../shared/dom.ts";
import { errorNotice, workingNotice } from "../shared/notice.ts";
import { Tabs } from "../shared/tabs.ts";
import type { DoctorPort } from "./doctorPort.ts";
import { field } from "./field.ts";
import { FederationPane } from "./federationPane.ts";
import { reportParts } from "./reportPane.ts";

/** The report on a sign-in, beside a tester for token federation. Nothing of it is remembered by the page. */
export class DoctorPage {
  readonly element = el("main", { class: "doctor" });
  readonly #port: DoctorPort;
  readonly #announcer: Announcer;
  readonly #profile = el("select", { id: "profile" });
  readonly #place = el("select", { id: "place" });
  readonly #copy: HTMLButtonElement;
  readonly #report = el("section", { class: "pane" });
  readonly #federation: FederationPane;
  readonly #tabs: Tabs;

  constructor(port: DoctorPort, announcer: Announcer) {
    this.#port = port;
    this.#announcer = announcer;
    this.#copy = button("Copy as Markdown", "secondary", () => port.send("copyMarkdown", undefined));
    this.#federation = new FederationPane(port);
    for (const select of [this.#profile, this.#place]) select.addEventListener("change", () => this.#run());
    const header = el(
      "header",
      { class: "tool-head" },
      el("h1", {}, "Sign-in doctor"),
      el(
        "div",
        { class: "tool-choices" },
        field("Profile", this.#profile),
        field("Environment", this.#place),
        el(
          "div",
          { class: "buttons" },
          button("Check again", "primary", () => this.#run()),
          this.#copy,
        ),
      ),
    );
    const tabs = [
      { id: "report", title: "Report", panel: this.#report },
      { id: "federation", title: "Token federation", panel: this.#federation.element },
    ];
    this.#tabs = new Tabs("Sign-in doctor", tabs, () => undefined);
    this.#tabs.select("report");
    this.element.append(header, this.#tabs.element);
  }

  showChoices({ profiles, profile, places, place }: DoctorChoices): void {
    fillSelect(this.#profile, profiles, profile);
    fillSelect(this.#place, places, place);
  }

  showState(state: DoctorState): void {
    this.#copy.disabled = state.kind !== "report";
    this.#report.toggleAttribute("aria-busy", state.kind === "running");
    switch (state.kind) {
      case "running": {
        this.#tabs.count("report", undefined);
        this.#report.replaceChildren(...workingNotice(state.what));
        return this.#announcer.say(state.what);
      }
      case "error":
        this.#tabs.count("report", undefined);
        this.#report.replaceChildren(errorNotice(state.error, (id) => this.#port.send("action", { id })));
        return this.#announcer.say(state.error.message);
      case "report": {
        const { report } = state;
        const problems = report.findings.filter(({ severity }) => severity !== "info").length;
        this.#tabs.count("report", problems === 0 ? undefined : String(problems));
        this.#report.replaceChildren(...reportParts(report, this.#port));
        return this.#announcer.say(`${report.subject}: ${report.summary}`);
      }
    }
  }

  showFederation(state: FederationState): void {
    const said = this.#federation.show(state);
    if (said !== "") this.#announcer.say(said);
  }

  fill(fields: Partial<Pick<FederationInput, "policy" | "clientId">>): void {
    this.#federation.fill(fields);
  }

  show(tab: "report" | "federation"): void {
    this.#tabs.select(tab);
  }

  #run(): void {
    this.#port.send("run", { profile: this.#profile.value, place: this.#place.value });
  }
}

function fillSelect(select: HTMLSelectElement, choices: readonly DoctorChoice[], chosen: string): void {
  select.replaceChildren(...choices.map(({ id, label }) => el("option", { value: id }, label)));
  // A terminal that has been closed since is still what the report is about.
  if (!choices.some(({ id }) => id === chosen)) select.prepend(el("option", { value: chosen }, "No longer there"));
  select.value = chosen;
}
