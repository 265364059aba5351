import { parameterNames } from "../sql/parameters.ts";

/** A query that answers one question about a workspace, ready to run. */
export interface ReadyQuery {
  /** Stable; kebab case. */
  readonly id: string;
  /** The question in short. */
  readonly title: string;
  /** What it answers, what it needs, and what is not certain: one entry a line. */
  readonly about: readonly string[];
  /** One statement, without a semicolon; `:name` asks for a value. */
  readonly sql: string;
  /** Meaning of each `:name`. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface ReadyQueryFolder {
  readonly title: string;
  readonly queries: readonly ReadyQuery[];
}

/** `:hours`, as all queries over time have it. */
export const hoursMeaning = "how far back to look, such as 24";

/** The rows of the last `:hours`. The day comes first: the audit log is kept by days. */
export const auditWindow = `event_date >= CAST(current_timestamp() - :hours * INTERVAL '1' HOUR AS DATE)
  AND event_time >= current_timestamp() - :hours * INTERVAL '1' HOUR`;

/** Lines that belong to most queries over the audit log. */
export const auditNeeds = "Needs USE SCHEMA and SELECT on system.access. Rows may arrive an hour late.";

/**
 * The text of an editor: what the query answers, what its parameters mean, then the statement.
 * @param identity the product's name in the User-Agent, as an example where one is asked for.
 */
export function readyQueryText({ title, about, sql, parameters = {} }: ReadyQuery, identity?: string): string {
  // In the order in which they are asked.
  const names = parameterNames(sql);
  const width = Math.max(0, ...names.map((name) => name.length));
  const lines = [
    title,
    ...about,
    ...names.map(
      (name) =>
        `:${name.padEnd(width)}  ${(parameters[name] ?? "").replace("AcmePartner_DataConnector", identity ?? "AcmePartner_DataConnector")}`,
    ),
  ];
  return `${lines
    .flatMap(wrapped)
    .map((line) => `-- ${line}\n`)
    .join("")}${sql};\n`;
}

/** Longest comment line: editors beside a side bar show no more. */
const longest = 78;

/** A line at its spaces into lines that fit. */
function wrapped(line: string): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > longest) {
    const at = rest.lastIndexOf(" ", longest);
    if (at <= 0) break;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...lines, rest];
}
