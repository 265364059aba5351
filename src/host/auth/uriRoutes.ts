import { PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import { parameterNames } from "../../workspace/auth/callback.ts";
import { callbackPath } from "../../workspace/auth/flows.ts";
import type { Delivery } from "../../workspace/auth/pendingSignIns.ts";

/** What an address that the editor hands over is made of. */
export interface IncomingUri {
  readonly path: string;
  readonly query: string;
}

type Route = (query: string) => Promise<void>;

/**
 * Every address that this extension answers to. Any page can open such an address, so a path that is not here is
 * refused, and no route does more than finish what was started here.
 */
export class UriRoutes {
  readonly #log: Logger;
  readonly #routes: ReadonlyMap<string, Route>;

  /** @param takeAnswer gets the query of an answer to a sign-in. */
  constructor(log: Logger, takeAnswer: (query: string) => Promise<Delivery>) {
    this.#log = log;
    this.#routes = new Map([[callbackPath, (query: string) => finishSignIn(query, takeAnswer)]]);
  }

  /** @throws PwafError `sign-in` or `bad-request` that says why the address was refused; nothing has happened then. */
  async handle({ path, query }: IncomingUri): Promise<void> {
    this.#log.info(`opened by address: ${JSON.stringify(path.slice(0, 100))}, parameters: ${parameterNames(query)}`);
    const route = this.#routes.get(path);
    if (route) return route(query);
    throw new PwafError("bad-request", "An address was opened that this extension does not know, and was ignored.", {
      hint: "If you were signing in, compare `redirect_url` of the profile with what its OAuth app has registered.",
    });
  }
}

async function finishSignIn(query: string, takeAnswer: (query: string) => Promise<Delivery>): Promise<void> {
  const delivery = await takeAnswer(query);
  if (delivery.kind === "taken") return;
  throw new PwafError("sign-in", `An answer to a sign-in was refused: ${delivery.why}. Nobody was signed in.`, {
    hint: "If you were signing in, sign in again from this window.",
  });
}
