import { checkUserAgent, isPlaceholder } from "../identity/identity.ts";
import type { RecordedCall } from "./call.ts";
import type { SplitUserAgent } from "./userAgentParts.ts";
import { splitUserAgent } from "./userAgentParts.ts";
import { addedWords } from "./clients.ts";
import { emailMark, secretMark } from "./keptText.ts";

export type Verdict =
  | "tagged"
  /** There is something in the identity's place, and it is no identity. */
  | "invalid"
  | "untagged"
  /** A call that the client makes on its own account, which no setting tags. */
  | "own"
  /** The identity, if there is one, is where the recorder does not look. */
  | "unclear";

export interface Judgement extends SplitUserAgent {
  readonly verdict: Verdict;
  /** Why, in a sentence; empty for a tagged call. */
  readonly why: string;
  /** The rule of the linter that finds code which sends such a call. */
  readonly rule?: string;
  /** Words that come from the surroundings of the program. */
  readonly added: readonly { readonly text: string; readonly why: string }[];
}

/** Whether attribution fails for a call. */
export function isGap({ verdict }: Pick<Judgement, "verdict">): boolean {
  return verdict === "untagged" || verdict === "invalid";
}

/**
 * Requests that clients make beside their work: discovery, tokens, telemetry and feature flags. Source: recorded runs of
 * the Python and Node.js clients, `test/connectors/clients.ts`.
 */
const ownRequests: readonly (readonly [path: RegExp, why: string])[] = [
  [/^\/(?:oidc|\.well-known)\//, "Clients ask for sign-in servers and tokens under a name of their own."],
  [/^\/telemetry-(?:ext|unauth)$/, "The client's own telemetry."],
  [/^\/api\/2\.0\/connector-service\//, "The client asks for its feature flags."],
];

/** Whether a client calls this path beside its work, tagged or not. */
export function isOwnPath(path: string): boolean {
  return ownRequests.some(([pattern]) => pattern.test(path));
}

/** Judges a call by the grammar of the linter's own rules. */
export function judge(call: Pick<RecordedCall, "userAgent" | "path" | "protocol">): Judgement {
  const split = splitUserAgent(call.userAgent);
  const added = split.parts
    .filter(({ kind }) => kind === "added")
    .map(({ text }) => ({ text, why: addedWords[text.split("/")[0]?.toLowerCase() ?? ""] ?? "" }));
  return { ...split, added, ...verdictOf(call, split) };
}

function verdictOf(
  { userAgent, path, protocol }: Pick<RecordedCall, "userAgent" | "path" | "protocol">,
  { client, identities, wrong }: SplitUserAgent,
): Pick<Judgement, "verdict" | "why" | "rule"> {
  if (userAgent.includes(secretMark) || userAgent.includes(emailMark)) {
    const why = "The User-Agent holds a secret or says who the user is; it goes to logs and audit tables.";
    return { verdict: "invalid", why, rule: "ua-contains-secret-or-pii" };
  }
  const [identity] = identities;
  if (identity !== undefined) {
    if (!isPlaceholder(identity)) return { verdict: "tagged", why: "" };
    return { verdict: "invalid", why: `${identity} is the documentation's example.`, rule: "ua-placeholder" };
  }
  if (/\bdbt-databricks\//.test(userAgent)) {
    return { verdict: "untagged", why: "dbt names itself and lets nobody add to it.", rule: "ua-dbt-cannot-match" };
  }
  if (wrong !== undefined) {
    const check = checkUserAgent(wrong);
    const reason = check.ok ? undefined : check.reason;
    const why = check.ok ? "" : `${wrong} is no identity: ${check.message}.`;
    const rule =
      reason === "plus-separator"
        ? "ua-plus-separator"
        : reason === "placeholder"
          ? "ua-placeholder"
          : "ua-invalid-format";
    return { verdict: "invalid", why, rule };
  }
  const own = ownRequests.find(([pattern]) => pattern.test(path));
  if (own) return { verdict: "own", why: own[1] };
  if (client && client.connector === undefined) return { verdict: "own", why: `${client.name} names itself.` };
  if (protocol === "gRPC" && !client) {
    return {
      verdict: "unclear",
      why: "The header of gRPC names only its library; whether the message names more is not read.",
    };
  }
  if (client) {
    // The dialect uses the connector and says so in its comment.
    const rule = /\bsqlalchemy\b/.test(userAgent) ? "ua-missing-sqlalchemy" : client.rule;
    const why = `${client.name} was given no identity.`;
    return { verdict: "untagged", why, ...(rule === undefined ? {} : { rule }) };
  }
  const why =
    userAgent === "" ? "There is no User-Agent." : "The User-Agent holds no identity, only the library's own name.";
  return { verdict: "untagged", why, rule: "ua-missing-http" };
}
