import { randomUUID } from "node:crypto";
import { Disposable } from "../../core/base/disposable.ts";
import { errorText } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import type { Callback } from "../../workspace/auth/callback.ts";
import { parseCallback } from "../../workspace/auth/callback.ts";
import type { Delivery } from "../../workspace/auth/pendingSignIns.ts";
import type { SecretDoor } from "./sessionSecrets.ts";

const prefix = "pwaf.answer:";

export interface WindowAnswersOptions {
  readonly secrets: SecretDoor;
  readonly deliver: (answer: Callback) => Delivery;
  readonly log: Logger;
  /** How long other windows have to take an answer, in milliseconds. Default 3000. */
  readonly patienceMs?: number;
}

/**
 * Brings the browser's answer to the window that waits for it. The editor hands an address to the window that was used
 * last, which need not be the one that signs in. Windows have only secret storage in common that may hold a code.
 */
export class WindowAnswers extends Disposable {
  readonly #options: WindowAnswersOptions;
  /** Keys that were offered here and that nobody has taken yet. */
  readonly #offered = new Map<string, () => void>();

  constructor(options: WindowAnswersOptions) {
    super();
    this.#options = options;
    this.own(
      options.secrets.onDidChange((key) => {
        if (key.startsWith(prefix)) void this.#look(key);
      }),
    );
  }

  /** @param query of the address that the editor handed over. */
  async take(query: string): Promise<Delivery> {
    const answer = parseCallback(query);
    const delivery = this.#options.deliver(answer);
    if (delivery.kind === "taken" || answer.kind === "invalid") return delivery;
    return (await this.#offer(query)) ? { kind: "taken" } : delivery;
  }

  /** True when another window has taken it. */
  async #offer(query: string): Promise<boolean> {
    const { secrets, log, patienceMs = 3000 } = this.#options;
    const key = prefix + randomUUID();
    try {
      const taken = new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), patienceMs);
        this.#offered.set(key, () => {
          clearTimeout(timer);
          resolve(true);
        });
      });
      await secrets.set(key, query);
      return await taken;
    } catch (error) {
      log.warn(errorText(error));
      return false;
    } finally {
      this.#offered.delete(key);
      await secrets.delete(key).catch((error: unknown) => log.warn(errorText(error)));
    }
  }

  async #look(key: string): Promise<void> {
    const { secrets, deliver, log } = this.#options;
    try {
      const query = await secrets.get(key);
      const offered = this.#offered.get(key);
      if (offered) {
        if (query === undefined) offered();
      } else if (query !== undefined && deliver(parseCallback(query)).kind === "taken") {
        log.info("the browser's answer came by another window");
        await secrets.delete(key);
      }
    } catch (error) {
      log.warn(errorText(error));
    }
  }
}
