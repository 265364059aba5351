import { sourceOf } from "./configOptions.ts";
import type { SiteOption, SiteOptions } from "./sites.ts";

/** Where clients take a token: a personal access token, or one of OAuth. */
const holders = [
  "access_token",
  "connect_args.access_token",
  "accessToken",
  "token",
  "Token",
  "setToken",
  "remote.token",
  "config.token",
  "WithAccessToken",
];

/** The option in which a client is given its token. */
export function tokenOption(options: SiteOptions): SiteOption | undefined {
  for (const name of holders) {
    const option = options.get(name);
    if (option && option.kind !== "null") return option;
  }
  return undefined;
}

const oauthNames = /oauth|forwarded|(?:^|[^a-z])obo(?:[^a-z]|$)/i;

/** Whether the code calls a token one of OAuth (`oauth_token()`, `os.environ["OAUTH_TOKEN"]`), or reads that of an app's user. */
export function isNamedOAuth(option: SiteOption, text: string): boolean {
  // What is written out as a text has no name.
  if (option.kind === "text" && !option.hasHoles) return false;
  return oauthNames.test(`${sourceOf(option, text)} ${option.text ?? ""} ${option.source ?? ""}`);
}
