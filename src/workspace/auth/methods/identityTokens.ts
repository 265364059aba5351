import { defaultOidcTokenVariable } from "../../../core/environment/attributes.ts";
import { isLoopback } from "../../../core/profiles/host.ts";
import { askForJson, textIn } from "../tokenAnswer.ts";
import type { AuthContext } from "./authMethod.ts";
import { lacking, neededField } from "./authMethod.ts";
import type { IdentityTokenSource } from "./federation.ts";

/** What it takes to find an identity token that is on this machine. */
export type LocalContext = Pick<AuthContext, "profile" | "machine">;

/** `env-oidc`: a variable of this process. */
export async function fromEnvironment({ profile, machine }: LocalContext): Promise<string> {
  const name = profile.oidcTokenEnv ?? defaultOidcTokenVariable;
  const token = machine.environment[name];
  if (token !== undefined && token.trim() !== "") return token.trim();
  throw lacking(
    `The environment variable ${name} holds no identity token.`,
    "Set it before the editor or the command is started: what runs already does not see it.",
  );
}

/** `file-oidc`. */
export async function fromFile(context: LocalContext): Promise<string> {
  const path = neededField(context, "oidcTokenFilepath");
  const token = await context.machine.readFile(path);
  if (token !== undefined && token.trim() !== "") return token.trim();
  throw lacking(
    `The file of the identity token ${token === undefined ? "does not exist" : "is empty"}: ${path}.`,
    "Check `oidc_token_filepath`, and whether the program that writes the file runs.",
  );
}

/** `command-oidc`: a program of the user's prints it. What it says is not repeated: it may be a token. */
export async function fromCommand(context: LocalContext, signal?: AbortSignal): Promise<string> {
  const result = await context.machine.run({ commandLine: neededField(context, "oidcTokenCommand") }, signal);
  if (result?.exitCode === 0 && result.output.trim() !== "") return result.output.trim();
  const outcome = result?.exitCode === 0 ? "printed nothing" : `failed (exit code ${result?.exitCode ?? 127})`;
  throw lacking(`The program of \`oidc_token_command\` ${outcome}.`, "Run it in a terminal to see what it says.");
}

/**
 * `github-oidc`: the token service of a workflow's run. Source: GitHub's “OpenID Connect reference”, and
 * `databricks/sdk/oidc_token_supplier.py` of databricks/databricks-sdk-py.
 */
export const fromGitHub: IdentityTokenSource = async ({ http, machine }, signal, audience) => {
  const [address, token] = ["ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"].map(
    (name) => machine.environment[name] ?? "",
  );
  if (address === undefined || address === "" || token === undefined || token === "") {
    throw lacking(
      "There is no token service of GitHub Actions here.",
      "This way works inside a workflow whose job has `permissions: id-token: write`.",
    );
  }
  const url = safeUrl(address, "ACTIONS_ID_TOKEN_REQUEST_URL");
  url.searchParams.set("audience", await audience());
  const server = "GitHub's token service";
  const headers = { authorization: `Bearer ${token}` };
  return textIn(await askForJson(http, url.href, { headers, server }, signal), "value", server);
};

/**
 * `azure-devops-oidc`: the token service of a pipeline's run. Source: `databricks/sdk/oidc_token_supplier.py` of
 * databricks/databricks-sdk-py, and “Distributedtask - Oidctoken - Create” of the Azure DevOps REST reference.
 */
export const fromAzureDevOps: IdentityTokenSource = async (context, signal) => {
  const variable = (name: string) => pipelineVariable(context, name);
  const token = variable("SYSTEM_ACCESSTOKEN");
  const url = safeUrl(variable("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"), "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI");
  const [project, plan, job, hub] = ["SYSTEM_TEAMPROJECTID", "SYSTEM_PLANID", "SYSTEM_JOBID", "SYSTEM_HOSTTYPE"].map(
    (name) => encodeURIComponent(variable(name)),
  );
  url.pathname = `${url.pathname.replace(/\/$/, "")}/${project}/_apis/distributedtask/hubs/${hub}/plans/${plan}/jobs/${job}/oidctoken`;
  url.search = "?api-version=7.2-preview.1";
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "content-length": "0" };
  const server = "Azure DevOps' token service";
  const answer = await askForJson(context.http, url.href, { method: "POST", headers, server }, signal);
  return textIn(answer, "oidcToken", server);
};

function pipelineVariable({ machine }: AuthContext, name: string): string {
  const value = machine.environment[name];
  if (value !== undefined && value !== "") return value;
  const hint =
    name === "SYSTEM_ACCESSTOKEN"
      ? "Map it into the step: `env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)`."
      : "This way works inside a pipeline of Azure DevOps.";
  throw lacking(`The environment variable ${name} is not set.`, hint);
}

/** The job's token goes there: https, or this machine. */
function safeUrl(text: string, name: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)))) return url;
  throw lacking(`The environment variable ${name} is no https address.`, "The pipeline sets it; do not change it.");
}
