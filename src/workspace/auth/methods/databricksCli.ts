import { join } from "node:path";
import { errorText, isCancelled } from "../../../core/base/errors.ts";
import type { Logger } from "../../../core/base/logger.ts";
import { decodeJwt } from "../../../core/federation/jwt.ts";
import { isAccountHost } from "../../../core/profiles/host.ts";
import type { Answer } from "../tokenAnswer.ts";
import { parseAnswer, tokensIn } from "../tokenAnswer.ts";
import type { TokenSet } from "../tokens.ts";
import type { AuthContext, AuthMethod } from "./authMethod.ts";
import { browser, renewInBackground } from "./browser.ts";

/**
 * The Databricks CLI's own sign-in where there is one: from its cache, or from the CLI itself. Otherwise a sign-in by
 * browser with the same app. The cache is only ever read: a refresh token that we spent would be lost to the CLI.
 */
export const databricksCli: AuthMethod = {
  needs: { fields: [], secrets: [] },
  open: async (context, signal) => (await tokensOfCli(context, signal)) ?? (await browser.open(context, signal)),
  renew: async (context, tokens, signal) => {
    const known = tokens.refreshToken === undefined ? await tokensOfCli(context, signal) : undefined;
    // The workspace may have refused the one that the CLI still thinks is good.
    const isNew = known && known.accessToken !== tokens.accessToken;
    return isNew ? known : await renewInBackground(context, tokens, signal);
  },
  ...(browser.revoke && { revoke: browser.revoke }),
};

/** Tokens that end sooner than this are not worth having, in milliseconds. */
const shortest = 60_000;

async function tokensOfCli(context: AuthContext, signal?: AbortSignal): Promise<TokenSet | undefined> {
  // Who asks for few scopes shall not get a token that may do everything.
  if (context.profile.scopes !== undefined) return undefined;
  const tokens = (await cachedTokens(context)) ?? (await printedTokens(context, signal));
  if (!tokens || tokens.expiresAt - context.now() < shortest) return undefined;
  context.log.info(`using the Databricks CLI's sign-in for profile ${context.profile.name}`);
  return tokens;
}

/**
 * From `~/.databricks/token-cache.json`, which newer CLIs write only where they are told to. Keys are profiles, hosts
 * (`https://<host>`) or accounts (`https://<host>/oidc/accounts/<id>`). Source: `libs/auth/storage/filestore.go` of
 * databricks/cli.
 */
async function cachedTokens({ profile, machine, now, log }: AuthContext): Promise<TokenSet | undefined> {
  const from = "the Databricks CLI's token cache";
  const text = await machine.readFile(join(machine.home, ".databricks", "token-cache.json"));
  const tokens = text === undefined ? undefined : usable(() => parseAnswer(text, from)["tokens"], log);
  if (!isAnswer(tokens)) return undefined;
  const { name, host, accountId = "" } = profile;
  for (const key of [name, isAccountHost(host) ? `${host}/oidc/accounts/${accountId}` : host]) {
    const entry = tokens[key];
    const found = isAnswer(entry) ? usable(() => tokensIn(entry, from, now()), log) : undefined;
    // A profile may have been pointed elsewhere since: its old token must not follow it there.
    if (found && (key !== name || isFor(found, host)) && found.expiresAt - now() >= shortest) return found;
  }
  return undefined;
}

function isFor({ accessToken }: TokenSet, host: string): boolean {
  const issuer = decodeJwt(accessToken)?.issuer;
  return issuer !== undefined && URL.canParse(issuer) && new URL(issuer).origin === host;
}

/** From the CLI, which refreshes its own sign-in. One that is not there, too old or not signed in gives nothing. */
async function printedTokens(
  { profile, machine, now, log }: AuthContext,
  signal?: AbortSignal,
): Promise<TokenSet | undefined> {
  const program = {
    file: profile.databricksCliPath ?? "databricks",
    args: ["auth", "token", "--profile", profile.name],
  };
  const result = await machine.run(program, signal).catch((error: unknown) => {
    if (isCancelled(error)) throw error;
    log.debug(`the Databricks CLI was not asked: ${errorText(error)}`);
    return undefined;
  });
  if (result?.exitCode === 0)
    return usable(() => tokensIn(parseAnswer(result.output, "the Databricks CLI"), "the Databricks CLI", now()), log);
  log.debug(result ? `the Databricks CLI has no token (exit code ${result.exitCode})` : "there is no Databricks CLI");
  return undefined;
}

/** What cannot be used is no reason to fail: the browser is another way. Errors of answers quote nothing of them. */
function usable<T>(read: () => T, log: Logger): T | undefined {
  try {
    return read();
  } catch (error) {
    log.debug(errorText(error));
    return undefined;
  }
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === "object" && value !== null;
}
