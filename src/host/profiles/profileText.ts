import type { PwafError } from "../../core/base/errors.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { isBrowserSignIn } from "../../core/profiles/profile.ts";
import type { Session } from "../services.ts";

export type ProfilesNode =
  | {
      readonly kind: "profile";
      readonly profile: Profile;
      readonly session: Session;
      readonly isActive: boolean;
      /** True for the profile that Databricks' tools use when nobody says which. */
      readonly isDefault: boolean;
    }
  | { readonly kind: "problem"; readonly error: PwafError };

/** What a node or the status bar says, without anything of the editor. Icons are codicons. */
export interface ProfileText {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  /** Words for `viewItem` in `package.json`. */
  readonly context: string;
  /** For screen readers, which cannot hear icons. */
  readonly spoken: string;
}

export function nodeText(node: ProfilesNode): ProfileText {
  if (node.kind === "problem") {
    const { message } = node.error;
    const label = "Configuration file has a problem";
    return { label, description: message, icon: "warning", context: "problem", spoken: `${label}: ${message}` };
  }
  const { profile, session, isActive, isDefault } = node;
  const inFile = profile.hasSecretInFile ? ["secret"] : [];
  const words = [...(isActive ? ["active"] : []), ...(isDefault ? ["default"] : []), bareHost(profile)];
  return {
    label: profile.name,
    // The icon shows the state; a sidebar has room for little more than the host.
    description: words.join(" · "),
    icon: stateIcon(session),
    context: ["profile", ...(isActive ? ["active"] : []), ...inFile, session.kind].join("."),
    spoken: [profile.name, ...words, stateText(session)].join(", "),
  };
}

/** Text of the status bar item. */
export function statusText(session: Session): { readonly text: string; readonly spoken: string } {
  if (session.kind === "noProfile") return { text: "$(plug) PWAF", spoken: "PWAF: no Databricks profile" };
  const { name } = session.profile;
  return { text: `$(${stateIcon(session)}) ${name}`, spoken: `Databricks profile ${name}, ${stateText(session)}` };
}

/** What is known of a profile, as pairs for tooltips. Never a secret. */
export function profileFacts(
  profile: Profile,
  session: Session,
  warehouseId: string | undefined,
): readonly { readonly name: string; readonly value: string }[] {
  const user = session.kind === "signedIn" && session.userName !== "" ? session.userName : undefined;
  const facts = [
    { name: "Host", value: profile.host },
    { name: "Signs in", value: authText(profile) },
    { name: "State", value: stateText(session) },
    { name: "User", value: user },
    { name: "Warehouse", value: warehouseId },
    { name: "Note", value: profile.hasSecretInFile ? "the configuration file holds a secret in the clear" : undefined },
  ];
  return facts.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]));
}

function bareHost({ host }: Pick<Profile, "host">): string {
  return host.replace(/^https:\/\//, "");
}

/** How a profile signs in, to go on with “signs in …”. */
export function authText({ authType, clientId }: Profile): string {
  if (clientId === undefined) return authTexts[authType];
  if (isBrowserSignIn({ authType })) return `${authTexts[authType]}, app ${clientId}`;
  return authType.endsWith("-oidc") ? `${authTexts[authType]}, as ${clientId}` : authTexts[authType];
}

const authTexts: Readonly<Record<Profile["authType"], string>> = {
  pat: "with a personal access token",
  "external-browser": "by browser",
  "databricks-cli": "by browser",
  "oauth-m2m": "as a service principal",
  "env-oidc": "with an identity token from the environment",
  "file-oidc": "with an identity token from a file",
  "command-oidc": "with an identity token that a program prints",
  "github-oidc": "with the identity of a GitHub workflow",
  "azure-devops-oidc": "with the identity of an Azure pipeline",
  "azure-cli": "with the Azure CLI",
  "azure-client-secret": "as a service principal of Entra",
  "azure-msi": "with the managed identity of this machine",
  "google-credentials": "with the key of a Google service account",
  "google-id": "as a Google service account",
  "metadata-service": "with a token service on this machine",
  other: "in a way that this extension does not offer",
};

function stateText(session: Session): string {
  switch (session.kind) {
    case "signedIn":
      return "signed in";
    case "signingIn":
      return "signing in…";
    case "signedOut":
    case "noProfile":
      return "signed out";
  }
}

function stateIcon(session: Session): string {
  switch (session.kind) {
    case "signedIn":
      return "pass-filled";
    case "signingIn":
      return "loading~spin";
    case "signedOut":
    case "noProfile":
      return "circle-large-outline";
  }
}
