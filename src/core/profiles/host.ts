import { PwafError } from "../base/errors.ts";

/** What a pasted text says about a workspace. Never holds the secret that may have been in it. */
export interface PastedHost {
  /** Origin, such as `https://adb-1.2.azuredatabricks.net`; no path, no trailing slash. */
  readonly host: string;
  readonly warehouseId?: string;
  /** From `?o=`, `?w=` or `/o/<id>/`. */
  readonly workspaceId?: string;
  /** From `?account_id=` of the account console. */
  readonly accountId?: string;
}

const examples = "Paste the address of the workspace, such as https://adb-1234567890123456.7.azuredatabricks.net.";

/**
 * Finds workspace and warehouse in whatever people paste: a bare host, the address of a page, a JDBC URL, an ODBC
 * connection string, a SQLAlchemy, Go, ADBC or Spark Connect URL, or a line of a `.env` file, of code or of a shell.
 * @throws PwafError `config` that says what is wrong with the text, without repeating it: it may hold a secret.
 */
export function parseHost(pasted: string): PastedHost {
  const text = bare(pasted);
  if (text === "") throw new PwafError("config", "There is no address.", { hint: examples });
  if (/^\/?sql\//i.test(text)) {
    throw new PwafError("config", "This is the HTTP path of a warehouse, without the workspace it belongs to.", {
      hint: `${examples} The path is asked for later.`,
    });
  }
  const jdbc = /^jdbc:(?:databricks|spark|hive2):\/\/([^/;?]*)[^;?]*[;?]?(.*)$/is.exec(text);
  if (jdbc) return fromProperties(jdbc[1] ?? "", properties(jdbc[2] ?? "", /[;&]/));
  if (/^[\w .-]+=[^;]*(?:;|$)/.test(text) && /(?:^|;)\s*(?:host|server|hostname)\s*=/i.test(text)) {
    const found = properties(text, /;/);
    return fromProperties(found.get("host") ?? found.get("hostname") ?? found.get("server") ?? "", found);
  }
  const inLine = addressIn(text);
  return inLine === undefined ? fromUrl(text) : { ...ids(warehouseIn(text)), ...fromUrl(inLine) };
}

/** A warehouse id from an id, an HTTP path, or the address of the warehouse's page; undefined when there is none in it. */
export function parseWarehouse(pasted: string): string | undefined {
  const text = bare(pasted);
  if (/^[\da-z]{6,64}$/i.test(text)) return text;
  return warehouseIn(text);
}

/** True for the account console and the common login page, which are no workspaces. */
export function isAccountHost(host: string): boolean {
  return /^https?:\/\/(?:accounts(?:-dod)?|login)\.(?:[\w-]+\.)*(?:databricks\.(?:com|us)|azuredatabricks\.net|databricks\.azure\.(?:us|cn))(?::\d+)?$/i.test(
    host,
  );
}

/** True for an address that cannot leave this machine, where plain http is harmless. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|::1)$/i.test(hostname);
}

/**
 * The address in a line of a configuration file, of code or of a shell, such as `host: "a.b.com",`; undefined for a text
 * that is one word.
 */
function addressIn(line: string): string | undefined {
  if (!/[\s"'`]/.test(line)) return undefined;
  const named = /(?:--host\s+|(?:host|host_?name|workspace_?url)["'`]?\s*[:=]\s*)["'`]?([^\s"'`,;]+)/i.exec(line)?.[1];
  return named ?? /https?:\/\/[^\s"'`,;]+/i.exec(line)?.[0];
}

/** `https://` is what an address without a scheme means. */
function fromUrl(url: string): PastedHost {
  const text = url.replace(/^adbc:/i, "");
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase() ?? "";
  if (!/^(?:https?|databricks(?:\+\w+)?|sc)?$/.test(scheme)) {
    throw new PwafError("config", `Addresses of the form ${scheme}:// do not name a workspace.`, { hint: examples });
  }
  const rest = scheme === "" ? text : text.slice(scheme.length + 3);
  // `//` in front of the first slash would be read as a host by URL; user and password are dropped here.
  const [, authority = "", path = ""] = /^([^/?#;]*)(.*)$/s.exec(rest.replace(/^\/+/, "")) ?? [];
  const found = properties(/[?;]([^#]*)/.exec(path)?.[1] ?? "", /[&;]/);
  const host = originOf(scheme === "http" ? "http" : "https", authority);
  const warehouseId = warehouseIn(path) ?? warehouseIn(found.get("http_path") ?? "");
  return { host, ...ids(warehouseId, workspaceIn(path), found.get("account_id")) };
}

function fromProperties(authority: string, found: ReadonlyMap<string, string>): PastedHost {
  const port = found.get("port");
  const address = port !== undefined && !/:\d+$/.test(authority) ? `${authority}:${port}` : authority;
  // `SSL=0` is how these drivers are told to speak plain http.
  const host = originOf(found.get("ssl") === "0" ? "http" : "https", address.replace(/^https?:\/\//i, ""));
  const path = found.get("httppath") ?? found.get("http_path") ?? "";
  return { host, ...ids(warehouseIn(path), workspaceIn(path)) };
}

function ids(warehouseId?: string, workspaceId?: string, accountId?: string): Omit<PastedHost, "host"> {
  return {
    ...(warehouseId === undefined ? {} : { warehouseId }),
    ...(workspaceId === undefined ? {} : { workspaceId }),
    ...(accountId === undefined || !/^[\da-f-]{36}$/i.test(accountId) ? {} : { accountId }),
  };
}

function originOf(scheme: "http" | "https", authority: string): string {
  const name = authority.slice(authority.lastIndexOf("@") + 1);
  const url = URL.canParse(`${scheme}://${name}`) ? new URL(`${scheme}://${name}`) : undefined;
  if (!url || name === "" || !isHostname(url.hostname)) {
    throw new PwafError("config", "This does not contain the host name of a workspace.", { hint: examples });
  }
  if (scheme === "http" && !isLoopback(url.hostname)) {
    throw new PwafError("config", `http://${url.host} is not encrypted: a token sent there could be read on the way.`, {
      hint: "Use https. Plain http is accepted for localhost only.",
    });
  }
  return url.origin;
}

/** One label alone is a typo or a path segment, except for this machine. */
function isHostname(name: string): boolean {
  if (isLoopback(name)) return true;
  return name.includes(".") && name.split(".").every((label) => /^[a-z\d](?:[a-z\d-]*[a-z\d])?$/i.test(label));
}

function warehouseIn(text: string): string | undefined {
  return /(?:^|\/)sql\/(?:\d+\.\d+\/)?(?:warehouses|endpoints)\/([\da-z]+)/i.exec(decode(text))?.[1];
}

function workspaceIn(path: string): string | undefined {
  return /[?&;][ow]=(\d+)/.exec(path)?.[1] ?? /\/o\/(\d+)(?:\/|$)/.exec(path)?.[1];
}

/** `key=value` pairs; keys in lower case, because JDBC and ODBC do not care. */
function properties(text: string, separator: RegExp): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of text.split(separator)) {
    const equals = part.indexOf("=");
    if (equals > 0) found.set(part.slice(0, equals).trim().toLowerCase(), decode(part.slice(equals + 1).trim()));
  }
  return found;
}

/** Without spaces, quotes and the variable name of a `.env` line around it. */
function bare(pasted: string): string {
  const text = pasted.trim().replace(/^(?:export\s+)?DATABRICKS_\w+\s*=\s*/, "");
  return text.replace(/^(["'`<])(.*)["'`>]$/s, "$2").trim();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
