import { errorText, PwafError } from "../../core/base/errors.ts";
import { kindOf } from "../../core/lakebase/roleSql.ts";
import { endpointShape, wrongShape } from "./lakebaseApi.ts";
import { closeQuietly, connectLakebase, type LakebaseLogin } from "./connect.ts";
import { statementError } from "./postgresError.ts";
import type { DatabaseCredential } from "./types.ts";

/** How a product signs in to Lakebase, with exactly the fields that each way needs. */
export type LakebaseMethod =
  | { readonly kind: "pat"; readonly token: string }
  | { readonly kind: "m2m"; readonly clientId: string; readonly clientSecret: string }
  | {
      readonly kind: "federation";
      /** JWT of the identity provider. */
      readonly identityToken: string;
      /** Application id, where the policy is a service principal's; absent for a policy of the account. */
      readonly clientId?: string;
    };

export interface CheckStep {
  readonly title: string;
  readonly outcome: "passed" | "failed" | "skipped";
  readonly detail: string;
  readonly hint?: string;
  /** Whose words the detail of a failure may hold: for those before, the workspace's. */
  readonly speaker?: "lakebase";
}

export interface CheckParts {
  /** Trades the method's secret for a token of the workspace. */
  readonly accessToken: (method: LakebaseMethod, signal: AbortSignal) => Promise<string>;
  /** The workspace with that token. */
  readonly workspace: (accessToken: string) => {
    me(signal?: AbortSignal): Promise<{ readonly userName: string }>;
    databaseCredential(endpoint: string, signal?: AbortSignal): Promise<DatabaseCredential>;
  };
  readonly now: () => number;
}

export interface CheckTarget extends Pick<LakebaseLogin, "applicationName" | "database" | "host" | "port"> {
  /** `projects/<project>/branches/<branch>/endpoints/<endpoint>` */
  readonly endpoint: string;
}

/** What is wrong with a method's fields, before anything is sent. */
export function fieldProblem(method: LakebaseMethod): string | undefined {
  const id = "clientId" in method ? method.clientId : undefined;
  if (id !== undefined && kindOf(id) !== "SERVICE_PRINCIPAL")
    return `“${id}” is no application id: that is a UUID; a display name is not taken.`;
  if (method.kind === "federation" && method.identityToken.split(".").length !== 3) {
    return "The identity token is no JWT: three parts with dots between them.";
  }
  return undefined;
}

/**
 * Goes the way that a product goes, one step after the other, and says of each what came of it. Never throws.
 * @param onStep told of each step as it ends
 */
export async function checkConnection(
  target: CheckTarget,
  method: LakebaseMethod,
  parts: CheckParts,
  onStep: (step: CheckStep) => void,
  signal: AbortSignal,
): Promise<readonly CheckStep[]> {
  const steps: CheckStep[] = [];
  const note = (step: CheckStep): void => {
    steps.push(step);
    onStep(step);
  };
  const step = async <T>(run: () => Promise<{ readonly value: T; readonly detail: string }>): Promise<T> => {
    const title = titles[steps.length] ?? "";
    try {
      signal.throwIfAborted();
      const { value, detail } = await run();
      note({ title, outcome: "passed", detail });
      return value;
    } catch (error) {
      const hint = error instanceof PwafError ? error.hint : undefined;
      const speaker = titles.indexOf(title) < firstOfLakebase ? {} : { speaker: "lakebase" as const };
      note({ title, outcome: "failed", detail: errorText(error), ...speaker, ...(hint === undefined ? {} : { hint }) });
      throw new Stopped();
    }
  };
  try {
    await step(async () => {
      if (!endpointShape.test(target.endpoint)) throw wrongShape(target.endpoint);
      const problem = fieldProblem(method);
      if (problem !== undefined) throw new PwafError("bad-request", problem);
      return { value: undefined, detail: fieldsText[method.kind] };
    });
    const token = await step(async () => ({
      value: await parts.accessToken(method, signal),
      detail: method.kind === "pat" ? "A personal access token is one already" : "/oidc/v1/token answered",
    }));
    const workspace = parts.workspace(token);
    const user = await step(async () => {
      const { userName } = await workspace.me(signal);
      return { value: userName, detail: `“${userName}”: this is what PGUSER must be` };
    });
    const credential = await step(async () => {
      const value = await workspace.databaseCredential(target.endpoint, signal);
      const minutes = Math.round((value.expiresAt - parts.now()) / 60_000);
      return { value, detail: `Valid for ${minutes} min; a pool must take a new one for each connection` };
    });
    const client = await step(async () => {
      const started = parts.now();
      const value = await connectLakebase({ ...target, user, password: () => Promise.resolve(credential.token) });
      return { value, detail: `TLS verified, signed in after ${parts.now() - started} ms` };
    });
    try {
      await step(async () => {
        const sql = "SELECT current_user AS who, current_setting('application_name') AS application";
        const { rows } = await client.query<{ who: string; application: string }>(sql).catch((error: unknown) => {
          throw statementError(error);
        });
        return { value: undefined, detail: `Runs as ${rows[0]?.who ?? "?"}, tagged ${rows[0]?.application ?? "?"}` };
      });
    } finally {
      await closeQuietly(client);
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    for (const title of titles.slice(steps.length)) note({ title, outcome: "skipped", detail: "Not tried" });
  }
  return steps;
}

const titles: readonly string[] = [
  "Check the fields",
  "Get a workspace token",
  "Ask who that is",
  "Generate a credential",
  "Connect",
  "Run a query",
];
const firstOfLakebase = titles.indexOf("Generate a credential");

/** A step has failed, and has said so. */
class Stopped extends Error {}

const fieldsText: Readonly<Record<LakebaseMethod["kind"], string>> = {
  pat: "Personal access token",
  m2m: "Application id and secret of a service principal",
  federation: "Identity token of your provider",
};
