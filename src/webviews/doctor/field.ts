import { el } from "../shared/dom.ts";

/** A control with its label above it. */
export function field(label: string, control: HTMLElement): HTMLElement {
  return el("div", { class: "field" }, el("label", { for: control.id }, label), control);
}
