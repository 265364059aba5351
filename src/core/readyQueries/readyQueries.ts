import { agents } from "./agents.ts";
import { apps } from "./apps.ts";
import { attribution } from "./attribution.ts";
import { identity } from "./identity.ts";
import { permissions } from "./permissions.ts";
import type { ReadyQueryFolder } from "./readyQuery.ts";
import { tokens } from "./tokens.ts";

/**
 * Questions about a workspace that its system tables answer. Sources: PWAF on how attribution is verified and on audit
 * queries; “Audit log reference” for services and actions; references of the system tables for their columns.
 */
export const readyQueries: readonly ReadyQueryFolder[] = [attribution, permissions, tokens, agents, apps, identity];
