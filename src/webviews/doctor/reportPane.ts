import type { DoctorFinding, DoctorView } from "../../protocol/doctor.ts";
import { button, el, withCode } from "../shared/dom.ts";
import type { DoctorPort } from "./doctorPort.ts";

const severityNames = { error: "Error", warning: "Warning", info: "Note" } as const;

/** The report from top to bottom: what is wrong, what is in order, what clients do, where values come from. */
export function reportParts(report: DoctorView, port: DoctorPort): HTMLElement[] {
  const { subject, summary, findings, passed, clients, values } = report;
  return [
    el(
      "p",
      { class: "doctor-subject" },
      el("span", {}, `${subject.charAt(0).toUpperCase()}${subject.slice(1)}. `),
      el("strong", {}, summary),
    ),
    ...(findings.length === 0
      ? []
      : [el("ul", { class: "findings" }, ...findings.map((finding, index) => findingItem(finding, index, port)))]),
    ...(passed.length === 0 ? [] : [passedList(passed)]),
    el("h2", {}, "How each client signs in"),
    table(
      ["Client", "Reads", "Signs in"],
      clients.map(({ client, reads, signsIn, fails }) => ({
        cells: [client, reads, signsIn],
        class: fails ? "fails" : "",
      })),
    ),
    ...(values.length === 0
      ? []
      : [
          el("h2", {}, "Where values come from"),
          table(
            ["Setting", "Value", "Place", "Standing"],
            values.flatMap(({ name, places }) =>
              places.map(({ shown, label, standing }, index) => ({
                cells: [index === 0 ? `\`${name}\`` : "", shown, label, standing],
                class: standing === "used" || standing === "partly used" ? "" : "muted",
              })),
            ),
          ),
        ]),
  ];
}

function findingItem(finding: DoctorFinding, index: number, port: DoctorPort): HTMLElement {
  const { severity, title, detail, advice, places, actions } = finding;
  const seen = new Set<string>();
  const shown = places.flatMap((place, at) => {
    if (seen.has(place.label)) return [];
    seen.add(place.label);
    const open = () => port.send("openPlace", { finding: index, place: at });
    return [place.canOpen ? button(place.label, "link", open) : el("span", {}, place.label)];
  });
  return el(
    "li",
    { class: `finding ${severity}` },
    el(
      "p",
      { class: "finding-title" },
      el("span", { class: "severity" }, severityNames[severity]),
      " ",
      ...withCode(title),
    ),
    detail === undefined ? undefined : el("p", { class: "muted" }, ...withCode(detail)),
    el("p", { class: "advice" }, ...withCode(advice)),
    shown.length === 0 ? undefined : el("p", { class: "places muted" }, "In ", ...separated(shown)),
    actions.length === 0
      ? undefined
      : el(
          "div",
          { class: "buttons" },
          ...actions.map((name, action) =>
            button(name, "secondary", () => port.send("act", { finding: index, action })),
          ),
        ),
  );
}

function passedList(passed: readonly string[]): HTMLElement {
  const noun = passed.length === 1 ? "check" : "checks";
  return el(
    "details",
    { class: "passed" },
    el("summary", {}, `${passed.length} ${noun} in order`),
    el("ul", {}, ...passed.map((text) => el("li", {}, ...withCode(text)))),
  );
}

/** A plain table; the first cell of each row is its header. */
export function table(
  columns: readonly string[],
  rows: readonly { readonly cells: readonly string[]; readonly class?: string }[],
): HTMLElement {
  return el(
    "div",
    { class: "table-scroll", tabindex: 0, role: "region", "aria-label": columns.join(", ") },
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, ...columns.map((name) => el("th", { scope: "col" }, name)))),
      el(
        "tbody",
        {},
        ...rows.map((row) =>
          el(
            "tr",
            { class: row.class === "" ? undefined : row.class },
            ...row.cells.map((text, index) =>
              index === 0 ? el("th", { scope: "row" }, ...withCode(text)) : el("td", {}, ...withCode(text)),
            ),
          ),
        ),
      ),
    ),
  );
}

function separated(nodes: readonly Node[]): (Node | string)[] {
  return nodes.flatMap((node, index) => (index === 0 ? [node] : [", ", node]));
}
