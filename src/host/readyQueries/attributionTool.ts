import * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";
import { arrivalsSql } from "../../core/attribution/arrivals.ts";
import type { Identity } from "../../core/identity/identity.ts";
import type { LanguageTool } from "../platform/languageTools.ts";
import type { Services } from "../services.ts";
import type { AttributionNeeds } from "./attributionCheck.ts";
import { reportArrivals } from "./attributionCheck.ts";

interface AttributionInput {
  readonly hours?: number;
}

const oneDay = 24;

/** The check for the editor's agents. It runs a query on the user's warehouse, so that the editor asks first, query in hand. */
export function attributionTool(needs: AttributionNeeds): LanguageTool<AttributionInput> {
  return {
    doing: () => "Asking the workspace which User-Agents have arrived",
    confirmation: async ({ hours = oneDay }) => ({
      title: "Query the audit log?",
      message: new vscode.MarkdownString()
        .appendText(`It runs on ${await needs.sql.describeTarget()} and looks ${hours} hours back.`)
        .appendCodeblock(arrivalsSql, "sql"),
    }),
    run: async ({ hours = oneDay }, token) => await reportArrivals(await ownIdentity(needs), hours, needs, token),
  };
}

/** Never asks: a model would wait for somebody to answer. */
async function ownIdentity({ identities }: Pick<Services, "identities">): Promise<Identity> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  const identity = folder && (await identities.of(vscode.Uri.joinPath(folder.uri, "pwaf.json")));
  if (identity !== undefined) return identity;
  throw new PwafError("config", "The product has no name yet.", {
    hint: `Write {"isv": "…", "product": "…", "version": "…"} into pwaf.json, or run “PWAF: Set product identity”.`,
  });
}
