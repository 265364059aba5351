import { PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import { createNonce, encodeState, parseCallback } from "./callback.ts";
import type { Ladder, Rung, SignInEnvironment, SignInFlow, SkippedRung } from "./flows.ts";
import { signInLadder } from "./flows.ts";
import { listenOnLoopback } from "./loopbackListener.ts";
import type { OAuthClient } from "./oauthClient.ts";
import { readPastedAnswer } from "./pastedAnswer.ts";
import type { PendingSignIns } from "./pendingSignIns.ts";
import type { TokenSet } from "./tokens.ts";

/** What is asked of a user who carries the answer over. */
export interface AddressQuestion {
  /** Where the browser ends up, perhaps at an error page; the answer is in its address. */
  readonly redirectUri: string;
  /** Why the better ways cannot work here; empty when one may still. */
  readonly skipped: readonly SkippedRung[];
  /** What is wrong with a text, or undefined when it is the answer that is waited for. Quotes nothing of it. */
  readonly problemOf: (text: string) => string | undefined;
}

/** The editor's and the user's part in a sign-in by browser. */
export interface BrowserDesk {
  /** The editor's own address as a browser reaches it; it may change from window to window. */
  readonly callbackUrl: () => Promise<string>;
  /**
   * Shows the page to the user. Returns at once and never throws; `over` fires when nobody waits for it any more.
   * `paste` lets a user to whom the browser does not return carry the answer over, true when that was it; absent where
   * that is the way anyway.
   */
  readonly openBrowser: (url: string, over: AbortSignal, paste: (() => Promise<boolean>) | undefined) => void;
  /** True when the browser reaches a port of the machine where this runs by the same address, as over a tunnel. */
  readonly forwards: (redirectUri: string) => Promise<boolean>;
  /** Undefined when the user backs out or nobody waits any more. */
  readonly askAddress: (question: AddressQuestion, over: AbortSignal) => Promise<string | undefined>;
  /** Says why a way is blocked, and asks whether to take the next. */
  readonly offerNext: (problem: PwafError, next: SignInFlow) => Promise<boolean>;
}

export interface BrowserSignIn {
  readonly client: OAuthClient;
  readonly environment: SignInEnvironment;
  readonly pending: PendingSignIns;
  readonly timeoutMs: number;
  readonly log: Logger;
  readonly desk: BrowserDesk;
}

/** Closed when the sign-in is over. */
type Receiver = { close(): Promise<void> } | undefined;

/**
 * Signs a user in by browser, in the first way that can work here; where that is blocked, the user may take the next.
 * @throws PwafError `cancelled`, `timeout`, `sign-in`, `config` when there is no way, or a connection reason.
 */
export async function signInByBrowser(request: BrowserSignIn, signal: AbortSignal): Promise<TokenSet> {
  const { rungs, skipped } = signInLadder(request.environment);
  for (const { title, why } of skipped) request.log.info(`not through ${title}: ${why}`);
  return climb(rungs, skipped, request, signal);
}

async function climb(
  [rung, next, ...others]: Ladder["rungs"],
  skipped: readonly SkippedRung[],
  request: BrowserSignIn,
  signal: AbortSignal,
): Promise<TokenSet> {
  const { desk, log } = request;
  const { title } = rung.flow;
  log.info(`signing in through ${title}`);
  let receiver: Receiver;
  try {
    receiver = await openReceiver(rung, request);
  } catch (error) {
    if (!next || !(error instanceof PwafError)) throw error;
    log.info(`not through ${title}: ${error.message}`);
    // Where the user can do nothing about it there is nothing to ask.
    if (error.reason === "unreachable" || (await desk.offerNext(error, next.flow))) {
      return climb([next, ...others], [...skipped, { title, why: error.message }], request, signal);
    }
    throw new PwafError("cancelled", "The sign-in was cancelled.", { cause: error });
  }
  return signInThrough(rung, receiver, skipped, request, signal);
}

async function openReceiver(
  { flow, redirectUri }: Rung,
  { desk, environment, pending }: BrowserSignIn,
): Promise<Receiver> {
  if (flow.receiver !== "listener") return undefined;
  const receiver = await listenOnLoopback(redirectUri, (answer) => pending.deliver(answer));
  const { remoteName } = environment;
  // Windows itself brings localhost to WSL.
  if (remoteName === undefined || remoteName === "wsl" || (await desk.forwards(redirectUri))) return receiver;
  await receiver.close();
  const { port } = new URL(redirectUri);
  throw new PwafError(
    "unreachable",
    `this extension runs on a remote machine (${remoteName}), and the editor does not bring port ${port} of yours to it`,
  );
}

async function signInThrough(
  { flow, redirectUri }: Rung,
  receiver: Receiver,
  skipped: readonly SkippedRung[],
  { client, desk, pending, timeoutMs }: BrowserSignIn,
  signal: AbortSignal,
): Promise<TokenSet> {
  const over = new AbortController();
  const nonce = createNonce();
  const byHand = flow.receiver === "person";
  /** True when the user has given the answer. */
  const paste = async (): Promise<boolean> => {
    const problemOf = (text: string) => {
      const read = readPastedAnswer(text, redirectUri, nonce);
      return "problem" in read ? read.problem : undefined;
    };
    const text = await desk.askAddress({ redirectUri, skipped: byHand ? skipped : [], problemOf }, over.signal);
    const read = text === undefined ? undefined : readPastedAnswer(text, redirectUri, nonce);
    return read !== undefined && "query" in read && pending.deliver(parseCallback(read.query)).kind === "taken";
  };
  try {
    const state = encodeState(flow.id === "relay" ? { nonce, callbackUrl: await desk.callbackUrl() } : { nonce });
    const { url, codeVerifier } = await client.authorizationUrl(redirectUri, state, signal);
    const backedOut = new AbortController();
    const answer = pending.answerFor(nonce, timeoutMs, AbortSignal.any([signal, backedOut.signal]));
    const canPaste = !byHand && /^https?:/.test(redirectUri);
    desk.openBrowser(url, over.signal, canPaste ? paste : undefined);
    if (byHand) {
      const backOut = () => backedOut.abort();
      paste().then((given) => given || backOut(), backOut);
    }
    return await client.exchange(await answer, redirectUri, codeVerifier, signal);
  } finally {
    over.abort();
    await receiver?.close();
  }
}
