import { PwafError } from "../base/errors.ts";
import type { CallAuth, Session } from "./call.ts";
import { isGap } from "./judge.ts";
import type { CallGroup } from "./summary.ts";
import { groupsOf } from "./summary.ts";

/** One way in which attribution is not what it was, as a sentence. */
export type Drift = string;

/** What attribution is about: versions of clients and products may change, and so may the machine. */
interface Attribution {
  readonly client: string;
  readonly identities: string;
  readonly auth: CallAuth;
}

/**
 * How attribution has drifted from a recording that was found good: calls that are made as another product, by another
 * client or with another kind of sign-in, new calls without the identity, and calls that are gone. What clients send on
 * their own account comes and goes with their versions and is left out.
 * @throws PwafError `bad-request` when the two cannot be compared.
 */
export function compareSessions(golden: Session, now: Session): Drift[] {
  if (golden.forwarded !== now.forwarded) {
    const how = (session: Session) => (session.forwarded ? "with --upstream" : "without --upstream");
    throw new PwafError("bad-request", `The expected recording was made ${how(golden)}, this one ${how(now)}.`, {
      hint: "Make both in the same way: programs go further with a workspace behind the recorder.",
    });
  }
  const before = byRoute(golden);
  const after = byRoute(now);
  const known = new Set([...before.values()].flat().map(({ identities }) => identities));
  const changed = [...after].flatMap(([route, attributions]) => {
    const old = before.get(route);
    const isKnown = (one: Attribution) =>
      old ? old.some((other) => textOf(other) === textOf(one)) : known.has(one.identities) && one.identities !== "";
    const was = old
      ? ` It was ${old.map(textOf).join(", and ")}.`
      : " It is new, and carries none of the known identities.";
    return attributions.filter((one) => !isKnown(one)).map((one) => `${route} is now ${textOf(one)}.${was}`);
  });
  const gone = [...before].flatMap(([route, attributions]) => {
    const current = after.get(route);
    if (!current) return [`${route} is no longer called.`];
    const missing = attributions.filter((one) => !current.some((other) => textOf(other) === textOf(one)));
    // Where one took another's place, that has been said.
    return current.length < attributions.length
      ? missing.map((one) => `${route} is no longer called as ${textOf(one)}.`)
      : [];
  });
  return [...changed, ...gone];
}

function byRoute(session: Session): Map<string, Attribution[]> {
  const routes = new Map<string, Attribution[]>();
  for (const group of groupsOf(session)) {
    if (group.judgement.verdict === "own") continue;
    const key = `${group.method} ${group.route}`;
    const known = routes.get(key) ?? [];
    const attribution = attributionOf(group);
    if (!known.some((other) => textOf(other) === textOf(attribution))) known.push(attribution);
    routes.set(key, known);
  }
  return routes;
}

function attributionOf({ judgement, auth, userAgent }: CallGroup): Attribution {
  const { client, identities, wrong } = judgement;
  const names = isGap(judgement) ? [] : identities.map((identity) => identity.replace(/\/.*$/, ""));
  return {
    client: client?.name ?? (identities.length > 0 ? "a program" : (wrong ?? userAgent).replace(/[/ ].*$/, "")),
    identities: names.join(" "),
    auth,
  };
}

function textOf({ client, identities, auth }: Attribution): string {
  const by = client === "" ? "" : ` by ${client}`;
  return `${identities === "" ? "without identity" : `tagged ${identities}`}${by}, auth ${auth}`;
}
