import { redact } from "../../base/redact.ts";
import type { LineIndex } from "../../base/text.ts";
import type { AuthKind, ConnectorId, Place, Site, UserAgentStatus } from "../sites.ts";

/** A line of a file, as reports name it: a path relative to what is reported on, and a 1-based line. */
export interface ShownPlace {
  readonly path: string;
  readonly line: number;
}

/** One line of the inventory of clients; its shape is a contract with tools (`pwaf sites --format json`). */
export interface SiteRow extends ShownPlace {
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  readonly connector: ConnectorId;
  readonly what: Site["what"];
  readonly userAgent: {
    readonly status: UserAgentStatus;
    readonly value?: string;
    readonly definedAt?: ShownPlace;
  };
  readonly auth: { readonly kind: AuthKind };
}

/**
 * A site as a line of a report.
 * @param path of the site's file, as the report shows it
 * @param locate how the report shows a place of another file; undefined leaves it out
 */
export function siteRow(
  { connector, what, range, userAgent, auth }: Site,
  path: string,
  lines: LineIndex,
  locate: (place: Required<Place>) => ShownPlace | undefined,
): SiteRow {
  const { line, character } = lines.positionAt(range.start);
  const { status, value } = userAgent;
  const definedAt = definition(userAgent, path, lines, locate);
  return {
    path,
    line: line + 1,
    column: character + 1,
    connector,
    what,
    userAgent: {
      status,
      ...(value === undefined ? {} : { value: redact(value) }),
      ...(definedAt ? { definedAt } : {}),
    },
    auth,
  };
}

function definition(
  { definedAt }: Site["userAgent"],
  path: string,
  lines: LineIndex,
  locate: (place: Required<Place>) => ShownPlace | undefined,
): ShownPlace | undefined {
  if (!definedAt) return undefined;
  if (definedAt.path === undefined) return { path, line: lines.positionAt(definedAt.start).line + 1 };
  return locate({ ...definedAt, path: definedAt.path });
}
