import type { CfgFields } from "./editDatabrickscfg.ts";

/** How a person wants to sign in to a profile that is being added. */
export type SignInChoice =
  | { readonly kind: "builtInApp" }
  | { readonly kind: "ownApp"; readonly clientId: string; readonly redirectUrl: string }
  /** The token itself goes to secret storage. */
  | { readonly kind: "pat" };

/** What the steps of adding a profile have found out. */
export interface NewProfile {
  readonly name: string;
  /** Origin of the workspace. */
  readonly host: string;
  readonly signIn: SignInChoice;
  readonly warehouseId: string | undefined;
}

/**
 * The section of a profile, in words that the CLI and the SDKs understand too: the built-in app is `databricks-cli` to all
 * of them, an app of one's own needs `external-browser` in Python and Java. No secret is among them.
 */
export function profileFields({ host, signIn, warehouseId }: NewProfile): CfgFields {
  const fields: Record<string, string> = { host };
  switch (signIn.kind) {
    case "builtInApp":
      fields["auth_type"] = "databricks-cli";
      break;
    case "ownApp":
      fields["auth_type"] = "external-browser";
      fields["client_id"] = signIn.clientId;
      fields["redirect_url"] = signIn.redirectUrl;
      break;
    case "pat":
      fields["auth_type"] = "pat";
      break;
  }
  if (warehouseId !== undefined) fields["warehouse_id"] = warehouseId;
  return fields;
}

/** Why a text cannot be a redirect URL of an OAuth app; undefined when it can. */
export function redirectUrlProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return "Paste the whole URL, as it is registered with the OAuth app.";
  const { protocol, search, hash } = new URL(text);
  if (search !== "" || hash !== "") return "A redirect URL has no ? and no #.";
  const known = protocol === "https:" || protocol === "http:" || /^[a-z][a-z\d+.-]*:$/.test(protocol);
  return known && /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? undefined : "Paste the whole URL, beginning with https://.";
}
