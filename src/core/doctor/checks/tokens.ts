import { decodeJwt } from "../../federation/jwt.ts";
import type { JwtClaims } from "../../federation/jwt.ts";
import { defaultOidcTokenVariable } from "../../environment/attributes.ts";
import { secretKind } from "../describeValue.ts";
import { foreseen } from "../../errors/explain.ts";
import type { Check, Facts } from "../facts.ts";
import { quoted, variableSource } from "../facts.ts";
import type { Source } from "../input.ts";
import type { Action, Finding } from "../report.ts";
import { duration } from "../words.ts";

/** The application that Entra tokens for Azure Databricks are for. Source: databricks-sdk-py, `environments.py`. */
const azureDatabricks = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

/** Tokens that are here: are they what they should be, for this workspace, and still valid. All on this machine. */
export const tokens: Check = {
  run: (facts) => [...accessTokens(facts), ...clientSecret(facts), ...identityToken(facts)],
};

interface FoundToken {
  readonly token: string;
  /** For people. */
  readonly name: string;
  readonly places: readonly Source[];
  readonly actions: readonly Action[];
  /** What to do when it has expired. */
  readonly renewal: string;
}

function accessTokens(facts: Facts): Finding[] {
  const { signIn } = facts.input;
  const configured = facts.value("token");
  const found: FoundToken[] = [];
  if (configured && isUsed(facts))
    found.push({
      token: configured.value,
      name: "The token",
      places: [configured.source],
      actions: [],
      renewal: foreseen("token-expired").fix,
    });
  if (signIn?.kind === "signedIn" && signIn.accessToken !== undefined) {
    const actions: Action[] = [{ kind: "signIn", title: "Sign in again" }];
    found.push({
      token: signIn.accessToken,
      name: "The token of the extension's sign-in",
      places: [],
      actions,
      renewal: "Sign in again.",
    });
  }
  return found.flatMap((token) => {
    const claims = decodeJwt(token.token);
    return claims ? [...validity(token, claims, facts), ...audience(token, claims, facts)] : form(token);
  });
}

/** A token beside another way that is named hurts nobody. */
function isUsed({ resolutions }: Facts): boolean {
  return resolutions.some(
    ({ outcome }) =>
      (outcome.kind === "method" && outcome.method === "pat") ||
      (outcome.kind === "mixed" && outcome.groups.includes("pat")),
  );
}

