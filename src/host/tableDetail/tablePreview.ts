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

/** What a table panel shows, without the panel: description and sample rows, each loading and failing on its own. */
export class TablePreview extends Disposable {
  readonly #options: TablePreviewOptions;
  readonly #description: Half<LoadedDescription>;
  readonly #sample: Half<LoadedSample>;

  constructor(options: TablePreviewOptions) {
    super();
    this.#options = options;
    const { viewError: describe, failed } = options;
    this.#description = new Half({
      show: options.showDescription,
      describe,
      failed,
      stopped: { message: "You stopped reading the description.", hint: "Reload to read it." },
    });
    this.#sample = new Half({
      show: options.showSample,
      describe,
      failed,
      stopped: { message: "You stopped the query.", hint: "Reload to run it again." },
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
      message: "Sample rows are not fetched by themselves after a restart.",
      hint: "Reload to fetch them; this starts the warehouse if it sleeps.",
    });
    await this.#loadDescription();
  }

  /** Tries again what failed for want of a sign-in. */
  async signedIn(): Promise<void> {
    await Promise.all([
      this.#description.reason === "unauthenticated" ? this.#loadDescription() : undefined,
      this.#sample.reason === "unauthenticated" ? this.#loadSample() : undefined,
    ]);
  }

  cancel(): void {
    this.#description.cancel();
    this.#sample.cancel();
  }

  /** Shows the current state again: the page was thrown away while it was hidden. */
  resend(): void {
    this.#options.showDescription(this.#description.state);
    this.#options.showSample(this.#sample.state);
  }

  /** True when an error on the screen has a button with this id. */
  offers(actionId: string): boolean {
    const states = [this.#description.state, this.#sample.state];
    return states.some((state) => state.kind === "error" && state.error.action?.id === actionId);
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
