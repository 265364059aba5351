import { redact } from "../base/redact.ts";
import { connectorNames, userAgentNames, verdictOf } from "../lint/report/names.ts";
import type { ConnectorId, Site } from "../lint/sites.ts";
import { knownClients } from "../recorder/clients.ts";
import type { Arrival } from "./arrivals.ts";

/** A call path of the code: where it is, and what the linter says of its User-Agent. */
export interface CodePath extends Pick<Site, "connector"> {
  readonly userAgent: Pick<Site["userAgent"], "status">;
  /** `src/load.py:12` */
  readonly place: string;
}

export interface AttributionCheck {
  /** `Acme_Loader` */
  readonly name: string;
  /** Profile and warehouse, for people. */
  readonly target: string;
  readonly hours: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly paths: readonly CodePath[];
  readonly arrivals: readonly Arrival[];
}

export interface ClientRow {
  readonly connector: ConnectorId;
  readonly paths: readonly CodePath[];
  readonly arrived: readonly Arrival[];
  /**
   * `match`: what the code calls has arrived under the name. `missing`: nothing of this client has. `unnamed`: it has, without
   * the name. `unknown`: calls of this client cannot be told from others by their header.
   */
  readonly verdict: "match" | "missing" | "unnamed" | "unknown";
}

/** Clients whose header says who they are; of the others an arrival proves nothing. */
const recognised: ReadonlySet<ConnectorId> = new Set(knownClients.flatMap(({ connector }) => connector ?? []));

/** One row for each client of the code: has it arrived, and under the name? */
export function clientRows({ paths, arrivals }: Pick<AttributionCheck, "paths" | "arrivals">): ClientRow[] {
  const connectors = [...new Set(paths.map(({ connector }) => connector))].sort();
  return connectors.map((connector) => {
    const ofCode = paths.filter((path) => path.connector === connector);
    const ofClient = arrivals.filter(({ client, isAnothers }) => client?.connector === connector && !isAnothers);
    const named = ofClient.filter(({ isNamed }) => isNamed);
    const verdict = !recognised.has(connector)
      ? "unknown"
      : named.length > 0
        ? "match"
        : ofClient.length > 0
          ? "unnamed"
          : "missing";
    return { connector, paths: ofCode, arrived: verdict === "match" ? named : ofClient, verdict };
  });
}

const verdicts: Readonly<Record<ClientRow["verdict"], string>> = {
  match: "✓ arrived with the name",
  unnamed: "✗ arrived without the name",
  missing: "– nothing arrived",
  unknown: "? cannot be told by its header",
};

/** The report as Markdown. Tokens that somebody put into a header are left out. */
export function attributionReport(check: AttributionCheck): string {
  const rows = clientRows(check);
  const named = check.arrivals.filter(({ isNamed }) => isNamed);
  const others = check.arrivals.filter(({ isNamed, isAnothers }) => !isNamed && !isAnothers);
  const inCode = new Set(rows.map(({ connector }) => connector));
  const elsewhere = named.filter(({ client }) => client?.connector === undefined || !inCode.has(client.connector));
  return (
    [
      `# Attribution of ${check.name}`,
      `${headline(rows, named)}\n\nAsked: \`system.access.audit\` of ${check.target}, the last ${check.hours === 1 ? "hour" : `${check.hours} hours`} before ${instant(check.at)}. Events may arrive an hour late.`,
      section(
        "Call paths of this workspace",
        rows.length === 0
          ? "No Databricks client was found in the code that is open here."
          : table(
              ["Client", "In the code", "Result", "Last seen"],
              rows.map(({ connector, paths, arrived, verdict }) => [
                connectorNames[connector],
                placesText(paths),
                verdicts[verdict],
                arrived[0] === undefined ? "" : instant(arrived[0].lastSeen),
              ]),
            ),
      ),
      section("Arrived with the name", named.length === 0 ? "Nothing." : arrivalTable(named)),
      elsewhere.length === 0 ? "" : section("With the name, but from no client of this code", arrivalTable(elsewhere)),
      others.length === 0
        ? ""
        : section(
            "Your own calls without the name",
            `${arrivalTable(others)}\n\nTools and sign-in servers name themselves, and calls under the name of another product are left out; only the clients of your product are gaps.`,
          ),
      section("What to do", advice(rows, named)),
    ]
      .filter((part) => part !== "")
      .join("\n\n") + "\n"
  );
}

function headline(rows: readonly ClientRow[], named: readonly Arrival[]): string {
  const told = rows.filter(({ verdict }) => verdict !== "unknown");
  const good = told.filter(({ verdict }) => verdict === "match").length;
  if (told.length === 0) return named.length === 0 ? "**The name has not arrived.**" : "**The name has arrived.**";
  return `**${good} of ${told.length} ${told.length === 1 ? "client" : "clients"} in the code arrived with the name.**`;
}

function advice(rows: readonly ClientRow[], named: readonly Arrival[]): string {
  const lines = [
    rows.length === 0 && named.length === 0
      ? "- No client and no call: open the folder of the product, run it against this workspace, wait up to an hour, and check again."
      : "",
    rows.some(({ verdict }) => verdict === "unnamed")
      ? "- Without the name: see the call path in “Call Paths” and fix it, then run the program again."
      : "",
    rows.some(({ verdict }) => verdict === "missing")
      ? "- Nothing arrived: run that part of the program against this workspace, wait up to an hour, and check again. “Record User-Agents” shows at once what is sent."
      : "",
    rows.some(({ verdict }) => verdict === "unknown")
      ? "- Cannot be told: compare with “Arrived with the name” above."
      : "",
  ].filter((line) => line !== "");
  return lines.length === 0 ? "Nothing." : lines.join("\n");
}

function section(title: string, body: string): string {
  return `## ${title}\n\n${body}`;
}

function arrivalTable(arrivals: readonly Arrival[]): string {
  return table(
    ["User-Agent", "Events", "Last seen"],
    arrivals.map(({ userAgent, events, lastSeen }) => [
      `\`${redact(userAgent).replaceAll("`", "'")}\``,
      String(events),
      instant(lastSeen),
    ]),
  );
}

/** `2026-01-15T11:00:00Z`: the one form of times here. */
function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}

/** Paths with what is wrong with them, the first few. */
function placesText(paths: readonly CodePath[]): string {
  const shown = paths.slice(0, 5).map((path) => {
    const problem = verdictOf(path) === "gap" ? ` (User-Agent ${userAgentNames[path.userAgent.status]})` : "";
    return `\`${path.place}\`${problem}`;
  });
  return [...shown, ...(paths.length > 5 ? [`and ${paths.length - 5} more`] : [])].join(", ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
