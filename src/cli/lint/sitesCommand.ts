import { redact } from "../../core/base/redact.ts";
import { LineIndex } from "../../core/base/text.ts";
import type { Site } from "../../core/lint/sites.ts";
import type { CommandIo } from "../io.ts";
import { exitCode } from "../io.ts";
import type { Inputs } from "./checkFiles.ts";
import { createEngine, readInputs } from "./checkFiles.ts";
import { readSitesOptions, sitesUsage } from "./options.ts";
import { Projects } from "./projects.ts";
import { placeOf } from "./report/result.ts";

/** One line of the inventory; its shape is a contract with tools. */
interface SiteRow {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly connector: string;
  readonly what: string;
  readonly userAgent: {
    readonly status: string;
    readonly value?: string;
    readonly definedAt?: { readonly path: string; readonly line: number };
  };
  readonly auth: { readonly kind: string };
}

/** `pwaf sites`: the inventory that the rules work on. Exit code 0, or 2 when something could not be read. */
export async function sitesCommand(args: string[], io: CommandIo): Promise<number> {
  const options = readSitesOptions(args);
  if (!options) {
    io.out(sitesUsage);
    return exitCode.clean;
  }
  const projects = new Projects(io.cwd, undefined, (message) => io.err(`pwaf: ${message}\n`));
  const engine = createEngine();
  const inputs: Inputs = { incomplete: false };
  const sites: SiteRow[] = [];
  for await (const { path, content } of readInputs(options, projects, io, inputs)) {
    const report = await engine.check(path, content.text);
    const lines = new LineIndex(content.text);
    sites.push(...report.sites.map((site) => row(path, lines, site)));
  }
  sites.sort((a, b) => (a.path === b.path ? 0 : a.path < b.path ? -1 : 1));
  io.out(options.format === "json" ? `${JSON.stringify({ version: 1, sites }, null, 2)}\n` : table(sites));
  return inputs.incomplete ? exitCode.failed : exitCode.clean;
}

function row(path: string, lines: LineIndex, { connector, what, range, userAgent, auth }: Site): SiteRow {
  const { line, column } = placeOf(lines, range);
  const { status, value, definedAt } = userAgent;
  return {
    path,
    line,
    column,
    connector,
    what,
    userAgent: {
      status,
      ...(value === undefined ? {} : { value: redact(value) }),
      ...(definedAt ? { definedAt: { path, line: placeOf(lines, definedAt).line } } : {}),
    },
    auth,
  };
}

function table(sites: readonly SiteRow[]): string {
  if (sites.length === 0) return "No Databricks clients found.\n";
  const cells = sites.map(({ path, line, column, connector, userAgent, auth }) => [
    `${path}:${line}:${column}`,
    connector,
    userAgent.status,
    auth.kind,
    userAgent.value ?? "",
  ]);
  const all = [["place", "client", "User-Agent", "auth", "value"], ...cells];
  const widths =
    all[0]?.map((_cell, column) => Math.max(...all.map((cellsOfRow) => cellsOfRow[column]?.length ?? 0))) ?? [];
  return all
    .map(
      (cellsOfRow) =>
        `${cellsOfRow
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
