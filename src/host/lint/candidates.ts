import ignore from "ignore";
import type { Ignore } from "ignore";
import * as vscode from "vscode";
import { errorText } from "../../core/base/errors.ts";
import { fileKind, hasTrigger } from "../../core/lint/languages/fileKinds.ts";
import type { Logger } from "../../core/base/logger.ts";
import { foreignGlob, lintedGlob } from "./lintedFiles.ts";
import { byteLimit } from "./workspaceFiles.ts";

/** A larger workspace is checked on the command line. */
const fileLimit = 20_000;

/** The files of the workspace that the linter reads, without those that git ignores, but with `.env` files. */
export async function findWorkspaceFiles(log: Logger, token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(lintedGlob, foreignGlob, fileLimit, token);
  if (found.length === fileLimit)
    log.warn(`The workspace has more than ${fileLimit} files to check; the rest is left to \`pwaf lint\`.`);
  const gitRules = await readGitRules(log, token);
  return found.filter(
    (uri) =>
      fileKind(uri.path) === "dotenv" ||
      !gitRules.some(({ base, rules }) => uri.path.startsWith(base) && rules.ignores(uri.path.slice(base.length))),
  );
}

interface GitRules {
  readonly base: string;
  readonly rules: Ignore;
}

async function readGitRules(log: Logger, token: vscode.CancellationToken): Promise<GitRules[]> {
  const found = await vscode.workspace.findFiles("**/.gitignore", foreignGlob, 1_000, token);
  const texts = await Promise.all(found.map((uri) => readFile(uri, log)));
  return found.map((uri, index) => ({
    base: uri.path.slice(0, uri.path.lastIndexOf("/") + 1),
    rules: ignore().add(texts[index] ?? ""),
  }));
}

interface ReadOptions {
  /** Whatever is in it. */
  readonly always: boolean;
  readonly log: Logger;
}

/** The text of a file that is worth a check; undefined for others and for what cannot be read. */
export async function readCandidate(uri: vscode.Uri, { always, log }: ReadOptions): Promise<string | undefined> {
  const text = await readFile(uri, log);
  if (text === undefined || always) return text;
  const kind = fileKind(uri.path);
  return kind === undefined || hasTrigger(uri.path, kind, text) ? text : undefined;
}

async function readFile(uri: vscode.Uri, log: Logger): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return size > byteLimit ? undefined : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError && error.code === "FileNotFound"))
      log.warn(`Could not read ${uri.fsPath}: ${errorText(error)}`);
    return undefined;
  }
}
