import type { Logger } from "../../core/base/logger.ts";
import { createNonce, encodeState } from "./callback.ts";
import type { SignInEnvironment } from "./flows.ts";
import { chooseFlow } from "./flows.ts";
import { listenOnLoopback } from "./loopbackListener.ts";
import type { OAuthClient } from "./oauthClient.ts";
import type { PendingSignIns } from "./pendingSignIns.ts";
import type { TokenSet } from "./tokens.ts";

export interface BrowserSignIn {
  readonly client: OAuthClient;
  readonly environment: SignInEnvironment;
  readonly pending: PendingSignIns;
  readonly timeoutMs: number;
  readonly log: Logger;
  /** The editor's own address as a browser reaches it; it may change from window to window. */
  readonly callbackUrl: () => Promise<string>;
  /** Shows the page to the user. Returns at once and never throws; `over` fires when nobody waits for it any more. */
  readonly openBrowser: (url: string, over: AbortSignal) => void;
}

/**
 * Signs a user in by browser, in the first way that can work here.
 * @throws PwafError `cancelled`, `timeout`, `sign-in`, `config` when there is no way, or a connection reason.
 */
export async function signInByBrowser(request: BrowserSignIn, signal: AbortSignal): Promise<TokenSet> {
  const { client, environment, pending, timeoutMs, log } = request;
  const { flow, redirectUri, skipped } = chooseFlow(environment);
  for (const { title, why } of skipped) log.info(`not through ${title}: ${why}`);
  log.info(`signing in through ${flow.title}`);

  const nonce = createNonce();
  const state = encodeState(flow.id === "relay" ? { nonce, callbackUrl: await request.callbackUrl() } : { nonce });
  const listener =
    flow.receiver === "listener" ? await listenOnLoopback(redirectUri, (answer) => pending.deliver(answer)) : undefined;
  const over = new AbortController();
  try {
    const { url, codeVerifier } = await client.authorizationUrl(redirectUri, state, signal);
    const answer = pending.answerFor(nonce, timeoutMs, signal);
    request.openBrowser(url, over.signal);
    return await client.exchange(await answer, redirectUri, codeVerifier, signal);
  } finally {
    over.abort();
    await listener?.close();
  }
}
