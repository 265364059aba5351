import { el } from "./dom.ts";

/** The head of a page about one thing: its name with buttons beside it, where it is, and what is known of it. */
export class PageHead {
  readonly element = el("header", { class: "page-head" });

  /** @param facts absent and empty ones are left out */
  show(
    name: string,
    buttons: readonly (Node | undefined)[],
    where: string,
    facts: readonly (string | undefined)[],
  ): void {
    this.element.replaceChildren(
      el("div", { class: "page-title" }, el("h1", {}, name), el("span", { class: "page-buttons" }, ...buttons)),
      el("p", { class: "muted" }, where),
      el("p", {}, facts.filter((fact) => fact !== undefined && fact !== "").join(" · ")),
    );
  }
}
