import { el } from "./dom.ts";

/** One line of a menu; `separator` begins a group. */
export interface MenuItem {
  readonly title: string;
  /** Its key, for people. */
  readonly key?: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly separator?: boolean;
  readonly run: () => void;
}

/** A menu at a point of the window. Keys and roles are those of the ARIA menu pattern; closing it gives the focus back. */
export class Menu {
  readonly element = el("div", { class: "menu", role: "menu", hidden: true });
  #before: Element | null = null;
  /** Fires when the menu closes: what listens beside it ends then. */
  #closing = new AbortController();

  constructor() {
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.element.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  open(label: string, items: readonly MenuItem[], x: number, y: number): void {
    this.#before = document.activeElement;
    this.element.setAttribute("aria-label", label);
    this.element.replaceChildren(...items.map((item) => this.#line(item)));
    this.element.hidden = false;
    this.#closing = new AbortController();
    const { signal } = this.#closing;
    const closeOutside = (event: Event): void => {
      if (!(event.target instanceof Node && this.element.contains(event.target))) this.#close();
    };
    window.addEventListener("pointerdown", closeOutside, { capture: true, signal });
    for (const name of ["blur", "resize"]) window.addEventListener(name, () => this.#close(), { signal });
    const { offsetWidth, offsetHeight } = this.element;
    const place = (at: number, size: number, room: number): string => `${Math.max(2, Math.min(at, room - size - 2))}px`;
    this.element.style.left = place(x, offsetWidth, window.innerWidth);
    this.element.style.top = place(y, offsetHeight, window.innerHeight);
    this.#lines[0]?.focus();
  }

  get #lines(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>(".menu-item:not([aria-disabled])")];
  }

  #line(item: MenuItem): HTMLElement {
    const role = item.checked === undefined ? "menuitem" : "menuitemcheckbox";
    const line = el(
      "div",
      {
        class: item.separator ? "menu-item separated" : "menu-item",
        role,
        tabindex: -1,
        "aria-checked": item.checked === undefined ? undefined : String(item.checked),
        "aria-disabled": item.disabled === true ? "true" : undefined,
        "aria-keyshortcuts": item.key,
      },
      el("span", { class: "menu-title" }, item.title),
      item.key === undefined ? undefined : el("span", { class: "menu-key", "aria-hidden": "true" }, item.key),
    );
    line.addEventListener("click", () => this.#run(item));
    line.addEventListener("pointermove", () => line.focus());
    return line;
  }

  #run(item: MenuItem): void {
    if (item.disabled) return;
    this.#close();
    item.run();
  }

  #close(): void {
    this.#closing.abort();
    this.element.hidden = true;
    if (this.#before instanceof HTMLElement) this.#before.focus();
  }

  #onKey(event: KeyboardEvent): void {
    const lines = this.#lines;
    const at = lines.findIndex((line) => line === document.activeElement);
    const last = lines.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    event.stopPropagation();
    const target = targets[event.key];
    if (target !== undefined) lines[target]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") this.#close();
    else if (event.key === "Enter" || event.key === " ") lines[at]?.click();
    else if (event.key.length === 1) this.#typed(lines, at, event.key.toLowerCase());
    else return;
    event.preventDefault();
  }

  /** A letter leads to the next title that begins with it. */
  #typed(lines: readonly HTMLElement[], at: number, letter: string): void {
    const rest = [...lines.slice(at + 1), ...lines.slice(0, at + 1)];
    rest.find((line) => line.textContent.toLowerCase().startsWith(letter))?.focus();
  }
}
