import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import { explain } from "../../core/errors/explain.ts";
import { explanationLines } from "../../core/errors/text.ts";
import { isClient } from "../../core/lint/sites.ts";
import { registerLanguageTool } from "../platform/languageTools.ts";
import { siteRowOf } from "../platform/siteRows.ts";
import type { LintedFile, Services } from "../services.ts";
import { callPathsText, findingsText } from "./codeText.ts";

export type CodeToolNeeds = Pick<Services, "extensionUri" | "lint" | "log" | "scan" | "settings">;

interface CodeInput {
  /** A file, relative to a folder of the workspace or absolute; the whole workspace if absent. */
  readonly path?: string;
}

/** Tools for the editor's agents that only look: at the code that is open here, and at the text of an error. */
export function registerCodeTools(services: CodeToolNeeds): IDisposable {
  const { extensionUri, lint, log } = services;
  const store = new DisposableStore();
  const pageOf = (rule: string) => vscode.Uri.joinPath(extensionUri, "docs", "rules", `${rule}.md`).toString(true);
  const code = ({ path }: CodeInput) => path ?? "the workspace";

  store.add(
    registerLanguageTool<CodeInput>(
      "pwaf_check_code",
      {
        doing: (input) => `Checking ${code(input)} against the Partner Well-Architected Framework`,
        run: async ({ path }, token) => {
          const files = await checkedFiles(path, services, token);
          const shown = files.map(({ uri, report: { findings }, lines }) => ({
            path: vscode.workspace.asRelativePath(uri),
            findings,
            lines,
          }));
          return findingsText(shown, pageOf);
        },
      },
      log,
    ),
  );
  store.add(
    registerLanguageTool<CodeInput>(
      "pwaf_call_paths",
      {
        doing: (input) => `Looking for Databricks clients in ${code(input)}`,
        run: async ({ path }, token) => {
          const files = await checkedFiles(path, services, token);
          const rows = files.flatMap((file) =>
            file.report.sites.filter(isClient).map((site) => siteRowOf(file, site, lint)),
          );
          return callPathsText(await Promise.all(rows));
        },
      },
      log,
    ),
  );
  store.add(
    registerLanguageTool<{ readonly text: string }>(
      "pwaf_explain_error",
      {
        doing: () => "Explaining an error of Databricks",
        run: async ({ text }) => {
          const found = explain(text, { described: true }).map((one) => explanationLines(one).join("\n"));
          return found.length === 0 ? "No known error of Databricks stands in this text." : found.join("\n\n");
        },
      },
      log,
    ),
  );
  return store;
}

/** What the linter says of one file or of all, as they are now, in the order of their paths. */
async function checkedFiles(
  path: string | undefined,
  { lint, scan, settings }: CodeToolNeeds,
  token: vscode.CancellationToken,
): Promise<readonly LintedFile[]> {
  if (!settings.get("lint.enabled")) {
    throw new PwafError("config", "The linter is switched off.", {
      hint: "The setting pwaf.lint.enabled turns it on.",
    });
  }
  if (path !== undefined) {
    for (const uri of filesAt(path)) {
      const checked = await lint.check(uri);
      if (checked !== undefined) return [checked];
    }
    throw new PwafError("not-found", `${path} is no file of the workspace that the linter checks.`, {
      hint: "Give a path relative to the workspace folder. Files that pwaf.json ignores are left out.",
    });
  }
  await scanAll(scan, token);
  // The scan leaves what is being edited to the editor, which waits for a pause in typing.
  const open = vscode.workspace.textDocuments.map(({ uri }) => uri).filter(isOurs);
  await Promise.all(open.map((uri) => lint.check(uri)));
  return [...lint.files].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
}

/** @throws PwafError `cancelled` when the token fires or somebody stops the scan in the window. */
async function scanAll(scan: Services["scan"], token: vscode.CancellationToken): Promise<void> {
  const cancelling = token.onCancellationRequested(() => scan.cancel());
  try {
    if ((await scan.start()) === "cancelled") await nextEnd(scan);
  } finally {
    cancelling.dispose();
  }
  if (token.isCancellationRequested || scan.state.kind !== "finished")
    throw new PwafError("cancelled", "The check was stopped.");
}

/** Settles when a scan that has taken over from ours has ended. */
function nextEnd(scan: Services["scan"]): Promise<void> {
  return new Promise((resolve) => {
    if (scan.state.kind !== "running") return resolve();
    const listening = scan.onDidChange(({ kind }) => {
      if (kind === "running") return;
      listening.dispose();
      resolve();
    });
  });
}

/** The files that a path may mean. With several folders, paths may begin with the name of one, as the editor shows them. */
function filesAt(path: string): vscode.Uri[] {
  const plain = path.replaceAll("\\", "/");
  const joinPath = (folder: vscode.Uri, rest: string) => vscode.Uri.joinPath(folder, rest);
  const places = (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri, name }) => {
    if (/^(?:\/|[A-Za-z]:\/)/.test(plain)) return [joinPath(uri.with({ path: "/" }), plain)];
    const named = plain.startsWith(`${name}/`) ? [joinPath(uri, plain.slice(name.length))] : [];
    return [joinPath(uri, plain), ...named];
  });
  // What leads out of the workspace is no business of a model.
  return places.filter(isOurs);
}

function isOurs(uri: vscode.Uri): boolean {
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}
