import type { PaneId, PaneState } from "../../protocol/tableDetail.ts";
import { button, el } from "../shared/dom.ts";
import { errorNotice, notice, workingNotice } from "../shared/notice.ts";

export interface PaneEvents {
  readonly load: (pane: PaneId) => void;
  readonly cancel: (pane: PaneId) => void;
  readonly act: (pane: PaneId, id: string) => void;
  readonly say: (text: string) => void;
}

/** The place of one part: what stands there while it is not loaded, and its contents afterwards. */
export class PaneFrame<T> {
  readonly element: HTMLElement;
  readonly #id: PaneId;
  readonly #events: PaneEvents;
  readonly #show: (value: T) => Node;

  /** @param show makes the contents; called with each new value. */
  constructor(id: PaneId, events: PaneEvents, show: (value: T) => Node, element = el("section", { class: "panel" })) {
    this.#id = id;
    this.#events = events;
    this.#show = show;
    this.element = element;
  }

  update(state: PaneState<T>): void {
    const { load, cancel, act, say } = this.#events;
    this.element.toggleAttribute("aria-busy", false);
    switch (state.kind) {
      case "idle": {
        const { offer } = state;
        this.element.replaceChildren(
          ...(offer
            ? [
                notice(
                  offer.note,
                  button(offer.button, "primary", () => load(this.#id)),
                ),
              ]
            : []),
        );
        return;
      }
      case "loading": {
        this.element.setAttribute("aria-busy", "true");
        this.element.replaceChildren(...workingNotice(state.what, () => cancel(this.#id)));
        say(state.what);
        return;
      }
      case "error":
        this.element.replaceChildren(errorNotice(state.error, (id) => act(this.#id, id)));
        say(state.error.message);
        return;
      case "loaded":
        this.element.replaceChildren(this.#show(state.value));
    }
  }
}
