import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { redact } from "../../core/base/redact.ts";
import type { Site } from "../../core/lint/sites.ts";
import { toRange } from "./diagnostics.ts";
import { lintedDocuments } from "./lintedFiles.ts";
import type { LintService, LintState } from "./lintService.ts";

const clients: Readonly<Record<Site["connector"], string>> = {
  "python-sql": "Databricks SQL Connector for Python",
  "node-sql": "Databricks SQL Driver for Node.js",
};

/** Says over a client call, and over the text it takes its User-Agent from, what the linter made of it. */
export function registerHover(lint: LintService): IDisposable {
  return vscode.languages.registerHoverProvider(lintedDocuments, {
    provideHover(document, position) {
      const state = lint.state(document.uri);
      if (state?.text !== document.getText()) return undefined;
      for (const site of state.report.sites) {
        const places = [site.range, ...(site.userAgent.definedAt ? [site.userAgent.definedAt] : [])];
        const range = places
          .map((place) => toRange(place, state.lines))
          .find((candidate) => candidate.contains(position));
        if (range) return new vscode.Hover(describe(site, state), range);
      }
      return undefined;
    },
  });
}

function describe(site: Site, { lines }: LintState): vscode.MarkdownString {
  const line = (offset: number) => lines.positionAt(offset).line + 1;
  const text = new vscode.MarkdownString(`**${clients[site.connector]}**, line ${line(site.range.start)}\n\n`);
  const { definedAt } = site.userAgent;
  text.appendMarkdown(definedAt ? `User-Agent comes from line ${line(definedAt.start)}: ` : "");
  text.appendMarkdown(
    site.userAgent.value === undefined ? "" : `\`${redact(site.userAgent.value).replaceAll("`", "'")}\`\n\n`,
  );
  text.appendMarkdown(explanations[site.userAgent.status]);
  return text;
}

const explanations: Readonly<Record<Site["userAgent"]["status"], string>> = {
  "set-valid": "Databricks can attribute these calls to your product.",
  "set-invalid": "This is not a User-Agent that Databricks can attribute.",
  missing: "No User-Agent is set.",
  dynamic: "The User-Agent comes from the caller or from settings, so its value is not checked.",
  unknown: "Whether a User-Agent is set cannot be seen in this file.",
};
