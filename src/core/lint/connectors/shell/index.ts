import type { ConnectorFacts } from "../facts.ts";
import type { UseFacts } from "../uses.ts";

/** The shell has no imports and no calls with arguments by name; `languages/shell/readShell.ts` reads its commands itself. */
export const shellConnectors: readonly ConnectorFacts[] = [];

export const shellUses: readonly UseFacts[] = [];
