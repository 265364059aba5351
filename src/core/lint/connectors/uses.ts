import type { ConnectorEntry, LanguageFamily, OptionSource } from "./facts.ts";

/** A call of a client's API that some rule speaks about, though it makes no client: minting a token, asking for a credential. */
export interface UseFacts {
  /** Name for rules: `mint-pat`. */
  readonly use: string;
  readonly language: LanguageFamily;
  readonly triggers: readonly string[];
  readonly entries: readonly ConnectorEntry[];
  readonly options: readonly OptionSource[];
}
