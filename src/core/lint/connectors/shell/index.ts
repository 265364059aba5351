import type { ConnectorFacts } from "../facts.ts";
import type { UseFacts } from "../uses.ts";

export const shellConnectors: readonly ConnectorFacts[] = [];

export const shellUses: readonly UseFacts[] = [];
