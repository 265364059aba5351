import type { TextRange } from "../../base/text.ts";
import { lineBreakOf } from "../../base/text.ts";
import { parseConnectionString } from "../connectors/connectionStrings.ts";
import type { ConnectionSyntax } from "../connectors/facts.ts";
import { isDatabricksUrl, isLakebaseHost } from "../connectors/databricksUrl.ts";
import type { EnvironmentBlock } from "../environment/block.ts";
import type { AuthKind, Site, SiteOptions } from "../sites.ts";
import type { PlainOption } from "./plainSite.ts";
import { markHoles, plainOptions, plainSite, plainUserAgent } from "./plainSite.ts";
import { ByPrefix } from "./byPrefix.ts";
import type { Setting, SettingsSection } from "./section.ts";

/** Clients that configuration files set up: URLs, data sources, profiles. `text` is the whole file. */
export function settingsSites(text: string, sections: readonly SettingsSection[]): Site[] {
  return sections.flatMap((section) => {
    if (section.kind === "odbc") return odbcSource(text, section);
    if (section.kind === "dbt") return dbtOutput(section);
    const under = new ByPrefix(section.entries);
    const siblings = siblingsIn(under);
    return [
      ...section.entries.flatMap((entry) => urlSite(text, entry, siblings)),
      ...icebergCatalogs(text, section, under),
    ];
  });
}

/** The same for variables: a URL among them, or the `PG*` variables of a Lakebase endpoint. */
export function environmentSites(text: string, blocks: readonly EnvironmentBlock[]): Site[] {
  const seen = new Set<number>();
  return blocks.flatMap(({ variables }) => {
    const entries = variables.filter(({ start }) => !seen.has(start)).map((variable) => asSetting(text, variable));
    for (const { keyRange } of entries) seen.add(keyRange.start);
    return [...entries.flatMap((entry) => urlSite(text, entry)), ...lakebaseVariables(entries)];
  });
}

interface UrlForm {
  readonly expression: RegExp;
  readonly connector: Site["connector"];
  readonly syntax: ConnectionSyntax;
  readonly userAgent: readonly string[];
  /** What a fix appends. */
  readonly append?: (url: string, value: string) => string;
  readonly auth: (options: SiteOptions) => AuthKind;
  readonly when?: (url: string) => boolean;
}

