import type { SiteOption, SiteOptions } from "../sites.ts";

/** The options of a call as plain data, which outlive the syntax tree. */
export class FrozenOptions implements SiteOptions {
  readonly names: readonly string[];
  readonly open: boolean;
  readonly #ignoreCase: boolean;
  readonly #options: ReadonlyMap<string, SiteOption>;

  /** @param options by name; those of nested objects by their path with dots */
  constructor(
    options: ReadonlyMap<string, SiteOption>,
    {
      names,
      open,
      ignoreCase,
    }: { readonly names: readonly string[]; readonly open: boolean; readonly ignoreCase: boolean },
  ) {
    this.#options = ignoreCase ? new Map([...options].map(([name, option]) => [name.toLowerCase(), option])) : options;
    this.names = names;
    this.open = open;
    this.#ignoreCase = ignoreCase;
  }

  /** How many there are, nested ones included. */
  get size(): number {
    return this.#options.size;
  }

  get(name: string): SiteOption | undefined {
    return this.#options.get(this.#ignoreCase ? name.toLowerCase() : name);
  }

  has(name: string): boolean {
    const option = this.get(name);
    return option !== undefined && option.kind !== "null" && !option.optional;
  }
}