/** Something else in the place of a token. */
function form({ token, name, places, actions }: FoundToken): Finding[] {
  const base = { severity: "error", places, actions } as const;
  const kind = secretKind(token);
  if (kind === "OAuth secret" || kind === "refresh token") {
    const detail = "The workspace refuses it as an access token.";
    const advice =
      kind === "OAuth secret"
        ? "Move it to `client_secret` or `DATABRICKS_CLIENT_SECRET`, beside the client id it belongs to."
        : "Remove it. Refresh tokens belong to the program that signed in.";
    return [
      { ...base, id: "token-kind", title: `${name} is an ${kind}.`.replace("an refresh", "a refresh"), detail, advice },
    ];
  }
  if (kind === "stand-in" || kind === "reference") {
    const what = kind === "stand-in" ? "a stand-in that was never filled in" : "a reference that nobody has replaced";
    return [
      {
        ...base,
        id: "token-stand-in",
        title: `${name} is ${what}.`,
        advice: "Put the value in its place, or remove it.",
      },
    ];
  }
  if (/[\s"']/.test(token)) {
    const detail = "It goes into the header as it is, and the workspace refuses it.";
    return [
      {
        ...base,
        id: "token-blanks",
        title: `${name} has spaces, line breaks or quotes in it.`,
        detail,
        advice: "Copy it again, without them.",
      },
    ];
  }
  return [];
}

function validity(found: FoundToken, { expiresAt, notBefore }: JwtClaims, { input }: Pick<Facts, "input">): Finding[] {
  const base = { places: found.places, actions: found.actions } as const;
  const leftMs = expiresAt === undefined ? undefined : expiresAt * 1000 - input.now;
  if (leftMs !== undefined && leftMs <= 0) {
    return [
      {
        ...base,
        id: "token-expired",
        severity: "error",
        title: `${found.name} expired ${duration(leftMs)} ago.`,
        advice: found.renewal,
      },
    ];
  }
  if (notBefore !== undefined && notBefore * 1000 - input.now > 60_000) {
    return [
      {
        ...base,
        id: "token-early",
        severity: "error",
        title: `${found.name} is not valid before ${duration(notBefore * 1000 - input.now)} from now.`,
        advice: "Check the clock of this machine.",
      },
    ];
  }
  return [];
}

function audience(found: FoundToken, claims: JwtClaims, { host }: Facts): Finding[] {
  const { issuer, audiences } = claims;
  if (issuer === undefined || !host || "problem" in host) return [];
  const base = { severity: "error", places: found.places, actions: found.actions } as const;
  const workspace = new URL(host.pasted.host);
  const issuerHost = URL.canParse(issuer) ? new URL(issuer).host : issuer;
  if (issuerHost === workspace.host) return [];
  if (/(?:^|\.)(?:databricks\.(?:com|us)|azuredatabricks\.net|databricks\.azure\.(?:us|cn))$/i.test(issuerHost)) {
    // A token of the account is good for its workspaces.
    if (/^accounts[.-]/.test(issuerHost)) return [];
    return [
      {
        ...base,
        id: "token-other-workspace",
        severity: "warning",
        title: `${found.name} was issued by ${issuerHost}, not by ${workspace.host}.`,
        detail: "A workspace takes its own tokens only.",
        advice:
          "Nothing to do if both are names of one workspace; otherwise use the host that the token belongs to, or get a token from this one.",
      },
    ];
  }
  if (/^(?:sts\.windows\.net|login\.(?:microsoftonline\.(?:com|us)|chinacloudapi\.cn))$/i.test(issuerHost)) {
    if (audiences.some((audience) => audience.includes(azureDatabricks))) return [];
    return [
      {
        ...base,
        id: "token-audience",
        title: `${found.name} is for another application of Entra ID than Azure Databricks.`,
        detail: `Its audience is ${audiences.join(", ") || "missing"}.`,
        advice: `Ask Entra for the scope \`${azureDatabricks}/.default\`.`,
      },
    ];
  }
  if (!/\.(?:databricks\.com|azuredatabricks\.net)$/i.test(workspace.host)) return [];
  return [
    {
      ...base,
      id: "token-identity",
      title: `${found.name} is an identity token of ${issuerHost}, not an access token of Databricks.`,
      advice: "Exchange it: sign in with `env-oidc` or `file-oidc`, and a federation policy for that issuer.",
      actions: [{ kind: "testFederation", title: "Test federation" }],
    },
  ];
}

function clientSecret({ value }: Facts): Finding[] {
  const secret = value("client_secret");
  if (!secret || secretKind(secret.value) !== "personal access token") return [];
  const error = foreseen("client-refused");
  return [
    {
      id: "secret-kind",
      severity: "error",
      title: "The client secret is a personal access token.",
      detail: `The workspace answers ${quoted(error)}.`,
      advice: `${error.fix} Use the token as \`DATABRICKS_TOKEN\` or not at all.`,
      places: [secret.source],
      actions: [],
    },
  ];
}

/** The token of another system, which is exchanged. */
function identityToken({ input, value }: Facts): Finding[] {
  const name = value("oidc_token_env")?.value ?? defaultOidcTokenVariable;
  const isNamed = value("oidc_token_env") !== undefined || value("auth_type")?.value === "env-oidc";
  const token = input.environment[name] ?? "";
  if (token === "") return [];
  const places = [variableSource(name, input)];
  const actions: Action[] = [{ kind: "testFederation", title: "Test federation" }];
  const claims = decodeJwt(token);
  if (!claims) {
    if (!isNamed) return [];
    return [
      {
        id: "identity-token-form",
        severity: "error",
        title: `\`${name}\` holds no JSON Web Token.`,
        advice: "Put the identity token itself into it, without quotes or a prefix such as `Bearer`.",
        places,
        actions: [],
      },
    ];
  }
  const renewal = foreseen("federation-token-expired").fix;
  const found: FoundToken = { token, name: `The identity token in \`${name}\``, places, actions, renewal };
  const wanted = value("token_audience");
  const differs = wanted && claims.audiences.length > 0 && !claims.audiences.includes(wanted.value);
  return [
    ...validity(found, claims, { input }),
    ...(differs
      ? [
          {
            id: "identity-token-audience",
            severity: "error" as const,
            title: `${found.name} is for ${claims.audiences.join(", ")}, but \`token_audience\` asks for ${wanted.value}.`,
            advice: "Ask the identity provider for the audience of the federation policy.",
            places: [...places, wanted.source],
            actions,
          },
        ]
      : []),
  ];
}
