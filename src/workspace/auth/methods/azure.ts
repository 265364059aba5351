import { PwafError } from "../../../core/base/errors.ts";
import { redact } from "../../../core/base/redact.ts";
import { rephrased } from "../oauthError.ts";
import { askForJson, bearer, jwtEnd, parseAnswer, textIn, tokensIn } from "../tokenAnswer.ts";
import type { TokenSet } from "../tokens.ts";
import type { AuthContext, AuthMethod } from "./authMethod.ts";
import { lacking, neededField, neededSecret } from "./authMethod.ts";
import { azureDatabricks } from "./clouds.ts";

/** Whoever `az login` has signed in. Source: `databricks/sdk/credentials_provider.py` of databricks/databricks-sdk-py. */
export const azureCli: AuthMethod = {
  needs: { fields: [], secrets: [] },
  open: async (context, signal) => {
    const subscription = subscriptionOf(context.profile.azureWorkspaceResourceId);
    // A user may be allowed into the workspace and not into its subscription.
    const first =
      subscription === undefined ? undefined : await askAz(context, [`--subscription=${subscription}`], signal);
    if (first?.exitCode === 0) return tokensOfAz(first.output);
    const { exitCode, output, errorOutput } = await askAz(context, [], signal);
    if (exitCode === 0) return tokensOfAz(output);
    throw new PwafError("sign-in", `The Azure CLI gives no token: ${lastLine(errorOutput)}`, {
      hint: "Run `az login` in a terminal, then sign in again.",
    });
  },
};

async function askAz({ profile, machine }: AuthContext, more: readonly string[], signal: AbortSignal) {
  const tenant = profile.azureTenantId === undefined ? [] : [`--tenant=${profile.azureTenantId}`];
  const asked = ["account", "get-access-token", "--resource", azureDatabricks, "--output", "json"];
  const result = await machine.run(
    { file: "az", args: [...asked, ...more, ...tenant], isBatchOnWindows: true },
    signal,
  );
  if (result) return result;
  throw lacking("The Azure CLI is not installed, or not on the path.", "Install it and run `az login`.");
}

/** `expires_on` is a number of seconds; older versions have `expiresOn` in local time only, so the token says it. */
function tokensOfAz(output: string): TokenSet {
  const from = "the Azure CLI";
  const answer = parseAnswer(output, from);
  const token = textIn(answer, "accessToken", from);
  const on = answer["expires_on"];
  return bearer(token, typeof on === "number" ? on * 1000 : (jwtEnd(token) ?? 0));
}

/** `/subscriptions/<id>/resourceGroups/…` */
function subscriptionOf(resourceId: string | undefined): string | undefined {
  return /^\/subscriptions\/([\w-]+)\//i.exec(resourceId ?? "")?.[1];
}

function lastLine(text: string): string {
  const line = text.trim().split(/\r?\n/).at(-1) ?? "";
  return redact(line === "" ? "it does not say why." : line.slice(0, 300));
}

/** A service principal of Entra ID with its secret. */
export const azureClientSecret: AuthMethod = {
  needs: { fields: ["azureTenantId", "azureClientId"], secrets: ["azure_client_secret"] },
  open: async (context, signal) => {
    const { profile, http, now, clouds } = context;
    const tenant = encodeURIComponent(neededField(context, "azureTenantId"));
    const url = `${clouds.entra(profile.host)}/${tenant}/oauth2/v2.0/token`;
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: neededField(context, "azureClientId"),
      client_secret: await neededSecret(context, "azure_client_secret"),
      scope: `${azureDatabricks}/.default`,
    });
    const server = "Entra ID";
    try {
      return tokensIn(await askForJson(http, url, { method: "POST", body, server }, signal), server, now());
    } catch (error) {
      throw rephrased(error, entraMeanings);
    }
  },
};

const entraRefusal = {
  reason: "config",
  message: "Entra ID does not sign this service principal in.",
  hint: "Check `azure_tenant_id`, `azure_client_id` and the client secret; the number after AADSTS says which is wrong.",
} as const;
const entraMeanings = {
  invalid_client: entraRefusal,
  invalid_request: entraRefusal,
  unauthorized_client: entraRefusal,
};

/** The identity that Azure gives the machine. Source: Microsoft, “How to use managed identities on an Azure VM”. */
export const azureMsi: AuthMethod = {
  needs: { fields: [], secrets: [] },
  open: async ({ profile, http, now, clouds }, signal) => {
    const url = new URL(clouds.azureMetadata);
    url.searchParams.set("api-version", "2018-02-01");
    url.searchParams.set("resource", azureDatabricks);
    if (profile.azureClientId !== undefined) url.searchParams.set("client_id", profile.azureClientId);
    // The address exists on Azure machines only; elsewhere nobody would ever answer.
    const soon = { ...http, timeoutMs: Math.min(http.timeoutMs ?? metadataMs, metadataMs) };
    const server = "Azure's instance metadata";
    try {
      return tokensIn(
        await askForJson(soon, url.href, { headers: { metadata: "true" }, server }, signal),
        server,
        now(),
      );
    } catch (error) {
      if (error instanceof PwafError && absences.has(error.reason))
        throw lacking(
          "This machine has no managed identity of Azure.",
          "This way works on machines of Azure that have been given an identity.",
        );
      throw rephrased(error, identityMeanings);
    }
  },
};

const metadataMs = 5000;
const absences = new Set(["unreachable", "dropped", "timeout"]);
const identityMeanings = {
  invalid_request: {
    reason: "config",
    message: "The machine does not have this managed identity.",
    hint: "Check `azure_client_id`, or leave it out for the machine's own identity.",
  },
} as const;
