import type { ConnectionSyntax } from "./facts.ts";

/** One `key=value` of a connection string; offsets are UTF-16, in the text that was parsed. */
export interface ConnectionEntry {
  /** As written; compare without regard to case where the client does. */
  readonly key: string;
  /** Without quotes and percent-encoding. */
  readonly value: string;
  /** The whole `key=value`, quotes included, from `start` to `end`. */
  readonly start: number;
  readonly end: number;
  /** Where the value begins, its quotes included. */
  readonly valueStart: number;
}

export interface ConnectionString {
  readonly entries: readonly ConnectionEntry[];
  /** Before `://`: `jdbc:databricks`, `postgresql+psycopg2`. Absent where the syntax knows none, or none is written. */
  readonly scheme?: string;
  /** Name of the server, without user and port. */
  readonly host?: string;
  /** An unknown part stands where it may hold further entries: `{url}`, `jdbc:databricks://{rest}`, `…;{options}`. */
  readonly open: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const scheme = /^\s*((?:[A-Za-z][\w+.-]*:)+)\/\//;
const hole = /\{[^{}]*\}/;

/**
 * Takes a connection string apart. Never throws: what does not fit is left out. Unknown parts are given as `{source}` and are
 * never divided. User, password and port of an address count as entries under the names `user`, `password`, `port`; so does `dbname` for libpq.
 *
 * Sources: databricks-jdbc `DatabricksConnectionContext.java`; ODBC reference, "Connection String Format";
 * Spark `connector/connect/docs/client-connection-string.md`; PostgreSQL "Connection Strings".
 */
export function parseConnectionString(text: string, syntax: ConnectionSyntax): ConnectionString {
  switch (syntax) {
    case "odbc":
      return odbcString(text);
    case "libpq":
      return scheme.test(text) ? address(text, { separator: "&", from: "?", path: "dbname" }) : keywordString(text);
    case "query":
      return address(text, { separator: "&", from: "?" });
    case "jdbc":
    case "spark":
      return address(text, { separator: ";", from: ";" });
  }
}

interface AddressForm {
  /** Where the entries begin. */
  readonly from: ";" | "?";
  readonly separator: ";" | "&";
  /** Name under which the path counts as an entry. */
  readonly path?: string;
}

/** `scheme://user:password@host:port/path` followed by entries. */
function address(text: string, form: AddressForm): ConnectionString {
  const found = scheme.exec(text);
  const hostStart = found?.[0].length ?? 0;
  const listStart = find(text, form.from, hostStart, text.length);
  const pathStart = find(text, "/", hostStart, listStart);
  const authority = { start: hostStart, end: pathStart };
  const at = lastIndex(text, "@", authority);
  const server = { start: at < 0 ? hostStart : at + 1, end: pathStart };
  const portStart = find(
    text,
    ":",
    text[server.start] === "[" ? text.indexOf("]", server.start) : server.start,
    server.end,
  );
  const host = text.slice(server.start, portStart).trim();
  const list = split(text, form.separator, { start: listStart + 1, end: text.length }).map((span) => entry(text, span));
  const isCutOff = pathStart === text.length && /\}\s*$/.test(host) && portStart === server.end;
  return {
    entries: [
      ...(at < 0 ? [] : userInfo(text, { start: hostStart, end: at })),
      ...named(text, "port", { start: portStart + 1, end: server.end }),
      ...(form.path === undefined ? [] : named(text, form.path, { start: pathStart + 1, end: listStart })),
      ...list.flatMap(({ entry }) => entry ?? []),
    ],
    ...(found?.[1] === undefined ? {} : { scheme: found[1].slice(0, -1) }),
    ...(host === "" ? {} : { host }),
    open: (found === null && /^\s*\{/.test(text) && at < 0) || isCutOff || list.some(({ open }) => open),
  };
}

function userInfo(text: string, span: Span): ConnectionEntry[] {
  const colon = find(text, ":", span.start, span.end);
  return [
    ...named(text, "user", { start: span.start, end: colon }),
    ...named(text, "password", { start: colon + 1, end: span.end }),
  ];
}

/** A part of an address under a name that the text does not spell. */
function named(text: string, key: string, { start, end }: Span): ConnectionEntry[] {
  return start < end ? [{ key, value: decoded(text.slice(start, end)), start, end, valueStart: start }] : [];
}

interface Parsed {
  readonly entry?: ConnectionEntry;
  readonly open: boolean;
}

function entry(text: string, span: Span): Parsed {
  const equals = find(text, "=", span.start, span.end);
  const isOpen = (part: string): boolean => hole.test(part);
  if (equals === span.end) return { open: isOpen(text.slice(span.start, span.end)) };
  const { start, end } = trim(text, span);
  const value = trim(text, { start: equals + 1, end });
  const key = text.slice(start, equals).trim();
  if (key === "" || isOpen(key)) return { open: isOpen(key) };
  const raw = text.slice(value.start, value.end);
  // Two unknown parts side by side: the second may begin with a separator.
  return { entry: { key, value: decoded(raw), start, end, valueStart: value.start }, open: raw.includes("}{") };
}

/** `Key=value;Key={va;lue}`; a closing brace inside braces is doubled. */
function odbcString(text: string): ConnectionString {
  const entries: ConnectionEntry[] = [];
  let open = false;
  for (const span of split(text, ";", { start: 0, end: text.length })) {
    const found = entry(text, span);
    open ||= found.open;
    if (!found.entry) continue;
    const raw = text.slice(found.entry.valueStart, found.entry.end);
    const quoted = /^\{([^]*)\}$/.exec(raw)?.[1];
    entries.push({ ...found.entry, value: quoted?.replaceAll("}}", "}") ?? raw });
  }
  const host = entries.find(({ key }) => /^(?:host|server)$/i.test(key))?.value;
  return { entries, ...(host === undefined ? {} : { host }), open };
}

/** `host=localhost dbname='my db'`; spaces may stand around `=`, and a backslash escapes. */
function keywordString(text: string): ConnectionString {
  const entries: ConnectionEntry[] = [];
  const pattern = /([A-Za-z_]\w*)\s*=\s*('(?:[^'\\]|\\.)*'|(?:\{[^{}]*\}|\\.|[^\s\\])*)/gs;
  for (const match of text.matchAll(pattern)) {
    const [whole, key = "", raw = ""] = match;
    const end = match.index + whole.length;
    const content = raw.startsWith("'") ? raw.slice(1, -1) : raw;
    entries.push({
      key,
      value: content.replace(/\\(.)/gs, "$1"),
      start: match.index,
      end,
      valueStart: end - raw.length,
    });
  }
  const host = entries.find(({ key }) => key === "host")?.value;
  const open = hole.test(text.replace(pattern, "")) || entries.some(({ value }) => value.includes("}{"));
  return { entries, ...(host === undefined ? {} : { host }), open };
}

