import type { ChangedLine } from "../../protocol/profileForm.ts";
import { el } from "../shared/dom.ts";

const signs = { same: " ", removed: "−", added: "+", gap: "⋯" } as const;
const spoken = { same: "", removed: "removed: ", added: "added: ", gap: "lines left out" } as const;

/** The change of a file by line. Colour says nothing that the sign at the line's start does not. */
export function diffPane(lines: readonly ChangedLine[]): HTMLElement {
  const pane = el("div", { class: "diff", role: "list", tabindex: 0, "aria-label": "Change of the file" });
  for (const { kind, text } of lines) {
    pane.append(
      el(
        "div",
        { class: `diff-line ${kind}`, role: "listitem" },
        el("span", { class: "diff-sign", "aria-hidden": "true" }, signs[kind]),
        el("span", { class: "visually-hidden" }, spoken[kind]),
        el("span", { class: "diff-text" }, text === "" ? " " : text),
      ),
    );
  }
  return pane;
}
