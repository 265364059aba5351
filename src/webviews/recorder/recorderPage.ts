import type {
  RecordedCallView,
  RecorderCalls,
  RecorderComparison,
  RecorderProtocol,
  RecorderState,
} from "../../protocol/recorder.ts";
import type { Announcer } from "../shared/dom.ts";
import { button, el, setText } from "../shared/dom.ts";
import { errorNotice, notice } from "../shared/notice.ts";
import type { ViewPort } from "../shared/port.ts";
import { callItem } from "./callItem.ts";

export type RecorderPort = Pick<ViewPort<RecorderProtocol, object>, "send">;

/** Starting and stopping, how to point a program at the recorder, and what was called. */
export class RecorderPage {
  readonly element = el("main", { class: "recorder" });
  readonly #port: RecorderPort;
  readonly #announcer: Announcer;
  readonly #target = el("select", { id: "target" });
  readonly #start: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #where = el("div", { class: "where" });
  readonly #problem = el("div", {});
  readonly #summary = el("p", { class: "summary" });
  readonly #files = el("div", { class: "buttons" });
  /** Over the calls; while there are none, what is said in their place is enough. */
  readonly #bar = el("div", { class: "bar", hidden: true }, this.#summary, this.#files);
  readonly #comparison = el("section", { class: "comparison", "aria-label": "Comparison", hidden: true });
  readonly #troubles = el("ul", { class: "troubles", "aria-label": "Trouble", hidden: true });
  readonly #hidden = el("p", { class: "muted", hidden: true });
  readonly #empty = el("div", {});
  readonly #list = el("ul", { class: "calls", "aria-label": "Calls" });
  /** The text of each item that is shown, so that only what changed is drawn again. */
  #shown: string[] = [];

  constructor(port: RecorderPort, announcer: Announcer) {
    this.#port = port;
    this.#announcer = announcer;
    this.#start = button("Start recording", "primary", () => port.send("start", { target: this.#target.value }));
    this.#stop = button("Stop", "secondary", () => port.send("stop", undefined));
    this.#files.append(
      button("Save…", "secondary", () => port.send("save", undefined)),
      button("Compare with a saved recording…", "secondary", () => port.send("compare", undefined)),
    );
    const choice = el("div", { class: "field" }, el("label", { for: "target" }, "Pass calls on to"), this.#target);
    this.element.append(
      el(
        "header",
        { class: "tool-head" },
        el("h1", {}, "User-Agent recorder"),
        el("div", { class: "tool-choices" }, choice, el("div", { class: "buttons" }, this.#start, this.#stop)),
        this.#where,
        this.#problem,
      ),
      el(
        "section",
        { class: "pane", "aria-label": "Recording" },
        ...[this.#bar, this.#comparison, this.#troubles, this.#hidden, this.#empty, this.#list],
      ),
    );
    this.showState({ kind: "stopped" });
    this.showCalls({ calls: [], hidden: 0, summary: "No calls", troubles: [] });
  }

  showTargets({ targets, target }: RecorderProtocol["toView"]["targets"]): void {
    this.#target.replaceChildren(...targets.map(({ id, label }) => el("option", { value: id }, label)));
    this.#target.value = target;
  }

  showState(state: RecorderState): void {
    const isBusy = state.kind === "starting" || state.kind === "recording";
    const hadFocus = document.activeElement === this.#start || document.activeElement === this.#stop;
    this.#target.disabled = isBusy;
    this.#start.hidden = isBusy;
    this.#stop.hidden = !isBusy;
    // A button that goes away would take the focus with it.
    if (hadFocus) (isBusy ? this.#stop : this.#start).focus();
    this.#where.hidden = state.kind !== "recording";
    this.#where.replaceChildren(...(state.kind === "recording" ? this.#howTo(state.url) : []));
    const problem = state.kind === "error" && errorNotice(state.error, (id) => this.#port.send("action", { id }));
    this.#problem.replaceChildren(...(problem ? [problem] : []));
    this.#empty.replaceChildren(emptyNotice(state.kind === "recording"));
    if (state.kind === "recording") this.#announcer.say(`Recording at ${state.url}`);
    if (state.kind === "error") this.#announcer.say(state.error.message);
  }

  showCalls({ calls, hidden, summary, troubles }: RecorderCalls): void {
    setText(this.#summary, summary);
    this.#bar.hidden = calls.length === 0;
    this.#hidden.hidden = hidden === 0;
    setText(this.#hidden, `${hidden} older kinds of calls are not shown; they are saved and compared.`);
    this.#troubles.hidden = troubles.length === 0;
    this.#troubles.replaceChildren(...troubles.map((text) => el("li", {}, text)));
    this.#empty.hidden = calls.length > 0;
    this.#drawList(calls);
    this.#announcer.say(summary);
  }

  showComparison(comparison: RecorderComparison | undefined): void {
    this.#comparison.hidden = comparison === undefined;
    if (!comparison) return this.#comparison.replaceChildren();
    const { with: name, drifts } = comparison;
    const title = drifts.length === 0 ? `No drift from ${name}` : `Attribution has drifted from ${name}`;
    this.#comparison.classList.toggle("drifted", drifts.length > 0);
    this.#comparison.replaceChildren(
      el("p", { class: "comparison-title" }, title),
      ...(drifts.length === 0 ? [] : [el("ul", {}, ...drifts.map((drift) => el("li", {}, drift)))]),
    );
    this.#announcer.say(title);
  }

  #howTo(url: string): HTMLElement[] {
    return [
      el("p", {}, el("span", { class: "dot", "aria-hidden": "true" }), "Recording at ", el("code", {}, url), "."),
      el(
        "div",
        { class: "buttons" },
        button("Open terminal", "secondary", () => this.#port.send("openTerminal", undefined)),
        button("Copy variables", "secondary", () => this.#port.send("copyVariables", undefined)),
      ),
    ];
  }

  #drawList(calls: readonly RecordedCallView[]): void {
    const texts = calls.map((call) => JSON.stringify(call));
    const openRule = (rule: string) => this.#port.send("openRule", { rule });
    calls.forEach((call, index) => {
      if (texts[index] === this.#shown[index]) return;
      const item = callItem(call, openRule);
      const old = this.#list.children[index];
      if (old) old.replaceWith(item);
      else this.#list.append(item);
    });
    while (this.#list.children.length > calls.length) this.#list.lastElementChild?.remove();
    this.#shown = texts;
  }
}

function emptyNotice(isRecording: boolean): HTMLElement {
  const steps = isRecording ? "Open a terminal" : "Start recording, open a terminal";
  return notice(
    "Nothing has been called yet.",
    el("p", { class: "hint" }, `${steps}, and run a program in it that calls Databricks.`),
    el("p", { class: "hint" }, "Tokens, bodies and query strings are not kept."),
  );
}