/** Parts between separators; what stands in braces is never divided. Empty parts are left out. */
function split(text: string, separator: string, { start, end }: Span): Span[] {
  const spans: Span[] = [];
  for (let from = start; from < end;) {
    const to = find(text, separator, from, end);
    if (text.slice(from, to).trim() !== "") spans.push({ start: from, end: to });
    from = to + 1;
  }
  return spans;
}

/** Offset of a character outside braces; `end` when there is none. */
function find(text: string, character: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (text[at] === character) return at;
    if (text[at] === "{") at = closing(text, at, end);
  }
  return end;
}

function lastIndex(text: string, character: string, { start, end }: Span): number {
  let last = -1;
  for (let at = find(text, character, start, end); at < end; at = find(text, character, at + 1, end)) last = at;
  return last;
}

/** Offset of the brace that closes the one at `open`, or `open` itself when nothing does. A doubled brace counts twice. */
function closing(text: string, open: number, end: number): number {
  let depth = 0;
  for (let at = open; at < end; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) {
      // `}}` inside ODBC quotes is a brace of the value, not the end of it.
      if (text[at + 1] !== "}") return at;
      at++;
      depth = 1;
    }
  }
  return open;
}

function trim(text: string, { start, end }: Span): Span {
  const part = text.slice(start, end);
  return { start: start + part.length - part.trimStart().length, end: start + part.trimEnd().length };
}

/** Percent-encoding that cannot be decoded stays as it is. */
function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}
