import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposable.ts";
import { databaseOf, endpointLabel, ownLogin, targetOf, type LakebaseServices } from "./databaseTarget.ts";
import type { LakebaseNode } from "./lakebaseNode.ts";

/** Minutes without a statement after which an editor's connection is closed: a sleeping endpoint costs nothing. */
const idleMinutes = 10;

/** Opens an SQL editor whose statements run on a database of Lakebase, in a session of its own. */
export async function openSql(services: LakebaseServices, node: LakebaseNode | undefined): Promise<void> {
  const target = await targetOf(services, node);
  if (target === undefined) return;
  const database = await databaseOf(await services.workspaces.client(), target, "Open SQL editor");
  if (database === undefined) return;
  const profile = services.profiles.active?.name;
  const login = await ownLogin(services, target, database);
  const name = `Lakebase · ${endpointLabel(target.name)} · ${database}`;
  const { LakebaseSession } = await import("../../workspace/lakebase/session.ts");
  const store = new DisposableStore();
  const session = store.add(
    new LakebaseSession({
      login,
      idleMs: idleMinutes * 60_000,
      changed: () => services.editorDatabases.changed(),
      reconnected: () => {
        const text = `PWAF: New session on ${endpointLabel(target.name)}: SET and temporary tables of the one before are gone`;
        vscode.window.setStatusBarMessage(text, 10_000);
      },
    }),
  );
  // Whoever is signed in elsewhere, or no more, runs nothing as who it was.
  const endElsewhere = (): void => {
    const isOut = services.sessions.current.kind === "signedOut";
    if (isOut || services.profiles.active?.name !== profile) session.end();
  };
  store.add(services.sessions.onDidChange(endElsewhere));
  store.add(services.profiles.onDidChange(endElsewhere));

  const content = `-- ${name}\nSELECT current_user, current_database();\n`;
  const document = await vscode.workspace.openTextDocument({ language: "sql", content });
  services.editorDatabases.connect(document.uri, {
    product: "Lakebase",
    name,
    dialect: "postgres",
    get isInTransaction() {
      return session.isInTransaction;
    },
    execute: (statement, signal) => session.execute(statement, signal),
    dispose: () => store.dispose(),
  });
  // After it is connected: what shows where statements run looks when the editor comes into view.
  await vscode.window.showTextDocument(document, { preview: false });
}
