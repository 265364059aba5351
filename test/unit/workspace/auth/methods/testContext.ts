import type { Emulator } from "../../../../../src/emulator/emulator.ts";
import type { Logger } from "../../../../../src/core/base/logger.ts";
import type { Profile, SecretKey } from "../../../../../src/core/profiles/profile.ts";
import type { Machine, Program, ProgramResult } from "../../../../../src/workspace/auth/machine.ts";
import type { AuthContext } from "../../../../../src/workspace/auth/methods/authMethod.ts";
import type { CloudAddresses } from "../../../../../src/workspace/auth/methods/clouds.ts";
import { fetchUserName } from "../../../../../src/workspace/auth/userName.ts";
import { TestBrowser } from "../../../emulator/browser.ts";

export const http = { userAgent: "PwafToolkit_VSCode/0.0.0", timeoutMs: 10_000 };

/** What a test gives a way to sign in; everything else is missing. */
export interface Given {
  readonly profile?: Partial<Profile>;
  readonly secrets?: Partial<Record<SecretKey, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Path → text. */
  readonly files?: Readonly<Record<string, string>>;
  readonly run?: (program: Program) => ProgramResult | undefined;
  readonly now?: () => number;
  readonly clouds?: Partial<CloudAddresses>;
}

/** A context whose clouds are the emulator's stand-ins. `lines` is what was logged, `programs` what was run. */
export function contextFor(emulator: Emulator, given: Given = {}) {
  const lines: string[] = [];
  const programs: Program[] = [];
  const write = (line: string) => void lines.push(line);
  const log: Logger = { debug: write, info: write, warn: write, error: write };
  const machine = machineFor(given);
  const run: Machine["run"] = (program) => {
    programs.push(program);
    return machine.run(program);
  };
  const context: AuthContext = {
    profile: { name: "dev", host: emulator.httpUrl, authType: "pat", hasSecretInFile: false, ...given.profile },
    http,
    now: given.now ?? Date.now,
    log,
    secret: async (key) => given.secrets?.[key],
    browse: async (client, signal) => {
      const redirectUri = given.profile?.redirectUrl ?? "http://localhost:8020";
      const { url, codeVerifier } = await client.authorizationUrl(redirectUri, "state", signal);
      const browser = await new TestBrowser(emulator.httpUrl).open(url);
      const code = browser.leftFor?.searchParams.get("code");
      const issuer = browser.leftFor?.searchParams.get("iss");
      if (code === undefined || code === null) throw new Error(`No code: ${browser.html}`);
      return client.exchange({ code, issuer: issuer ?? undefined }, redirectUri, codeVerifier, signal);
    },
    machine: { ...machine, run },
    clouds: { ...cloudsOf(emulator), ...given.clouds },
  };
  return { context, lines, programs };
}

/** A computer with nothing but what is given. */
export function machineFor(given: Given): Machine {
  return {
    environment: given.environment ?? {},
    home: "/home/ada",
    readFile: async (path) => given.files?.[path],
    run: async (program) => given.run?.(program),
  };
}

/** The emulator's stand-ins. */
export function cloudsOf({ testClouds: { base } }: Emulator): CloudAddresses {
  return {
    entra: () => `${base}/entra`,
    azureMetadata: `${base}/imds/metadata/identity/oauth2/token`,
    googleToken: `${base}/google/token`,
    googleCredentials: `${base}/google/v1`,
    googleMetadata: `${base}/google/computeMetadata/v1`,
  };
}

/** Whom the workspace takes the bearer of a token for. */
export function userOf(emulator: Emulator, { accessToken }: { readonly accessToken: string }): Promise<string> {
  return fetchUserName(emulator.httpUrl, accessToken, http);
}
