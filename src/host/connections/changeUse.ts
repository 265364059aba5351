import { errorText } from "../../core/base/errors.ts";
import type { Holder } from "../../core/connections/holders.ts";
import { holdersOf } from "../../core/connections/holders.ts";
import type { EffectivePrivilege } from "../../core/grants/held.ts";

export interface UseChange {
  readonly connection: string;
  readonly verb: "allow" | "revoke";
  /** Whom the statements are about. */
  readonly principals: readonly string[];
  readonly statements: readonly string[];
}

export interface ChangeNeeds {
  /** Runs one statement that answers no rows. */
  readonly execute: (sql: string) => Promise<void>;
  readonly effectiveGrants: (connection: string) => Promise<readonly EffectivePrivilege[]>;
}

/** What the workspace says after the statements have run. */
export type Effect =
  | { readonly kind: "asWanted" }
  /** Who still may although it was taken away, or may not although it was given. */
  | { readonly kind: "other"; readonly principals: readonly string[]; readonly holders: readonly Holder[] }
  | { readonly kind: "unknown"; readonly why: string };

/**
 * Runs the statements, then reads the effective permissions: a statement that succeeds may still change nothing, as when
 * the right comes from elsewhere too.
 * @throws PwafError when a statement fails; those before it have run.
 */
export async function changeUse(change: UseChange, { execute, effectiveGrants }: ChangeNeeds): Promise<Effect> {
  for (const sql of change.statements) await execute(sql);
  let holders: Holder[];
  try {
    holders = holdersOf(await effectiveGrants(change.connection));
  } catch (error) {
    return { kind: "unknown", why: errorText(error) };
  }
  const may = new Set(holders.map(({ principal }) => principal.toLowerCase()));
  const wrong = change.principals.filter((one) => may.has(one.toLowerCase()) !== (change.verb === "allow"));
  return wrong.length === 0 ? { kind: "asWanted" } : { kind: "other", principals: wrong, holders };
}

/** One sentence or two for people. `isGood`: nothing is left to do. */
export function effectText(change: UseChange, effect: Effect): { readonly text: string; readonly isGood: boolean } {
  const who = listed(change.principals);
  const through = `the connection ${change.connection}`;
  if (effect.kind === "unknown") {
    const done = change.verb === "allow" ? "given" : "taken away";
    return { text: `The right was ${done}, but whether it shows could not be read: ${effect.why}`, isGood: false };
  }
  if (effect.kind === "asWanted") {
    if (change.verb === "allow") return { text: `${who} may use ${through} now; the workspace says so.`, isGood: true };
    const text = `${who} may not use ${through} any more; the workspace says so. Members of other groups that hold the right still may, and its owner.`;
    return { text, isGood: true };
  }
  const wrong = listed(effect.principals);
  if (change.verb === "allow")
    return { text: `The statement ran, but the workspace does not list ${wrong} yet.`, isGood: false };
  const from = effect.holders
    .filter(({ principal }) => effect.principals.includes(principal))
    .flatMap(({ by }) =>
      by.map((held) =>
        held.from ? `${held.privilege} on ${held.from.type.toLowerCase()} ${held.from.name}` : held.privilege,
      ),
    );
  return { text: `${wrong} still may use ${through}, by ${listed([...new Set(from)])}.`, isGood: false };
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
