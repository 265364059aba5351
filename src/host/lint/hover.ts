import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { redact } from "../../core/base/redact.ts";
import { authNames, connectorNames } from "../../core/lint/report/names.ts";
import type { Site, UserAgentStatus } from "../../core/lint/sites.ts";
import { toRange } from "./diagnostics.ts";
import { lintedDocuments } from "./lintedFiles.ts";
import type { LintService } from "./lintService.ts";
import type { LintState } from "./lintState.ts";

/** Says over a client call, and over the text it takes its User-Agent from, what the linter made of it. */
export function registerHover(lint: LintService): IDisposable {
  return vscode.languages.registerHoverProvider(lintedDocuments, {
    async provideHover(document, position) {
      const state = lint.state(document.uri);
      if (state?.text !== document.getText()) return undefined;
      for (const site of state.report.sites) {
        const { definedAt } = site.userAgent;
        const places = [site.range, ...(definedAt && definedAt.path === undefined ? [definedAt] : [])];
        const range = places
          .map((place) => toRange(place, state.lines))
          .find((candidate) => candidate.contains(position));
        if (range) return new vscode.Hover(await describe(site, state, lint), range);
      }
      return undefined;
    },
  });
}

async function describe(site: Site, state: LintState, lint: LintService): Promise<vscode.MarkdownString> {
  const { userAgent } = site;
  const value = userAgent.value === undefined ? undefined : `\`${redact(userAgent.value).replaceAll("`", "'")}\``;
  const source = await describeSource(site, state, lint);
  const text = new vscode.MarkdownString(`**${connectorNames[site.connector]}**\n\n`);
  if (value !== undefined && source !== undefined) text.appendMarkdown(`User-Agent comes from ${source}: ${value}\n\n`);
  else if (value !== undefined) text.appendMarkdown(`User-Agent: ${value}\n\n`);
  else if (source !== undefined) text.appendMarkdown(`User-Agent comes from ${source}.\n\n`);
  text.appendMarkdown(`${explanations[userAgent.status]}\n\n`);
  text.appendMarkdown(`Authentication: ${authNames[site.auth.kind]}`);
  return text;
}

/** A link to the place that the value comes from: `line 12`, or `settings.py, line 12` in another file. */
async function describeSource(site: Site, state: LintState, lint: LintService): Promise<string | undefined> {
  const { definedAt } = site.userAgent;
  if (!definedAt) return undefined;
  const { path } = definedAt;
  if (path === undefined) return link(state.uri, state.lines.positionAt(definedAt.start).line + 1, "");
  const place = await lint.locate(state.uri, { ...definedAt, path });
  const name = vscode.workspace.asRelativePath(state.uri.with({ path }));
  return place ? link(place.uri, place.line, `${name}, `) : name;
}

function link(uri: vscode.Uri, line: number, prefix: string): string {
  return `[${prefix.replaceAll(/[\\`*_[\]]/g, "\\$&")}line ${line}](${uri.with({ fragment: `L${line}` }).toString()})`;
}

const explanations: Readonly<Record<UserAgentStatus, string>> = {
  "set-valid": "Databricks can attribute these calls to your product.",
  "set-invalid": "This is not a User-Agent that Databricks can attribute.",
  missing: "No User-Agent is set here.",
  dynamic: "The User-Agent comes from the caller or from settings, so its value is not checked.",
  unknown: "Whether a User-Agent is set cannot be seen here.",
};
