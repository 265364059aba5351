import type { CallVerdict, RecordedCallView, UserAgentPartKind } from "../../protocol/recorder.ts";
import { button, el, withCode } from "../shared/dom.ts";

const verdictNames: Readonly<Record<CallVerdict, string>> = {
  tagged: "Tagged",
  invalid: "Invalid identity",
  untagged: "Untagged",
  own: "Client's own",
  unclear: "Unclear",
};

/** Said by screen readers and shown by the pointer; colour alone says nothing. */
const partNames: Readonly<Record<UserAgentPartKind, string | undefined>> = {
  identity: "Identity",
  wrong: "No valid identity",
  client: "Client",
  library: "HTTP library",
  runtime: "Runtime",
  added: "Added by the surroundings",
  other: undefined,
};

/** One form of call: what was called, the User-Agent in its pieces, and the verdict. */
export function callItem(call: RecordedCallView, openRule: (rule: string) => void): HTMLElement {
  const { method, host, route, count, statuses, client, auth, parts, verdict, why, rule, added, advice } = call;
  const facts = [client, `auth: ${auth}`, statuses === "" ? "no answer yet" : `status ${statuses}`];
  return el(
    "li",
    { class: `call ${verdict}` },
    el(
      "p",
      { class: "call-title" },
      el("span", { class: "verdict" }, verdictNames[verdict]),
      el("span", { class: "call-path" }, el("span", { class: "method" }, method), ` ${host}${route}`),
      count === 1 ? undefined : el("span", { class: "count", title: `${count} calls` }, `×${count}`),
    ),
    el(
      "p",
      { class: "user-agent" },
      ...(parts.length === 0 ? [el("span", { class: "muted" }, "no User-Agent")] : parts.map(partOf)),
    ),
    el("p", { class: "muted" }, facts.filter((fact) => fact !== undefined).join(" · ")),
    why === "" ? undefined : el("p", { class: "why" }, ...withCode(why)),
    rule === undefined
      ? undefined
      : el(
          "p",
          {},
          "The linter finds such code by ",
          button(rule, "link", () => openRule(rule)),
        ),
    ...advice.map((text) => el("p", { class: "advice" }, ...withCode(text))),
    ...added.map((text) => el("p", { class: "muted" }, text)),
  );
}

function partOf({ text, kind }: RecordedCallView["parts"][number]): Node | string {
  const title = partNames[kind];
  if (title === undefined) return text;
  const name = kind === "identity" || kind === "wrong" ? "mark" : "span";
  return el(name, { class: `part ${kind}`, title }, text);
}
