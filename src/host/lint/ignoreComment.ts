import * as vscode from "vscode";
import { ignoreWord } from "../../core/lint/ignores.ts";
import type { Finding } from "../../core/lint/finding.ts";
import type { LintState } from "./lintState.ts";

interface CommentSigns {
  readonly open: string;
  readonly close: string;
}

const hash: CommentSigns = { open: "# ", close: "" };

/** By extension; files of other names have comments that begin with `#`. JSON has none. */
const signs: readonly { readonly files: RegExp; readonly signs: CommentSigns | undefined }[] = [
  {
    files: /\.(?:[cm]?[jt]s|[jt]sx|java|kts?|scala|sc|sbt|go|mod|cs|groovy|gradle|jsonc)$/i,
    signs: { open: "// ", close: "" },
  },
  { files: /\.sql$/i, signs: { open: "-- ", close: "" } },
  { files: /\.ini$/i, signs: { open: "; ", close: "" } },
  { files: /\.(?:xml|csproj|props|targets|html?)$/i, signs: { open: "<!-- ", close: " -->" } },
  { files: /\.(?:json|ipynb|lock)$/i, signs: undefined },
];

/** How a comment is written in a file of this path; undefined where there are none. */
function commentSigns(path: string): CommentSigns | undefined {
  const known = signs.find(({ files }) => files.test(path));
  return known ? known.signs : hash;
}

/**
 * Ignores a finding by a comment on a line of its own above, with a place for the reason: behind the code it could end
 * up inside a value. Undefined in files that know no comments.
 */
export function ignoreEdit(
  document: vscode.TextDocument,
  state: LintState,
  finding: Finding,
): vscode.WorkspaceEdit | undefined {
  const comment = commentSigns(state.path);
  if (!comment) return undefined;
  const { line } = state.lines.positionAt(finding.start);
  const { text } = document.lineAt(line);
  const indent = text.slice(0, text.length - text.trimStart().length);
  const snippet = new vscode.SnippetString()
    .appendText(`${indent}${comment.open}${ignoreWord} ${finding.rule}: `)
    .appendPlaceholder("say why")
    .appendText(`${comment.close}\n`);
  const edit = new vscode.WorkspaceEdit();
  const above = vscode.SnippetTextEdit.insert(new vscode.Position(line, 0), snippet);
  above.keepWhitespace = true;
  edit.set(document.uri, [above]);
  return edit;
}
