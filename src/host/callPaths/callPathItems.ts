import * as vscode from "vscode";
import { redact } from "../../core/base/redact.ts";
import type { Finding, Severity } from "../../core/lint/finding.ts";
import { authNames, connectorNames, userAgentNames } from "../../core/lint/report/names.ts";
import type { Verdict } from "../../core/lint/report/names.ts";
import type { ConnectorId } from "../../core/lint/sites.ts";
import type { CallPath } from "./callPath.ts";
import { fixableFinding } from "./callPath.ts";

export type CallPathNode =
  | { readonly kind: "client"; readonly connector: ConnectorId; readonly paths: readonly CallPath[] }
  | { readonly kind: "file"; readonly path: string; readonly paths: readonly CallPath[] }
  | { readonly kind: "path"; readonly path: CallPath; readonly within: "client" | "file" }
  | { readonly kind: "userAgent"; readonly path: CallPath }
  | { readonly kind: "auth"; readonly path: CallPath }
  | { readonly kind: "finding"; readonly path: CallPath; readonly finding: Finding };

/** How a node looks. `source` names the place that a User-Agent comes from. */
export function toItem(node: CallPathNode, source: string | undefined): vscode.TreeItem {
  switch (node.kind) {
    case "client":
      return groupItem(`client:${node.connector}`, shortName(node.connector), node.paths);
    case "file":
      return fileItem(node.path, node.paths);
    case "path":
      return pathItem(node.path, node.within);
    case "userAgent":
      return userAgentItem(node.path, source);
    case "auth":
      return detailItem(node.path, "auth", {
        label: "Authentication",
        description: authNames[node.path.site.auth.kind],
        icon: "key",
      });
    case "finding":
      return findingItem(node.path, node.finding);
  }
}

/** A side bar is narrow, and everything in this view is about Databricks. */
function shortName(connector: ConnectorId): string {
  return connectorNames[connector].replace(/^Databricks (?!Connect)/, "");
}

function groupItem(id: string, label: string, paths: readonly CallPath[]): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = id;
  item.description = [String(paths.length), gapCount(paths)].filter((part) => part !== "").join(" · ");
  item.contextValue = "group";
  return item;
}

function fileItem(path: string, paths: readonly CallPath[]): vscode.TreeItem {
  const slash = path.lastIndexOf("/");
  const item = groupItem(`file:${path}`, path.slice(slash + 1), paths);
  item.description = [path.slice(0, Math.max(0, slash)), gapCount(paths)].filter((part) => part !== "").join(" · ");
  item.iconPath = vscode.ThemeIcon.File;
  const [first] = paths;
  if (first) item.resourceUri = first.file.uri;
  item.contextValue = "group file";
  return item;
}

/** `2 gaps`; empty when there is none. */
function gapCount(paths: readonly CallPath[]): string {
  const gaps = paths.filter(({ verdict }) => verdict === "gap").length;
  return gaps === 0 ? "" : `${gaps} ${gaps === 1 ? "gap" : "gaps"}`;
}

const verdictIcons: Readonly<Record<Verdict, vscode.ThemeIcon>> = {
  tagged: new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed")),
  gap: new vscode.ThemeIcon("error", new vscode.ThemeColor("testing.iconFailed")),
  unclear: new vscode.ThemeIcon("question", new vscode.ThemeColor("testing.iconSkipped")),
};

/** A gap that the Problems view shows as no more than a warning is none here either. */
function pathIcon({ verdict, findings }: CallPath): vscode.ThemeIcon {
  const isWarning = verdict === "gap" && findings.length > 0 && findings.every(({ severity }) => severity !== "error");
  return isWarning ? severityIcons.warning : verdictIcons[verdict];
}

const verdictWords: Readonly<Record<Verdict, string>> = {
  tagged: "no gaps",
  gap: "has gaps",
  unclear: "could not be checked",
};

function pathItem(path: CallPath, within: "client" | "file"): vscode.TreeItem {
  const { site, line, shownPath, verdict } = path;
  const place = within === "file" ? callName(path) : `${shownPath.slice(shownPath.lastIndexOf("/") + 1)}:${line}`;
  const item = new vscode.TreeItem(place, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${within}:${path.id}`;
  const words = [userAgentText(path), authNames[site.auth.kind]];
  item.description = (within === "file" ? [`line ${line}`, ...words] : words).join(" · ");
  item.iconPath = pathIcon(path);
  item.tooltip = tooltip(path);
  item.contextValue = fixableFinding(path) ? "path fix" : "path";
  item.command = { command: "pwaf.callPaths.open", title: "Open", arguments: [{ kind: "path", path, within }] };
  item.accessibilityInformation = {
    label: `${connectorNames[site.connector]}, ${shownPath}, line ${line}, ${verdictWords[verdict]}, ${words.join(", ")}`,
  };
  return item;
}

/** What is called, on one line: `sql.connect`. */
function callName({ file, site }: CallPath): string {
  const text = file.text.slice(site.range.start, site.range.end).replaceAll(/\s+/g, " ").trim();
  return redact(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}

function userAgentText({ site: { userAgent } }: CallPath): string {
  if (userAgent.value !== undefined) return redact(userAgent.value);
  return userAgent.status === "missing" ? "no User-Agent" : `User-Agent ${userAgentNames[userAgent.status]}`;
}

function tooltip(path: CallPath): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`**${connectorNames[path.site.connector]}**\n\n`);
  text.appendText(`${path.shownPath}:${path.line}\n\n`);
  for (const { message } of path.findings) text.appendMarkdown(`- ${message}\n`);
  if (path.findings.length === 0) text.appendText(path.verdict === "tagged" ? "No gaps." : "No rule is broken here.");
  return text;
}

interface Detail {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
}

function detailItem(path: CallPath, id: string, { label, description, icon }: Detail): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.id = `${path.id}:${id}`;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = "detail";
  return item;
}

function userAgentItem(path: CallPath, source: string | undefined): vscode.TreeItem {
  const { userAgent } = path.site;
  const value = userAgent.value === undefined ? userAgentNames[userAgent.status] : redact(userAgent.value);
  const item = detailItem(path, "userAgent", {
    label: "User-Agent",
    description: source === undefined ? value : `${value} · ${source}`,
    icon: "tag",
  });
  if (source === undefined) return item;
  item.contextValue = "detail source";
  item.command = {
    command: "pwaf.callPaths.openSource",
    title: "Go to where it is set",
    arguments: [{ kind: "userAgent", path }],
  };
  return item;
}

const severityIcons: Readonly<Record<Severity, vscode.ThemeIcon>> = {
  error: new vscode.ThemeIcon("error", new vscode.ThemeColor("problemsErrorIcon.foreground")),
  warning: new vscode.ThemeIcon("warning", new vscode.ThemeColor("problemsWarningIcon.foreground")),
  info: new vscode.ThemeIcon("info", new vscode.ThemeColor("problemsInfoIcon.foreground")),
};

function findingItem(path: CallPath, finding: Finding): vscode.TreeItem {
  const item = new vscode.TreeItem(finding.message.replaceAll("`", ""));
  item.id = `${path.id}:${finding.rule}:${finding.start}`;
  item.description = finding.rule;
  item.iconPath = severityIcons[finding.severity];
  item.tooltip = new vscode.MarkdownString(`${finding.message}\n\n\`${finding.rule}\``);
  item.contextValue = finding.fix || finding.needsIdentity ? "finding fix" : "finding";
  item.command = { command: "pwaf.callPaths.open", title: "Open", arguments: [{ kind: "finding", path, finding }] };
  return item;
}
