import { PwafError } from "../../core/base/errors.ts";
import type { Callback } from "./callback.ts";
import { sameNonce } from "./callback.ts";
import { oauthError } from "./oauthError.ts";

/** The part of an answer that the exchange needs. */
export interface Authorization {
  readonly code: string;
  readonly issuer?: string;
}

/** What became of an answer. */
export type Delivery = { readonly kind: "taken" } | { readonly kind: "refused"; readonly why: string };

interface Waiting {
  readonly nonce: string;
  readonly settle: (answer: Callback) => void;
}

/**
 * The one place where sign-ins wait for the browser. An answer is for whoever made its nonce; every other answer is
 * refused and disturbs nobody, so that a foreign page cannot end a sign-in either.
 */
export class PendingSignIns {
  readonly #waiting = new Set<Waiting>();

  get count(): number {
    return this.#waiting.size;
  }

  /**
   * Waits for the answer with this nonce.
   * @throws PwafError `sign-in` for an error answer, `timeout`, or `cancelled` when the signal fires.
   */
  async answerFor(nonce: string, timeoutMs: number, signal: AbortSignal): Promise<Authorization> {
    if (signal.aborted) throw cancelled();
    let forget = (): void => undefined;
    try {
      const answer = await new Promise<Callback>((resolve, reject) => {
        const waiting: Waiting = { nonce, settle: resolve };
        const cancel = () => reject(cancelled());
        const timer = setTimeout(() => reject(tooLate(timeoutMs)), timeoutMs);
        signal.addEventListener("abort", cancel, { once: true });
        this.#waiting.add(waiting);
        forget = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", cancel);
          this.#waiting.delete(waiting);
        };
      });
      if (answer.kind === "code") return answer;
      throw answer.kind === "error"
        ? oauthError(answer.error, answer.description)
        : new PwafError("sign-in", `The browser's answer cannot be used: ${answer.why}.`, { hint: "Try again." });
    } finally {
      forget();
    }
  }

  deliver(answer: Callback): Delivery {
    if (answer.kind === "invalid") return { kind: "refused", why: answer.why };
    const waiting = [...this.#waiting].find(({ nonce }) => sameNonce(nonce, answer.state.nonce));
    if (!waiting) return { kind: "refused", why: "no sign-in that was started here is waiting for it" };
    // An answer counts once: a second one with the same nonce finds nobody.
    this.#waiting.delete(waiting);
    waiting.settle(answer);
    return { kind: "taken" };
  }
}

function cancelled(): PwafError {
  return new PwafError("cancelled", "The sign-in was cancelled.");
}

function tooLate(timeoutMs: number): PwafError {
  return new PwafError("timeout", `The browser did not answer within ${Math.round(timeoutMs / 1000)} seconds.`, {
    hint: "Sign in again. If the page showed an error, compare the OAuth app with “PWAF: Show redirect URIs to register”. The time can be changed in the setting pwaf.signIn.timeoutSeconds.",
  });
}
