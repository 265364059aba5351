import * as vscode from "vscode";
import { askChoice, askText, back } from "../platform/steps.ts";
import { databaseOf, endpointLabel, ownLogin, targetOf, type LakebaseServices } from "./databaseTarget.ts";
import type { LakebaseNode } from "./lakebaseNode.ts";
import { kindOf, roleStatements, type NewRole, type RoleRights } from "../../core/lakebase/roleSql.ts";

const title = "Create role for an identity";

/**
 * Asks who gets a role and what it may do, shows the SQL, and runs it when the user says so. True when a role was made.
 * All statements run in one transaction: a role without its rights would be half a result.
 */
export async function createRole(services: LakebaseServices, node: LakebaseNode | undefined): Promise<boolean> {
  const target = await targetOf(services, node);
  if (target === undefined) return false;
  const database = await databaseOf(await services.workspaces.client(), target, title);
  if (database === undefined) return false;
  const role = await askRole(database);
  if (role === undefined) return false;
  const statements = roleStatements(role);
  const script = statements.map((statement) => `${statement};\n`).join("");
  const question = `Create a role for ${role.identity} in ${endpointLabel(target.name)}, database ${database}?`;
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail: script }, "Run", "Copy SQL");
  if (answer === "Copy SQL") await vscode.env.clipboard.writeText(script);
  if (answer !== "Run") return false;
  const login = await ownLogin(services, target, database);
  const { runScript } = await import("../../workspace/lakebase/runScript.ts");
  await runScript(login, statements);
  vscode.window.setStatusBarMessage(`PWAF: ${role.identity} has a role now`, 10_000);
  return true;
}

async function askRole(database: string): Promise<NewRole | undefined> {
  const answers: { identity?: string; rights?: RoleRights } = {};
  for (let step = 1; ;) {
    if (step === 1) {
      const prompt = "E-mail address, application id (UUID) of a service principal, or name of a group";
      const identity = await askText({ title, step, of: 3 }, { prompt, validate: needed }, answers.identity ?? "");
      if (identity === undefined || identity === back) return undefined;
      answers.identity = identity;
      step = 2;
    } else if (step === 2) {
      const rights = await askChoice(
        { title, step, of: 3 },
        { placeholder: "What the role may do", choices: rightChoices },
      );
      if (rights === undefined) return undefined;
      if (rights !== back) answers.rights = rights;
      step = rights === back ? 1 : 3;
    } else {
      const { identity = "", rights = "connect" } = answers;
      const kind = kindOf(identity) ?? "GROUP";
      if (rights === "connect") return { identity, kind, database, schema: "public", rights };
      const schema = await askText({ title, step, of: 3 }, { prompt: "Schema", validate: needed }, "public");
      if (schema === undefined) return undefined;
      if (schema !== back) return { identity, kind, database, schema, rights };
      step = 2;
    }
  }
}

const needed = (value: string): string | undefined => (value === "" ? "This is needed." : undefined);

const rightChoices = [
  { label: "Read", detail: "SELECT on all tables of one schema, also on those to come", value: "read" },
  { label: "Read and write", detail: "SELECT, INSERT, UPDATE, DELETE on them", value: "write" },
  { label: "Connect only", detail: "No tables", value: "connect" },
] as const satisfies readonly { label: string; detail: string; value: RoleRights }[];
