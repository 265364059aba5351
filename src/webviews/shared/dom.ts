/** Attributes of an element; `class` and `aria-…` go by their HTML names, false and undefined leave one out. */
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Makes an element. Children that are strings become text nodes: nothing that comes from a workspace is ever parsed
 * as HTML.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  for (const child of children) if (child !== undefined) element.append(child);
  return element;
}

export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** A text with `code` in it. */
export function withCode(text: string): (Node | string)[] {
  return text.split("`").map((part, index) => (index % 2 === 1 ? el("code", {}, part) : part));
}

/** A push button. `kind` "link" looks like a link but stays a button, because it does something here. */
export function button(title: string, kind: "primary" | "secondary" | "link", run: () => void): HTMLButtonElement {
  const element = el("button", { type: "button", class: kind === "link" ? "link" : `button ${kind}` }, title);
  element.addEventListener("click", run);
  return element;
}

let ids = 0;

/** An id, or a name of radio buttons, that nothing else in the page has: a page may hold several of a kind. */
export const uniqueId = (kind: string): string => `${kind}-${++ids}`;

/** Writes text only when it changes, so that screen readers and layout are left alone otherwise. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** The page's own root, made by the host. */
export function pageRoot(): HTMLElement {
  const root = document.getElementById("root");
  if (!root) throw new Error("The page has no #root.");
  return root;
}

/** One polite live region per page: what a screen reader says when something changes without a key press. */
export class Announcer {
  readonly element = el("div", { role: "status", "aria-live": "polite", class: "visually-hidden" });

  say(text: string): void {
    setText(this.element, text);
  }
}
