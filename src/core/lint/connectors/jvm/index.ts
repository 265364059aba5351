import type { ConnectorFacts } from "../facts.ts";
import type { UseFacts } from "../uses.ts";

export const jvmConnectors: readonly ConnectorFacts[] = [];

export const jvmUses: readonly UseFacts[] = [];
