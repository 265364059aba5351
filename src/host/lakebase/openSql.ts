import * as vscode from "vscode";
import { databaseOf, endpointLabel, ownLogin, targetOf, type LakebaseServices } from "./databaseTarget.ts";
import type { LakebaseNode } from "./lakebaseNode.ts";

/** Opens an SQL editor whose statements run on a database of Lakebase, each on a connection of its own. */
export async function openSql(services: LakebaseServices, node: LakebaseNode | undefined): Promise<void> {
  const target = await targetOf(services, node);
  if (target === undefined) return;
  const database = await databaseOf(await services.workspaces.client(), target, "Open SQL editor");
  if (database === undefined) return;
  const login = await ownLogin(services, target, database);
  const name = `Lakebase · ${endpointLabel(target.name)} · ${database}`;
  const content = `-- ${name}\nSELECT current_user, current_database();\n`;
  const document = await vscode.workspace.openTextDocument({ language: "sql", content });
  services.editorDatabases.connect(document.uri, {
    product: "Lakebase",
    name,
    async execute({ sql, firstRows = 1000 }, signal) {
      const { executeOnLakebase } = await import("../../workspace/lakebase/pgResult.ts");
      return executeOnLakebase(login, sql, firstRows, signal);
    },
  });
  // After it is connected: what shows where statements run looks when the editor comes into view.
  await vscode.window.showTextDocument(document, { preview: false });
}