const forms: readonly UrlForm[] = [
  {
    expression: /^jdbc:(?:databricks|spark):\/\//i,
    connector: "jdbc",
    syntax: "jdbc",
    userAgent: ["UserAgentEntry"],
    append: (url, value) => `${url.endsWith(";") ? "" : ";"}UserAgentEntry=${value}`,
    auth: jdbcAuth,
  },
  {
    // One pair alone may be anything: an argument of a build, a setting of another tool.
    expression: /^(?=.*;)(?=.*\bDriver\s*=\s*\{?[^;]*(?:databricks|simba[\w\s]*spark))[^=;]+=/i,
    connector: "odbc",
    syntax: "odbc",
    userAgent: ["UserAgentEntry"],
    append: (url, value) => `${url.endsWith(";") ? "" : ";"}UserAgentEntry=${value}`,
    auth: jdbcAuth,
  },
  {
    // The User-Agent of this dialect cannot stand in the URL; code passes it in `connect_args`.
    expression: /^databricks(?:\+\w+)?:\/\//,
    connector: "sqlalchemy",
    syntax: "query",
    userAgent: [],
    auth: (options) => (options.has("password") ? "pat" : "unknown"),
  },
  {
    expression: /^(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?:\/\//,
    connector: "lakebase",
    syntax: "libpq",
    userAgent: ["application_name", "ApplicationName"],
    append: (url, value) =>
      `${url.includes("?") ? "&" : "?"}${url.startsWith("jdbc:") ? "ApplicationName" : "application_name"}=${value}`,
    auth: () => "unknown",
    when: (url) => isLakebaseHost(url.replace(/^jdbc:/, "")),
  },
];

/** Keys beside a URL that carry properties of the driver: `hikari.data-source-properties.UserAgentEntry`. */
const propertyHolder =
  /(?:^|\.)(?:(?:hikari\.)?(?:data-?source-?properties|connection-?properties)|properties|options)\.([^.]+)$/i;

function urlSite(text: string, entry: Setting, siblings: (url: Setting) => readonly PlainOption[] = () => []): Site[] {
  const url = entry.value.trim();
  const form = forms.find(({ expression, when }) => expression.test(url) && when?.(url) !== false);
  if (!form) return [];
  const parsed = parseConnectionString(markHoles(url), form.syntax);
  const isVerbatim = text.slice(entry.valueRange.start, entry.valueRange.end) === url;
  const { start } = entry.valueRange;
  const within = (from: number, to: number): TextRange =>
    isVerbatim ? { start: start + from, end: start + to } : entry.valueRange;
  const given: PlainOption[] = parsed.entries.map((part) => ({
    name: part.key,
    value: part.value.replace(/\{(\S+) +\}/g, "{$1}"),
    range: within(part.start, part.end),
    valueRange: within(part.valueStart, part.end),
  }));
  const options = plainOptions([...given, ...siblings(entry)], parsed.open || form.userAgent.length === 0);
  const { append } = form;
  const end = entry.valueRange.end;
  const insert = append && isVerbatim ? (value: string) => [{ start: end, end, text: append(url, value) }] : undefined;
  return [
    plainSite({
      connector: form.connector,
      what: "url",
      facts: `${form.connector}/settings`,
      range: entry.valueRange,
      options,
      userAgent: plainUserAgent(options, form.userAgent, insert),
      auth: form.auth(options),
    }),
  ];
}

/** What stands beside a URL under the same parent, as Spring, Hikari and application servers read it; looked up once for each parent. */
function siblingsIn(under: ByPrefix): (url: Setting) => readonly PlainOption[] {
  const byParent = new Map<string, readonly PlainOption[]>();
  return ({ key: urlKey }) => {
    const parent = urlKey.slice(0, urlKey.lastIndexOf(".") + 1);
    let found = byParent.get(parent);
    if (!found) {
      const options = under.get(parent).flatMap((entry) => propertyOf(entry, entry.key.slice(parent.length)));
      // Of the same name the last counts; a file that repeats its keys must not cost their square.
      found = [...new Map(options.map((option) => [option.name.toLowerCase(), option])).values()];
      byParent.set(parent, found);
    }
    return found;
  };
}

/** What a setting says to the driver, if it does. @param key its name below the URL's parent */
function propertyOf({ value, keyRange, valueRange }: Setting, key: string): PlainOption[] {
  const property = propertyHolder.exec(key)?.[1];
  const name = property ?? (/^user(?:-?name)?$/i.test(key) ? "UID" : /^password$/i.test(key) ? "PWD" : undefined);
  if (name === undefined) return [];
  const range = { start: Math.min(keyRange.start, valueRange.start), end: valueRange.end };
  return [{ name: name.replace(/^\[|\]$/g, ""), value, range, valueRange }];
}

function jdbcAuth(options: SiteOptions): AuthKind {
  const mechanism = options.get("AuthMech")?.text;
  if (mechanism === "3") return "pat";
  if (options.has("Identity_Federation_Client_Id")) return "federation";
  switch (mechanism === "11" ? options.get("Auth_Flow")?.text : undefined) {
    case "0":
      return "dynamic";
    case "1":
      return "m2m";
    case "2":
      return "u2m";
    default:
      return "unknown";
  }
}

/** A data source of `odbc.ini`, by its driver or host; sections of `odbcinst.ini` describe drivers and have neither host nor catalog. */
function odbcSource(text: string, section: SettingsSection): Site[] {
  const value = (key: string): string => section.entries.find((entry) => entry.key.toLowerCase() === key)?.value ?? "";
  const isDatabricks =
    /databricks|simba.*spark|spark.*simba|sparkodbc/i.test(value("driver")) ||
    isDatabricksUrl(`https://${value("host")}/`);
  if (!isDatabricks || (value("host") === "" && value("server") === "" && value("httppath") === "")) return [];
  const options = plainOptions(section.entries.map(asOption), false);
  const last = section.entries.at(-1);
  const lineEnd = last ? endOfLine(text, last.valueRange.end) : section.end;
  const newline = lineBreakOf(text);
  const insert = (agent: string) => [{ start: lineEnd, end: lineEnd, text: `${newline}UserAgentEntry=${agent}` }];
  const titleEnd = text.indexOf("]", section.start) + 1;
  return [
    plainSite({
      connector: "odbc",
      what: "url",
      facts: "odbc/dsn",
      range: { start: section.start, end: titleEnd > 0 ? titleEnd : section.end },
      options,
      userAgent: plainUserAgent(options, ["UserAgentEntry"], insert),
      auth: jdbcAuth(options),
    }),
  ];
}

/** The adapter writes its own User-Agent and takes none from the profile, so nothing here is missing. */
function dbtOutput(section: SettingsSection): Site[] {
  const type = section.entries.find(({ key }) => key === "type");
  if (type?.value !== "databricks") return [];
  const options = plainOptions(section.entries.map(asOption), false);
  const auth = options.has("client_secret")
    ? "m2m"
    : options.get("auth_type")?.text === "oauth"
      ? "u2m"
      : options.has("token")
        ? "pat"
        : "unknown";
  return [
    plainSite({
      connector: "dbt",
      what: "url",
      facts: "dbt/output",
      range: type.valueRange,
      options,
      userAgent: { status: "dynamic", values: [] },
      auth,
    }),
  ];
}

/** Catalogs of Iceberg clients by the prefix of their `uri`: `spark.sql.catalog.main.uri`, `catalog.main.uri` of PyIceberg. */
function icebergCatalogs(text: string, section: SettingsSection, under: ByPrefix): Site[] {
  return section.entries.flatMap((uri): Site[] => {
    const prefix = /^(.*\.)?uri$/.exec(uri.key)?.[1] ?? "";
    if (!/catalog/i.test(prefix) || !/\/iceberg(?:-rest)?\b/.test(uri.value) || !isDatabricksUrl(markHoles(uri.value)))
      return [];
    const given = under.get(prefix).map((entry) => ({ ...asOption(entry), name: entry.key.slice(prefix.length) }));
    const options = plainOptions(given, false);
    const separator = text.slice(uri.keyRange.end, uri.valueRange.start).replace(/["']$/, "");
    const lineStart =
      Math.max(text.lastIndexOf("\n", uri.keyRange.start), text.lastIndexOf("\r", uri.keyRange.start)) + 1;
    const before = text.slice(lineStart, uri.keyRange.end).replace(/uri$/, "header.User-Agent");
    const end = endOfLine(text, uri.valueRange.end);
    const newline = lineBreakOf(text);
    const isPlain = /^\s*[\w.]*uri$/.test(text.slice(lineStart, uri.keyRange.end));
    return [
      plainSite({
        connector: "iceberg",
        what: "url",
        facts: "iceberg/settings",
        range: uri.valueRange,
        options,
        userAgent: plainUserAgent(
          options,
          ["header.User-Agent"],
          isPlain ? (value) => [{ start: end, end, text: `${newline}${before}${separator}${value}` }] : undefined,
        ),
        auth: options.has("token") ? "dynamic" : options.has("credential") ? "m2m" : "unknown",
      }),
    ];
  });
}

/** Every Postgres client reads these; code may still name itself, so an absent `PGAPPNAME` says nothing. */
function lakebaseVariables(entries: readonly Setting[]): Site[] {
  const host = entries.find(({ key, value }) => key === "PGHOST" && isLakebaseHost(value));
  if (!host) return [];
  const options = plainOptions(entries.map(asOption), true);
  const userAgent = plainUserAgent(options, ["PGAPPNAME"]);
  return [
    plainSite({
      connector: "lakebase",
      what: "env",
      facts: "lakebase/env",
      range: host.keyRange,
      options,
      userAgent,
      auth: "unknown",
    }),
  ];
}

function asOption({ key, value, keyRange, valueRange }: Setting): PlainOption {
  return { name: key, value, range: { start: keyRange.start, end: valueRange.end }, valueRange };
}

/** Characters between a variable's name and its value; the rest of a file is not looked through for each of its variables. */
const furthest = 200;

/** A variable's value stands behind its name, unless it was taken over from elsewhere. */
function asSetting(text: string, { name, value, start, end }: EnvironmentBlock["variables"][number]): Setting {
  const near = text.slice(end, end + value.length + furthest).indexOf(value);
  const found = near < 0 ? near : end + near;
  const isClose =
    found >= 0 &&
    /^["']?\s*[=: ]\s*["']?$|^"?\s*,?\s*"?value"?\s*[:=]\s*["']?$/.test(
      text.slice(end, found).replace(/^\s*\n\s*/, ""),
    );
  const keyRange = { start, end };
  return { key: name, value, keyRange, valueRange: isClose ? { start: found, end: found + value.length } : keyRange };
}

function endOfLine(text: string, from: number): number {
  lineEnd.lastIndex = from;
  return lineEnd.exec(text)?.index ?? text.length;
}

const lineEnd = /[\r\n]/g;
