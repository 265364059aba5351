import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import type { ViewError } from "../../protocol/messages.ts";
import type { SampleRows, TableDescription, TableInfo } from "../../protocol/tableDetail.ts";
import { Half } from "./half.ts";

export type LoadedSample = Extract<SampleRows, { readonly kind: "loaded" }>;
type LoadedDescription = Extract<TableDescription, { readonly kind: "loaded" }>;

export interface TablePreviewOptions {
  readonly describe: (signal: AbortSignal) => Promise<TableInfo>;
  readonly sample: (signal: AbortSignal) => Promise<LoadedSample>;
  readonly showDescription: (state: TableDescription) => void;
  readonly showSample: (state: SampleRows) => void;
  readonly viewError: (error: unknown) => ViewError;
  readonly failed: (error: unknown) => void;
}

/** The button of errors that have none of their own. No command: the panel answers it itself. */
const again = { id: "again", title: "Try again" } as const;

/** What a table panel shows, without the panel: description and sample rows, each loading and failing on its own. */
export class TablePreview extends Disposable {
  readonly #options: TablePreviewOptions;
  readonly #description: Half<LoadedDescription>;
  readonly #sample: Half<LoadedSample>;

  constructor(options: TablePreviewOptions) {
    super();
    this.#options = options;
    const { failed } = options;
    const describe = (error: unknown) => ({ action: again, ...options.viewError(error) });
    this.#description = new Half({
      show: options.showDescription,
      describe,
      failed,
      stopped: { message: "Reading the description was stopped.", action: again },
    });
    this.#sample = new Half({
      show: options.showSample,
      describe,
      failed,
      stopped: { message: "You stopped the query.", action: again },
    });
    this.own(toDisposable(() => this.#description.abandon()));
    this.own(toDisposable(() => this.#sample.abandon()));
  }

  async load(): Promise<void> {
    await Promise.all([this.#loadDescription(), this.#loadSample()]);
  }

  /** Only what costs nothing: sample rows may start a warehouse, or ask which one to use. */
  async loadDescriptionOnly(): Promise<void> {
    this.#sample.postpone({
      message: "Sample rows are not fetched by themselves after a restart: a query may start the warehouse.",
      action: { ...again, title: "Fetch sample rows" },
    });
    await this.#loadDescription();
  }

  /** Tries again what failed for want of a sign-in. */
  async signedIn(): Promise<void> {
    await this.#loadWhere((half) => half.reason === "unauthenticated");
  }

  /** Stops the query. The description is one short request and goes on. */
  cancel(): void {
    this.#sample.cancel();
  }

  /** Shows the current state again: the page was thrown away while it was hidden. */
  resend(): void {
    this.#options.showDescription(this.#description.state);
    this.#options.showSample(this.#sample.state);
  }

  /**
   * A button of an error was pressed. Tries again when it is our own; answers with the command to run when it is
   * another one that is on the screen, for the page may only press what it was given.
   */
  press(actionId: string): string | undefined {
    if (actionId === again.id) {
      void this.#loadWhere((half) => half.hasFailed);
      return undefined;
    }
    const states = [this.#description.state, this.#sample.state];
    const shown = states.some((state) => state.kind === "error" && state.error.action?.id === actionId);
    return shown ? actionId : undefined;
  }

  async #loadWhere(wanted: (half: Half<LoadedDescription> | Half<LoadedSample>) => boolean): Promise<void> {
    await Promise.all([
      wanted(this.#description) ? this.#loadDescription() : undefined,
      wanted(this.#sample) ? this.#loadSample() : undefined,
    ]);
  }

  #loadDescription(): Promise<void> {
    return this.#description.load("Reading the description…", async (signal) => ({
      kind: "loaded",
      table: await this.#options.describe(signal),
    }));
  }

  #loadSample(): Promise<void> {
    return this.#sample.load("Fetching sample rows…", (signal) => this.#options.sample(signal));
  }
}
