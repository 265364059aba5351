import type { FileReport } from "../../core/lint/fileReport.ts";
import type { FileModel } from "../../core/lint/model.ts";

/**
 * What other files may go by when they are checked: the clients, tags, libraries and settings of a file, without their
 * places. As long as it stays the same, nothing else needs a new look.
 */
export function outline(model: FileModel | undefined): string {
  if (!model) return "";
  return JSON.stringify([
    model.sites.map(({ connector, userAgent, auth }) => [connector, userAgent.status, userAgent.value, auth.kind]),
    model.tags.map(({ connector, status, value }) => [connector, status, value]),
    model.uses.map(({ use }) => use),
    model.dependencies.map(({ ecosystem, name, requested, exact }) => [ecosystem, name, requested, exact]),
    model.settings.map(({ kind, name, entries }) => [kind, name, entries.map(({ key, value }) => [key, value])]),
    model.environments.map(({ variables }) => variables.map(({ name, value }) => [name, value])),
  ]);
}

/** Whether two reports of the same text show the same. */
export function sameReport(one: FileReport, other: FileReport): boolean {
  return shownParts(one) === shownParts(other);
}

function shownParts({ findings, sites }: FileReport): string {
  const shown = sites.map(({ connector, range, userAgent: { status, value, definedAt }, auth }) => [
    ...[connector, range, auth.kind],
    ...[status, value, definedAt],
  ]);
  return JSON.stringify([findings, shown]);
}
