import type { SignIn } from "../../conformance/signIn.ts";
import type { ConformanceEntry } from "../../core/conformance/entry.ts";

/** Where entries run, and how they sign in there. */
export interface Target {
  /** For people. */
  readonly name: string;
  /** @throws PwafError when nobody can sign in as the entry promises */
  signIn(entry: Pick<ConformanceEntry, "auth" | "connector">): Promise<SignIn>;
  close(): Promise<void>;
}
