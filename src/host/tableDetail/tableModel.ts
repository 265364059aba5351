import { Disposable } from "../../core/base/disposable.ts";
import type { ViewError } from "../../protocol/messages.ts";
import type { PaneContents, PaneId, PaneMessage } from "../../protocol/tableDetail.ts";
import { Pane } from "../platform/pane.ts";

export interface TableModelOptions {
  /** How each part is fetched. */
  readonly load: { readonly [K in PaneId]: (signal: AbortSignal) => Promise<PaneContents[K]> };
  readonly show: (message: PaneMessage) => void;
  readonly viewError: (error: unknown) => ViewError;
  readonly failed: (error: unknown) => void;
}

interface PaneFacts {
  readonly doing: string;
  /** Needs the warehouse: a query may start it, or ask which one to use. */
  readonly isQuery: boolean;
  /** On the button that asks for it. */
  readonly button: string;
}

const facts: Readonly<Record<PaneId, PaneFacts>> = {
  description: { doing: "Reading the description…", isQuery: false, button: "Read the description" },
  permissions: { doing: "Reading the permissions…", isQuery: false, button: "Read the permissions" },
  tags: { doing: "Reading tags…", isQuery: true, button: "Read tags" },
  sample: { doing: "Fetching sample rows…", isQuery: true, button: "Fetch sample rows" },
  storage: { doing: "Asking for files and size…", isQuery: true, button: "Ask for files and size" },
  lineage: { doing: "Looking for lineage…", isQuery: true, button: "Look for lineage" },
  ddl: { doing: "Fetching the statement that makes it…", isQuery: true, button: "Fetch the statement" },
  history: { doing: "Fetching the history…", isQuery: true, button: "Fetch the history" },
};

export const paneIds = Object.keys(facts) as readonly PaneId[];

/** What is loaded at once when the panel is opened by command; the rest follows when it is looked at. */
const atOnce: readonly PaneId[] = ["description", "sample", "tags"];

/** What a table panel shows, without the panel: parts that load, fail and are stopped each on its own. */
export class TableModel extends Disposable {
  readonly #panes: ReadonlyMap<PaneId, Pane<unknown>>;

  constructor({ load, show, viewError, failed }: TableModelOptions) {
    super();
    const make = <K extends PaneId>(id: K): Pane<PaneContents[K]> =>
      new Pane<PaneContents[K]>({
        doing: facts[id].doing,
        load: load[id],
        show: (state) => show({ id, state } as PaneMessage),
        viewError,
        failed,
        stopped: facts[id].isQuery ? "You stopped the query." : "Reading was stopped.",
      });
    this.#panes = new Map(paneIds.map((id) => [id, this.own(make(id) as Pane<unknown>)]));
  }

  /** Opened by command. */
  async open(): Promise<void> {
    await Promise.all(atOnce.map((id) => this.load(id)));
  }

  /** Only what costs nothing: queries may start a warehouse, or ask which one to use. */
  async openAfterRestart(): Promise<void> {
    for (const [id, pane] of this.#panes) {
      if (facts[id].isQuery)
        pane.offer("After a restart this is not fetched by itself: a query may start the warehouse.", facts[id].button);
    }
    await this.#panes.get("description")?.load();
  }

  /** A part came into sight. */
  async look(id: PaneId): Promise<void> {
    await this.#panes.get(id)?.loadFirstTime();
  }

  async load(id: PaneId): Promise<void> {
    await this.#panes.get(id)?.load();
  }

  /** Everything that somebody has seen, anew. */
  async reload(): Promise<void> {
    await this.#loadWhere((pane) => pane.kind !== "idle");
  }

  /** Tries again what failed for want of a sign-in. */
  async signedIn(): Promise<void> {
    await this.#loadWhere((pane) => pane.reason === "unauthenticated");
  }

  cancel(id: PaneId): void {
    this.#panes.get(id)?.cancel();
  }

  /** Shows the current state again: the page was thrown away while it was hidden. */
  resend(): void {
    for (const pane of this.#panes.values()) pane.resend();
  }

  /** A button of a part's error was pressed; answers with the command to run, if it is one. */
  press(id: PaneId, actionId: string): string | undefined {
    return this.#panes.get(id)?.press(actionId);
  }

  async #loadWhere(wanted: (pane: Pane<unknown>) => boolean): Promise<void> {
    await Promise.all([...this.#panes.values()].filter(wanted).map((pane) => pane.load()));
  }
}
