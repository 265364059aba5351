import type { ViewError } from "../../protocol/messages.ts";
import { button, el } from "./dom.ts";

/** What stands where rows would be: nothing yet, at work, cancelled. */
export function notice(title: string, ...more: readonly (Node | string | undefined)[]): HTMLElement {
  return el("div", { class: "notice" }, el("p", { class: "notice-title" }, title), ...more);
}

/** What stands there while something is on its way: a moving line, what it is, and a button that stops it. */
export function workingNotice(what: string, cancel?: () => void): HTMLElement[] {
  const line = el("div", { class: "progress", role: "progressbar", "aria-label": what });
  return [line, notice(what, cancel && button("Cancel", "secondary", cancel))];
}

/** An error as a block: what happened and why, what to do next, the button, and the SQL it was about, to run again. */
export function errorNotice(
  error: ViewError,
  act: (id: string) => void,
  about?: { readonly sql: string; readonly runAgain: () => void },
): HTMLElement {
  const action = actionButton(error, act, "primary");
  const again = about && button("Run again", action ? "secondary" : "primary", about.runAgain);
  return el(
    "div",
    { class: "notice error" },
    el("p", { class: "notice-title error-text" }, error.message),
    error.hint === undefined ? undefined : el("p", { class: "hint" }, error.hint),
    (action ?? again) && el("div", { class: "notice-buttons" }, action, again),
    about && sqlBlock(about.sql),
  );
}

/** The same in one line, for a problem beside rows that stay. */
export function problemBar(error: ViewError, act: (id: string) => void, dismissed?: Node): HTMLElement {
  const text = error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
  const parts = [el("span", { class: "problem-text" }, text), actionButton(error, act, "secondary"), dismissed];
  return el("div", { class: "problem" }, ...parts);
}

/** The statement, scrollable and reachable by keyboard. */
export function sqlBlock(sql: string): HTMLElement {
  return el("pre", { class: "sql", tabindex: 0, "aria-label": "SQL" }, sql.trim());
}

function actionButton(
  { action }: ViewError,
  act: (id: string) => void,
  kind: "primary" | "secondary",
): HTMLElement | undefined {
  return action && button(action.title, kind, () => act(action.id));
}
