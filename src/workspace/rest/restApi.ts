import { ApiClient } from "@databricks/sdk-experimental/dist/api-client.js";
import { Config } from "@databricks/sdk-experimental/dist/config/Config.js";
import { PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import { trustedFetch } from "../http/trustedFetch.ts";
import { httpError, notJsonError } from "./httpError.ts";
import { networkError } from "./networkError.ts";
import { readBody, readPart } from "./readBody.ts";
import type { ByteRange, FilePart } from "./types.ts";
import type { Timing } from "./retry.ts";
import { Repeatable, retryAfter, withRetry } from "./retry.ts";

export interface RestApiOptions {
  /** Origin of the workspace. */
  readonly host: string;
  /** Asked before every request, also before a repeated one. */
  readonly token: () => Promise<string>;
  /** Hears of a token that the workspace did not accept; `token` may give another one then. */
  readonly refuse?: ((token: string) => void) | undefined;
  readonly product: string;
  readonly productVersion: `${number}.${number}.${number}`;
  readonly log: Logger;
  readonly timing: Timing;
  /** Milliseconds for one attempt, from connecting to the last byte. */
  readonly timeoutMs: number;
}

export type RestRequest = Parameters<ApiClient["request"]>[0] & { readonly signal?: AbortSignal };

/**
 * The SDK's client with another way to send. The SDK says who we are (User-Agent), how we sign in (credential
 * provider) and how a query is spelt; its typed services can be used on top. Sending is ours because the SDK 0.17.0
 * - follows redirects with the Authorization header to whatever host they name, and then never settles,
 * - drops `Retry-After` and the request id, and repeats a 429 for five minutes without a way to stop,
 * - has no time-out, and
 * - switches TLS verification off unless `skipVerify` is `false`.
 * `fetch` verifies always, and inside the editor it knows the editor's proxy and the system's certificates.
 */
export class RestApi extends ApiClient {
  readonly #options: RestApiOptions;

  constructor(options: RestApiOptions) {
    const { host, token, product, productVersion } = options;
    const config = new Config({
      host,
      skipVerify: false,
      // Nothing of the environment or of `~/.databrickscfg` may mix in: the profile decides.
      loaders: [],
      env: {},
      authType: "default",
      credentials: {
        name: "default",
        configure: async () => async (headers) => headers.set("Authorization", `Bearer ${await token()}`),
      },
    });
    super(config, { product, productVersion });
    this.#options = options;
  }

  /**
   * Sends a request and answers with the parsed JSON body (`{}` for an empty one).
   * 429 and 503 are repeated as the server asks, a GET also when the connection breaks; a request whose token is not
   * accepted once more, if there is another token. `raw` answers are not offered.
   * @throws PwafError with the reason that fits; `cancelled` when the signal fires.
   */
  override async request(request: RestRequest): Promise<unknown> {
    return parsedBody(await this.#authorized(request, textOf));
  }

  /** A part of a file, repeated as `request` is. A server that does not know ranges is read as far as needed. */
  async filePart(request: RestRequest, range: ByteRange): Promise<FilePart> {
    request.headers.set("Range", `bytes=${range.from}-${range.to - 1}`);
    return await this.#authorized(request, (response, origin) => readPart(response, range, origin));
  }

  async #authorized<T>(request: RestRequest, read: ReadAnswer<T>): Promise<T> {
    try {
      return await this.#repeated(request, read);
    } catch (error) {
      const isRefused = error instanceof PwafError && error.reason === "unauthenticated";
      if (!isRefused || !(await this.#hasAnotherToken(request.headers))) throw error;
      this.#options.log.info(`${request.method} ${request.path}: trying again with another token`);
      return await this.#repeated(request, read);
    }
  }

  async #repeated<T>(request: RestRequest, read: ReadAnswer<T>): Promise<T> {
    const { log, timing } = this.#options;
    const { signal, method, path } = request;
    return await withRetry(
      () => this.#attempt(request, read),
      timing,
      signal,
      (error, waitMs) => log.info(`${method} ${path}: ${error.reason}, trying again in ${waitMs} ms`),
    );
  }

  /** A token can look valid here and not there: it was revoked, or this machine's clock went wrong, as after a sleep. */
  async #hasAnotherToken(sent: Headers): Promise<boolean> {
    const { refuse, token } = this.#options;
    const used = sent.get("Authorization")?.replace(/^Bearer /, "");
    if (!refuse || used === undefined) return false;
    refuse(used);
    return (await token()) !== used;
  }

  async #attempt<T>(request: RestRequest, read: ReadAnswer<T>): Promise<T> {
    const { log, timing, timeoutMs } = this.#options;
    const { method, path, headers, signal } = request;
    checkCancelled(signal);
    const url = await this.host;
    url.pathname = path;
    url.search = this.searchParams(request.query ?? {});
    headers.set("User-Agent", this.userAgent());
    await this.config.authenticate(headers);
    checkCancelled(signal);

    const started = timing.now();
    const timeout = AbortSignal.timeout(timeoutMs);
    let failed: Answer;
    try {
      const response = await trustedFetch(url, {
        method,
        headers,
        redirect: "manual",
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
        ...(request.payload === undefined ? {} : { body: JSON.stringify(request.payload) }),
      });
      log.debug(`${method} ${path}: ${response.status}, ${timing.now() - started} ms`);
      if (response.ok || isPastTheEnd(response)) return await read(response, url.origin);
      failed = await textOf(response, url.origin);
    } catch (cause) {
      checkCancelled(signal);
      const error = networkError(cause, url.origin);
      log.debug(`${method} ${path}: ${error.reason}`);
      throw error.reason === "dropped" && method === "GET" ? new Repeatable(error) : error;
    }
    if (failed.status < 400) throw notJsonError(failed);
    const error = httpError(failed);
    const repeat = error.reason === "throttled" || error.reason === "unavailable";
    throw repeat ? new Repeatable(error, retryAfter(failed.headers, timing.now())) : error;
  }
}

/** Takes what is needed out of a successful answer. */
type ReadAnswer<T> = (response: Response, origin: string) => Promise<T>;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly origin: string;
}

async function textOf(response: Response, origin: string): Promise<Answer> {
  return { status: response.status, headers: response.headers, body: await readBody(response, origin), origin };
}

/** @throws PwafError `bad-response` for anything but JSON. */
function parsedBody(answer: Answer): unknown {
  if (answer.body === "") return {};
  try {
    return JSON.parse(answer.body) as unknown;
  } catch {
    throw notJsonError(answer);
  }
}

/** The answer to a range that begins where the file ends, as every range does in an empty file. */
function isPastTheEnd(response: Response): boolean {
  return response.status === 416 && response.headers.has("content-range");
}

function checkCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new PwafError("cancelled", "Cancelled.");
}
