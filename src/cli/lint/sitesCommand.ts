import { LineIndex } from "../../core/base/text.ts";
import type { SiteRow } from "../../core/lint/report/siteRow.ts";
import { siteRow } from "../../core/lint/report/siteRow.ts";
import { sitesMarkdown } from "../../core/lint/report/sitesMarkdown.ts";
import { isClient } from "../../core/lint/sites.ts";
import type { CommandIo } from "../io.ts";
import { exitCode } from "../io.ts";
import { CheckedProjects } from "./checkedProjects.ts";
import type { InputFile } from "./inputs.ts";
import { readInputs } from "./inputs.ts";
import type { SitesCommandOptions } from "./options.ts";
import { readSitesOptions, sitesUsage } from "./options.ts";
import { shownPath } from "./paths.ts";
import { SettingsStore } from "./settings.ts";

/** `pwaf sites`: the inventory that the rules work on. Exit code 0, or 2 when something could not be read. */
export async function sitesCommand(args: string[], io: CommandIo): Promise<number> {
  const options = readSitesOptions(args);
  if (!options) {
    io.out(sitesUsage);
    return exitCode.clean;
  }
  const settings = new SettingsStore(io.cwd, undefined, (message) => io.err(`pwaf: ${message}\n`));
  const projects = new CheckedProjects(io.cwd);
  const failures: string[] = [];
  const fail = (failure: string) => {
    failures.push(failure);
    io.err(`pwaf: ${failure}\n`);
  };
  const files: InputFile[] = [];
  for await (const file of readInputs(options, settings, io, fail)) {
    await projects.update(file, file.content.text);
    files.push(file);
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  io.out(
    print(
      files.flatMap((file) => rowsOf(file, projects, io.cwd)),
      options,
    ),
  );
  return failures.length === 0 ? exitCode.clean : exitCode.failed;
}

function rowsOf(file: InputFile, projects: CheckedProjects, cwd: string): SiteRow[] {
  const lines = new LineIndex(file.content.text);
  const clients = projects.report(file, {}).sites.filter(isClient);
  return clients.map((site) =>
    siteRow(site, file.path, lines, ({ path, start }) => {
      const other = projects.lines(file, path);
      return other && { path: shownPath(path, cwd), line: other.positionAt(start).line + 1 };
    }),
  );
}

function print(sites: readonly SiteRow[], { format }: SitesCommandOptions): string {
  switch (format) {
    case "text":
      return table(sites);
    case "json":
      return `${JSON.stringify({ version: 1, sites }, null, 2)}\n`;
    case "markdown":
      return sitesMarkdown(sites);
  }
}

function table(sites: readonly SiteRow[]): string {
  if (sites.length === 0) return "No Databricks clients found.\n";
  const cells = sites.map(({ path, line, column, connector, userAgent, auth }) => [
    `${path}:${line}:${column}`,
    connector,
    userAgent.status,
    auth.kind,
    userAgent.value ?? "",
    userAgent.definedAt ? `${userAgent.definedAt.path}:${userAgent.definedAt.line}` : "",
  ]);
  const all = [["place", "client", "User-Agent", "auth", "value", "set at"], ...cells];
  const widths = all[0]?.map((_cell, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return all.map((row) => `${line(row).trimEnd()}\n`).join("");
}
