import { foreseen } from "../../errors/explain.ts";
import { quoted, type Check, type Facts } from "../facts.ts";
import type { Action, Finding } from "../report.ts";
import type { ChosenValue } from "../resolve.ts";
import { isMethod } from "../methods.ts";
import { list } from "../words.ts";

/** Names that people write and no SDK knows, and what they mean. */
const meant: Readonly<Record<string, string>> = {
  "oauth-u2m": "databricks-cli",
  u2m: "databricks-cli",
  oauth: "databricks-cli",
  m2m: "oauth-m2m",
  "client-credentials": "oauth-m2m",
  token: "pat",
  "azure-service-principal": "azure-client-secret",
};

/** Our own way; other tools do not know it. */
const ownMethod = "command-oidc";

/** The way of signing in: does it exist, has it all it needs, is there any. */
export const signInMethod: Check = {
  run: (facts) => [...unknown(facts), ...incomplete(facts), ...nothing(facts)],
};

function unknown({ resolutions, value }: Facts): Finding[] {
  const named = value("auth_type");
  const refusing = resolutions.filter(({ outcome }) => outcome.kind === "unknownMethod");
  if (!named || refusing.length === 0) return [];
  const suggestion = meant[named.value.toLowerCase()];
  if (isMethod(named.value)) {
    return [
      {
        id: "method-not-everywhere",
        severity: "info",
        title: `Not every client can sign in with \`${named.value}\`.`,
        detail: `It is missing in ${list(refusing.map(({ client }) => client.label))}.`,
        advice: "Choose another way of signing in if you use one of them.",
        places: [named.source],
        actions: [],
      },
    ];
  }
  const isOwn = named.value === ownMethod;
  return [
    {
      id: "method-unknown",
      severity: isOwn ? "warning" : "error",
      title: isOwn
        ? "Only this extension can sign in with a token that a program prints."
        : `No client knows the way of signing in \`${named.value}\`.`,
      detail: `Clients stop with ${quoted(foreseen("no-credentials"))}.`,
      advice: isOwn
        ? "Open a terminal for the profile: it gives clients the token in a variable."
        : suggestion === undefined
          ? "Write one that the SDKs know, such as `pat`, `oauth-m2m`, `databricks-cli` or `github-oidc`."
          : `Write \`${suggestion}\`.`,
      places: [named.source],
      actions: isOwn ? [{ kind: "openTerminal", title: "Open terminal for profile" }] : editProfile(named),
    },
  ];
}

function incomplete({ resolutions, value }: Facts): Finding[] {
  const failing = resolutions.filter(({ outcome }) => outcome.kind === "incomplete");
  const first = failing[0];
  if (first?.outcome.kind !== "incomplete") return [];
  const { method, missing } = first.outcome;
  const named = value("auth_type");
  return [
    {
      id: "method-incomplete",
      severity: "error",
      title: `\`${method}\` is named, but ${list(missing.map(code))} ${missing.length === 1 ? "is" : "are"} not there.`,
      detail: `Affected: ${list(failing.map(({ client }) => client.label))}.`,
      advice:
        method === "github-oidc"
          ? `${foreseen("github-oidc").fix} Outside a job of GitHub Actions choose another way.`
          : "Add what is missing to the profile or to the environment. Secrets kept by the editor reach a program through “Open terminal for profile”.",
      places: named ? [named.source] : [],
      actions: [...editProfile(named), { kind: "openTerminal", title: "Open terminal for profile" }],
    },
  ];
}

/** For a setting of the profile. */
function editProfile(setting: ChosenValue | undefined): Action[] {
  return setting?.source.kind === "configFile" ? [{ kind: "editProfile", title: "Edit profile" }] : [];
}

function nothing({ resolutions, value, input }: Facts): Finding[] {
  const helpless = resolutions.filter(({ outcome }) => outcome.kind === "nothing");
  if (helpless.length === 0) return [];
  const error = foreseen("no-credentials");
  const hasHost = value("host") !== undefined;
  const isAll = helpless.length === resolutions.length;
  return [
    {
      id: "no-method",
      severity: isAll ? "error" : "warning",
      title: hasHost
        ? `${isAll ? "No client finds" : "Not every client finds"} a way to sign in.`
        : "No workspace is named: neither the environment nor a profile has a host.",
      detail: `Affected: ${list(helpless.map(({ client }) => client.label))}. They stop with ${quoted(error)}. ${error.cause}`,
      advice: error.fix,
      places: [],
      actions: input.signIn ? [{ kind: "openTerminal", title: "Open terminal for profile" }] : [],
    },
  ];
}

function code(text: string): string {
  return text.includes(" ") ? text : `\`${text}\``;
}
