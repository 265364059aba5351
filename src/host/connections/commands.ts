import * as vscode from "vscode";
import { PwafError, wrapError } from "../../core/base/errors.ts";
import { authKinds, createConnectionSql } from "../../core/connections/createSql.ts";
import type { Holder } from "../../core/connections/holders.ts";
import { holdersOf, revokeStatements, useOf } from "../../core/connections/holders.ts";
import { httpRequestSql } from "../../core/connections/httpRequest.ts";
import { grantStatements } from "../../core/grants/grantSql.ts";
import { logError } from "../platform/errors.ts";
import { pickPrincipal } from "../platform/pickPrincipal.ts";
import type { Services } from "../services.ts";
import { askCall } from "./askCall.ts";
import type { UseChange } from "./changeUse.ts";
import { changeUse, effectText } from "./changeUse.ts";
import type { ConnectionNode } from "./connectionNode.ts";
import { allConnections } from "./connectionsSection.ts";

export type ConnectionCommandNeeds = Pick<Services, "log" | "sql" | "state" | "workspaces">;

/** What can be done with a connection. Called for a node of the tree, or from the palette, which asks for a connection. */
export class ConnectionCommands {
  readonly #services: ConnectionCommandNeeds;
  readonly #changed: () => void;

  /** @param changed hears that permissions may be others now. */
  constructor(services: ConnectionCommandNeeds, changed: () => void) {
    this.#services = services;
    this.#changed = changed;
  }

  async allow(node?: ConnectionNode): Promise<void> {
    const { log, workspaces } = this.#services;
    const connection = await this.#connectionOf(node, "Allow use of connection");
    if (connection === undefined) return;
    const client = await workspaces.client();
    const picked = await pickPrincipal(`Allow the use of ${connection}`, client, (error) => logError(error, log));
    if (!picked) return;
    const principal = picked.name;
    await this.#change({
      connection,
      verb: "allow",
      principals: [principal],
      statements: grantStatements([useOf(connection)], principal),
    });
  }

  /** The kill switch: whoever was revoked fails at the next call, without a new deployment. */
  async revoke(node?: ConnectionNode): Promise<void> {
    const connection = await this.#connectionOf(node, "Revoke use of connection");
    if (connection === undefined) return;
    const holders = node?.kind === "holder" ? [node.holder] : await this.#askHolders(connection);
    const statements = holders.flatMap((holder) => revokeStatements(connection, holder));
    if (statements.length === 0) return;
    await this.#change({
      connection,
      verb: "revoke",
      principals: holders.map(({ principal }) => principal),
      statements,
    });
  }

  /** Calls the other service through the connection, with the rights of whoever is signed in. */
  async call(node?: ConnectionNode): Promise<void> {
    const { sql, state } = this.#services;
    const connection = await this.#connectionOf(node, "Call through connection", "HTTP");
    if (connection === undefined) return;
    const asked = await askCall(connection, state.get("connectionPaths")?.[connection] ?? "/");
    if (asked === undefined) return;
    const { method, path } = asked;
    // The path only: a body may hold what is nobody's business later.
    await state.set("connectionPaths", { ...state.get("connectionPaths"), [connection]: path });
    const statement = httpRequestSql(asked);
    const title = `Calling ${method} ${path} through ${connection}`;
    const answer = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_, token) => {
        const { readTexts } = await import("../../workspace/sql/readTexts.ts");
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        const rows = await readTexts(await sql.execute({ sql: statement }, token), stop.signal);
        return rows[0];
      },
    );
    const [status, body] = answer ?? [];
    const isGood = status !== null && status !== undefined && /^[23]/.test(status);
    const text = `${connection} answered ${status ?? "nothing"} to ${method} ${path}.`;
    const show = isGood ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    if ((await show(text, "Show answer")) !== undefined) await showText(body ?? "", languageOf(body ?? ""));
  }

  /** Opens the script that makes a connection. */
  async create(): Promise<void> {
    const picked = await vscode.window.showQuickPick(
      authKinds.map((auth) => ({ label: auth.title, description: auth.identity, detail: auth.advice, auth })),
      {
        title: "Write SQL for a connection",
        placeHolder: "How does it sign in at the other service?",
        matchOnDescription: true,
      },
    );
    if (picked) await showText(createConnectionSql(picked.auth), "sql");
  }

  async #change(change: UseChange): Promise<void> {
    const { sql, workspaces } = this.#services;
    const isRevoke = change.verb === "revoke";
    const question = isRevoke
      ? `Revoke the use of ${change.connection} on ${await sql.describeTarget()}?`
      : `Allow the use of ${change.connection} on ${await sql.describeTarget()}?`;
    const effectAtOnce = isRevoke ? "\n\nWhatever calls through it as this principal fails from its next call on." : "";
    const button = isRevoke ? "Revoke now" : "Allow";
    const detail = `${change.statements.join(";\n")}${effectAtOnce}`;
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, button)) !== button) return;
    try {
      const client = await workspaces.client();
      const effect = await changeUse(change, {
        execute: async (statement) => {
          const source = new vscode.CancellationTokenSource();
          try {
            await (await sql.execute({ sql: statement }, source.token)).close();
          } finally {
            source.dispose();
          }
        },
        effectiveGrants: (connection) => client.effectiveGrants("connection", connection),
      });
      const { text, isGood } = effectText(change, effect);
      void (isGood ? vscode.window.showInformationMessage(text) : vscode.window.showWarningMessage(text));
    } catch (error) {
      throw wrapError(isRevoke ? "revoke the use of the connection" : "allow the use of the connection", error);
    } finally {
      this.#changed();
    }
  }

  async #askHolders(connection: string): Promise<readonly Holder[]> {
    const client = await this.#services.workspaces.client();
    const holders = holdersOf(await client.effectiveGrants("connection", connection));
    const removable = holders.filter((holder) => revokeStatements(connection, holder).length > 0);
    if (removable.length === 0) {
      throw new PwafError("not-found", `Nobody holds a grant on ${connection} that could be revoked.`, {
        hint: "Its owner may use it without one; give it another owner to stop that.",
      });
    }
    const picked = await vscode.window.showQuickPick(
      removable.map((holder) => ({
        label: holder.principal,
        description: holder.by.map(({ privilege }) => privilege).join(", "),
        holder,
      })),
      { title: `Revoke the use of ${connection}`, placeHolder: "Who may not use it any more?", canPickMany: true },
    );
    return picked?.map(({ holder }) => holder) ?? [];
  }

  async #connectionOf(node: ConnectionNode | undefined, title: string, type?: string): Promise<string | undefined> {
    if (node?.kind === "connection") return node.connection.name;
    if (node?.kind === "holders" || node?.kind === "holder") return node.connection;
    const all = await allConnections(await this.#services.workspaces.client());
    const fitting = all.filter((one) => type === undefined || one.type === type);
    if (fitting.length === 0) {
      throw new PwafError("not-found", `The workspace shows you no ${type ?? "Unity Catalog"} connection.`, {
        hint: "“Write SQL for a connection” makes one.",
      });
    }
    const items = fitting.map(({ name, type: kind, comment }) => ({
      label: name,
      ...(kind === undefined ? {} : { description: kind }),
      ...(comment === undefined ? {} : { detail: comment }),
    }));
    return (await vscode.window.showQuickPick(items, { title, placeHolder: "Which connection?" }))?.label;
  }
}

async function showText(content: string, language: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }), {
    preview: false,
  });
}

function languageOf(body: string): string {
  return /^\s*[[{]/.test(body) ? "json" : /^\s*</.test(body) ? "html" : "plaintext";
}
