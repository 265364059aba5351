import type { ConnectorFacts } from "../facts.ts";
import type { UseFacts } from "../uses.ts";

export const csharpConnectors: readonly ConnectorFacts[] = [];

export const csharpUses: readonly UseFacts[] = [];
