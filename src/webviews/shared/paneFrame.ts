import type { PaneState } from "../../protocol/pane.ts";
import { button } from "./dom.ts";
import { errorNotice, notice, workingNotice } from "./notice.ts";

export interface PaneEvents {
  readonly load: () => void;
  readonly cancel: () => void;
  /** A button of its error. */
  readonly act: (id: string) => void;
  readonly say: (text: string) => void;
}

/** The place of one part: what stands there while it is not loaded, and its contents afterwards. */
export class PaneFrame<T> {
  readonly element: HTMLElement;
  readonly #events: PaneEvents;
  readonly #show: (value: T) => Node;

  /** @param show makes the contents; called with each new value. */
  constructor(element: HTMLElement, events: PaneEvents, show: (value: T) => Node) {
    this.element = element;
    this.#events = events;
    this.#show = show;
  }

  update(state: PaneState<T>): void {
    const { load, cancel, act, say } = this.#events;
    this.element.toggleAttribute("aria-busy", false);
    switch (state.kind) {
      case "idle": {
        const { offer } = state;
        this.element.replaceChildren(...(offer ? [notice(offer.note, button(offer.button, "primary", load))] : []));
        return;
      }
      case "loading": {
        this.element.setAttribute("aria-busy", "true");
        this.element.replaceChildren(...workingNotice(state.what, cancel));
        say(state.what);
        return;
      }
      case "error":
        this.element.replaceChildren(errorNotice(state.error, act));
        say(state.error.message);
        return;
      case "loaded":
        this.element.replaceChildren(this.#show(state.value));
    }
  }
}
