import type { SiteOptions } from "../../sites.ts";
import type { ConnectorEntry, ConnectorFacts } from "../facts.ts";
import { oncePerText } from "../../oncePerText.ts";
import { isDatabricksUrl } from "../databricksUrl.ts";
import { httpAuth } from "./auth.ts";

const verbs = ["get", "post", "put", "patch", "delete", "head", "options"];

const headers: ConnectorFacts["userAgent"] = {
  options: [{ name: "headers.User-Agent" }],
  insert: [{ kind: "nested", option: "headers", name: "User-Agent" }],
};

const common = {
  connector: "rest",
  language: "python",
  ignoreCase: true,
  userAgent: headers,
  auth: httpAuth,
} satisfies Partial<ConnectorFacts>;

/** Functions that send one request: `requests.get(url)`, `httpx.post(url)`. */
const functions: ConnectorFacts = {
  ...common,
  id: "rest/python-function",
  what: "request",
  triggers: ["requests", "httpx"],
  entries: ["requests", "requests.api", "httpx"].flatMap((module) =>
    verbs.map((verb) => ({ origin: `${module}.${verb}` })),
  ),
  address: 0,
  options: [{ from: "positional", names: ["url"] }, { from: "named" }],
  when: isToDatabricks,
};

/** The same with the method first: `requests.request("GET", url)`. */
const namedMethods: ConnectorFacts = {
  ...common,
  id: "rest/python-request",
  what: "request",
  triggers: ["requests", "httpx", "aiohttp", "urllib3"],
  entries: [
    { origin: "requests.request" },
    { origin: "requests.api.request" },
    { origin: "requests.Request" },
    { origin: "httpx.request" },
    { origin: "httpx.stream" },
    { origin: "httpx.Request" },
    { origin: "aiohttp.request" },
    { origin: "urllib3.request" },
  ],
  address: 1,
  options: [{ from: "positional", names: ["method", "url"] }, { from: "named" }],
  when: isToDatabricks,
};

/** Objects that send many requests, and whose headers each of them carries. */
const sessions = [
  "requests.Session",
  "requests.session",
  "requests.sessions.Session",
  "httpx.Client",
  "httpx.AsyncClient",
  "aiohttp.ClientSession",
];

/** One request of a session. Headers of the call are added to those of the session. */
const sessionRequests: ConnectorFacts = {
  ...common,
  id: "rest/python-session",
  what: "request",
  triggers: ["requests", "httpx", "aiohttp"],
  entries: methods(sessions, verbs),
  address: 0,
  options: [{ from: "receiver" }, { from: "positional", names: ["url"] }, { from: "named" }],
  when: isToDatabricks,
};

const sessionNamedMethods: ConnectorFacts = {
  ...common,
  id: "rest/python-session-request",
  what: "request",
  triggers: ["requests", "httpx", "aiohttp", "urllib3"],
  entries: methods([...sessions, "urllib3.PoolManager"], ["request", "stream"]),
  address: 1,
  options: [{ from: "receiver" }, { from: "positional", names: ["method", "url"] }, { from: "named" }],
  when: isToDatabricks,
};

/** A client for one address: `httpx.Client(base_url="https://…")`. Its requests name paths only. */
const clientsOfOneHost: ConnectorFacts = {
  ...common,
  id: "rest/python-client",
  what: "construct",
  triggers: ["httpx", "aiohttp"],
  entries: [{ origin: "httpx.Client" }, { origin: "httpx.AsyncClient" }, { origin: "aiohttp.ClientSession" }],
  options: [{ from: "positional", names: ["base_url"] }, { from: "named" }, { from: "result" }],
  when: (options) => isDatabricksUrl(options.get("base_url")?.text ?? ""),
  // Its requests may each bring the header, and are not looked at one by one.
  userAgent: { ...headers, elsewhere: (_options, text) => bringsHeader(text) },
};

const bringsHeader = oncePerText((text) => /["']user-agent["']/i.test(text));

/** `urllib.request.Request(url)`, whose headers may follow by `add_header`. */
const urllibRequest: ConnectorFacts = {
  ...common,
  id: "rest/urllib",
  what: "request",
  triggers: ["urllib"],
  entries: [{ origin: "urllib.request.Request" }],
  options: [{ from: "positional", names: ["url", "data", "headers"] }, { from: "named" }, { from: "result" }],
  when: isToDatabricks,
  userAgent: {
    options: [{ name: "headers.User-Agent" }, { name: "User-Agent" }],
    insert: [{ kind: "nested", option: "headers", name: "User-Agent" }],
  },
};

/** `urlopen(url)` without a request object takes no headers at all. */
const urlopen: ConnectorFacts = {
  ...common,
  id: "rest/urlopen",
  what: "request",
  triggers: ["urllib"],
  entries: [{ origin: "urllib.request.urlopen" }],
  options: [{ from: "positional", names: ["url"] }, { from: "named" }],
  when: isToDatabricks,
  userAgent: { options: [], insert: [] },
};

export const pythonHttp: readonly ConnectorFacts[] = [
  functions,
  namedMethods,
  sessionRequests,
  sessionNamedMethods,
  clientsOfOneHost,
  urllibRequest,
  urlopen,
];

function methods(origins: readonly string[], names: readonly string[]): ConnectorEntry[] {
  return origins.flatMap((origin) => names.map((method) => ({ origin, method })));
}

/** A path alone goes to the address of its client, which is a site of its own. */
function isToDatabricks(options: SiteOptions): boolean {
  const url = options.get("url")?.text ?? "";
  return isDatabricksUrl(url) && !(url.startsWith("/") && options.get("base_url"));
}
