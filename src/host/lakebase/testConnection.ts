import * as vscode from "vscode";
import type { CheckStep, LakebaseMethod } from "../../workspace/lakebase/connectionCheck.ts";
import { createWorkspaceClient, ownProduct } from "../../workspace/rest/workspaceClient.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { PwafError } from "../../core/base/errors.ts";
import { askText, back, type Back, type TextQuestion } from "../platform/steps.ts";
import { databaseOf, endpointLabel, productTag, targetOf, type LakebaseServices } from "./databaseTarget.ts";
import type { LakebaseNode } from "./lakebaseNode.ts";

const title = "Test connection";

/** Signs in as a product would, with the fields of one method, and shows what came of each step. */
export async function testConnection(services: LakebaseServices, node: LakebaseNode | undefined): Promise<void> {
  const profile = services.profiles.active;
  if (profile === undefined) throw new PwafError("config", "No profile is chosen.", { hint: "Add a profile." });
  const target = await targetOf(services, node);
  if (target === undefined) return;
  if (target.isInstance) {
    throw new PwafError("bad-request", "This is an instance of Lakebase Provisioned, the older generation.", {
      hint: "New integrations use projects (Autoscaling): test an endpoint of one.",
    });
  }
  const client = await services.workspaces.client();
  const database = await databaseOf(client, target, title);
  const method = database === undefined ? undefined : await askMethod();
  if (database === undefined || method === undefined) return;
  const own = `${ownProduct}/${services.extensionVersion}`;
  const tag = await productTag(services);
  const { checkConnection } = await import("../../workspace/lakebase/connectionCheck.ts");
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: "Testing the connection",
    cancellable: true,
  };
  const steps = await vscode.window.withProgress(options, (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    return checkConnection(
      { ...target.address, endpoint: target.name, database, applicationName: tag.startsWith("<") ? own : tag },
      method,
      {
        accessToken: (asked, signal) => accessToken(profile, asked, own, signal),
        workspace: (accessToken) =>
          createWorkspaceClient({
            host: profile.host,
            token: () => Promise.resolve(accessToken),
            productVersion: services.extensionVersion,
            log: services.log,
          }),
        now: () => Date.now(),
      },
      ({ title: message }) => progress.report({ message }),
      stop.signal,
    );
  });
  await show(endpointLabel(target.name), steps);
}

async function accessToken(
  { host, accountId }: Profile,
  method: LakebaseMethod,
  userAgent: string,
  signal: AbortSignal,
): Promise<string> {
  if (method.kind === "pat") return method.token;
  const { OAuthClient } = await import("../../workspace/auth/oauthClient.ts");
  const http = { userAgent };
  const { clientId } = method;
  const clientSecret = method.kind === "m2m" ? method.clientSecret : undefined;
  const oauth = new OAuthClient({ host, accountId, clientId, clientSecret, http, now: () => Date.now() });
  const tokens =
    method.kind === "m2m" ? oauth.clientCredentials(signal) : oauth.exchangeToken(method.identityToken, signal);
  return (await tokens).accessToken;
}

interface MethodForm {
  readonly label: string;
  readonly detail: string;
  readonly fields: readonly TextQuestion[];
  readonly read: (answers: readonly string[]) => LakebaseMethod;
}

const filled = (value: string): string | undefined => (value === "" ? "This is needed." : undefined);
const applicationId = (value: string): string | undefined =>
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)
    ? undefined
    : "An application id is a UUID, such as 11111111-2222-3333-4444-555555555555; a display name is not taken.";

/** Exactly the fields that each method needs. */
const methods: readonly MethodForm[] = [
  {
    label: "Personal access token",
    detail: "For trying out: one token, which is also who signs in",
    fields: [{ prompt: "Personal access token", secret: true, validate: filled }],
    read: ([token = ""]) => ({ kind: "pat", token }),
  },
  {
    label: "OAuth M2M",
    detail: "Application id and secret of a service principal",
    fields: [
      { prompt: "Application id of the service principal", validate: applicationId },
      { prompt: "OAuth secret", secret: true, validate: filled },
    ],
    read: ([clientId = "", clientSecret = ""]) => ({ kind: "m2m", clientId, clientSecret }),
  },
  {
    label: "Token federation, policy of the account",
    detail: "A token of your identity provider, for a person or service principal that it names",
    fields: [{ prompt: "Identity token (JWT)", secret: true, validate: filled }],
    read: ([identityToken = ""]) => ({ kind: "federation", identityToken }),
  },
  {
    label: "Token federation, policy of a service principal",
    detail: "A token of your identity provider, and the application id that the policy belongs to",
    fields: [
      { prompt: "Application id of the service principal", validate: applicationId },
      { prompt: "Identity token (JWT)", secret: true, validate: filled },
    ],
    read: ([clientId = "", identityToken = ""]) => ({ kind: "federation", clientId, identityToken }),
  },
];

/** The method and its fields; nothing of it is kept. */
async function askMethod(): Promise<LakebaseMethod | undefined> {
  const method = await vscode.window.showQuickPick(methods, { title, placeHolder: "How the product signs in" });
  if (method === undefined) return undefined;
  const answers: string[] = [];
  while (answers.length < method.fields.length) {
    const field = method.fields[answers.length];
    if (field === undefined) break;
    const place = { title: `${title}: ${method.label}`, step: answers.length + 1, of: method.fields.length };
    const answer: string | Back | undefined = await askText(place, field, "");
    if (answer === undefined) return undefined;
    if (answer === back) answers.pop();
    else answers.push(answer);
  }
  return method.read(answers);
}

const icons: Readonly<Record<CheckStep["outcome"], string>> = {
  passed: "pass",
  failed: "error",
  skipped: "circle-slash",
};

/** The steps as a list that stays until it is closed. */
async function show(target: string, steps: readonly CheckStep[]): Promise<void> {
  const failed = steps.find(({ outcome }) => outcome === "failed");
  const items = steps.map(({ title: label, outcome, detail, hint }) => ({
    label: `$(${icons[outcome]}) ${label}`,
    description: outcome,
    detail: hint === undefined ? detail : `${detail} ${hint}`,
  }));
  const copy = { label: "$(copy) Copy this report", description: "", detail: "No secret is in it" };
  const picked = await vscode.window.showQuickPick([...items, copy], {
    title: `${target}: ${failed === undefined ? "connected" : `failed at “${failed.title}”`}`,
    placeHolder: "Steps of the connection",
    ignoreFocusOut: true,
    matchOnDetail: true,
  });
  if (picked !== copy) return;
  const text = steps.map(({ title: step, outcome, detail, hint }) =>
    `${outcome}: ${step}. ${detail} ${hint ?? ""}`.trim(),
  );
  await vscode.env.clipboard.writeText(`${target}\n${text.join("\n")}\n`);
}
