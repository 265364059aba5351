import type { SiteOptions } from "../../sites.ts";
import type { ConnectorEntry, ConnectorFacts } from "../facts.ts";
import { isDatabricksUrl } from "../databricksUrl.ts";
import { httpAuth } from "./auth.ts";

const verbs = ["get", "post", "put", "patch", "delete", "head", "options"];

/** Verbs of axios that hand over a body before their options. */
const bodyVerbs = ["post", "put", "patch"];
const plainVerbs = verbs.filter((verb) => !bodyVerbs.includes(verb));

const common = {
  connector: "rest",
  language: "javascript",
  what: "request",
  ignoreCase: true,
  userAgent: {
    options: [{ name: "headers.User-Agent" }],
    insert: [{ kind: "nested", option: "headers", name: "User-Agent" }],
  },
  auth: httpAuth,
  when: isToDatabricks,
} satisfies Partial<ConnectorFacts>;

const urlThenOptions: ConnectorFacts["options"] = [
  { from: "positional", names: ["url"] },
  { from: "argument", index: 1 },
];

/** `fetch(url, init)` of the platform and of the packages that stand in for it. */
const fetches: ConnectorFacts = {
  ...common,
  id: "rest/fetch",
  triggers: ["fetch", "Request("],
  entries: [
    ...[":fetch", ":globalThis.fetch", ":window.fetch", ":self.fetch", ":Request", ":$fetch"],
    ...[
      "undici.fetch",
      "undici.Request",
      "node-fetch",
      "node-fetch.Request",
      "node-fetch-native",
      "node-fetch-native.fetch",
    ],
    ...[
      "cross-fetch",
      "cross-fetch.fetch",
      "isomorphic-fetch",
      "isomorphic-unfetch",
      "make-fetch-happen",
      "minipass-fetch",
    ],
    ...["ofetch.ofetch", "ofetch.$fetch", "electron.net.fetch"],
  ].map((origin) => ({ origin })),
  options: urlThenOptions,
};

/** Clients with the same shape as `fetch`: `got(url, options)`, `ky.post(url, options)`, `request(url, options)` of undici. */
const urlClients = [
  "got",
  "got.got",
  "ky",
  "ky.ky",
  "ky-universal",
  "request",
  "request-promise",
  "request-promise-native",
];

/** Settings of a client that may set headers where the analysis does not look. */
const hooks = ["hooks", "interceptors.request.use", "transformRequest", "adapter", "beforeRequest"].map((name) => ({
  name,
}));

const getterLike: ConnectorFacts = {
  ...common,
  id: "rest/url-client",
  triggers: ["got", "ky", "request", "undici", "needle"],
  entries: [
    ...origins(urlClients.flatMap((client) => [client, ...verbs.map((verb) => `${client}.${verb}`)])),
    ...origins(["undici.request", "undici.stream", "got.stream"]),
    ...origins([...plainVerbs.map((verb) => `needle.${verb}`)]),
  ],
  options: urlThenOptions,
  userAgent: { ...common.userAgent, options: [...common.userAgent.options, ...hooks] },
};

/** `request({ url, headers })`, `got({ url })`: everything in one object. */
const oneObject: ConnectorFacts = {
  ...getterLike,
  id: "rest/request-object",
  triggers: ["got", "request", "axios"],
  entries: [
    ...origins(["got", "got.got", "request", "request-promise", "request-promise-native"]),
    ...origins(
      ["request", "request-promise", "request-promise-native"].flatMap((name) =>
        verbs.map((verb) => `${name}.${verb}`),
      ),
    ),
    ...origins(["axios", "axios.request", "axios.default"]),
    { origin: "@nestjs/axios.HttpService", method: "request" },
  ],
  options: [{ from: "argument", index: 0 }],
  when: (options) => reaches(address(options)) || reaches(options.get("uri")?.text),
};

const httpService = "@nestjs/axios.HttpService";

/** `axios.get(url, config)`, also as NestJS injects it. */
const axiosVerbs: ConnectorFacts = {
  ...getterLike,
  id: "rest/axios",
  triggers: ["axios"],
  entries: [
    ...origins(["axios", ...plainVerbs.map((verb) => `axios.${verb}`)]),
    ...methods([httpService], plainVerbs),
    ...methods([httpService], plainVerbs, "axiosRef"),
  ],
};

/** `axios.post(url, data, config)` */
const axiosBodyVerbs: ConnectorFacts = {
  ...axiosVerbs,
  id: "rest/axios-body",
  triggers: ["axios", "needle"],
  entries: [
    ...origins([...bodyVerbs.map((verb) => `axios.${verb}`), ...bodyVerbs.map((verb) => `needle.${verb}`)]),
    ...methods([httpService], bodyVerbs),
    ...methods([httpService], bodyVerbs, "axiosRef"),
  ],
  options: [
    { from: "positional", names: ["url"] },
    { from: "argument", index: 2 },
  ],
};

/** What makes a client for many requests, with its address and headers given once. */
const factories = ["axios.create", "axios.Axios", "got.extend", "got.got.extend", "ky.create", "ky.extend"];

const instanceHeaders = [
  "headers",
  "headers.common",
  "defaults.headers",
  "defaults.headers.common",
  "defaults.options.headers",
].map((path) => ({ name: `${path}.User-Agent` }));

/** `axios.create({ baseURL, headers })`: its requests name paths only, so the client is the place to tag. */
const clients: ConnectorFacts = {
  ...common,
  id: "rest/client",
  what: "construct",
  triggers: ["axios", "got", "ky"],
  entries: origins(factories),
  options: [{ from: "argument", index: 0 }, { from: "result" }],
  when: (options) => isDatabricksUrl(base(options) ?? ""),
  userAgent: { ...common.userAgent, options: [...instanceHeaders, ...hooks] },
};

/** A request of such a client, where the address is in the request: that of the client is looked at above. */
const clientVerbs: ConnectorFacts = {
  ...common,
  id: "rest/client-request",
  triggers: ["axios", "got", "ky"],
  entries: methods(factories, plainVerbs),
  options: [{ from: "receiver" }, ...urlThenOptions],
  when: isOfNoOtherHost,
  userAgent: { ...common.userAgent, options: [...instanceHeaders, ...hooks] },
};

const clientBodyVerbs: ConnectorFacts = {
  ...clientVerbs,
  id: "rest/client-request-body",
  triggers: ["axios"],
  entries: methods(["axios.create", "axios.Axios"], bodyVerbs),
  options: [{ from: "receiver" }, { from: "positional", names: ["url"] }, { from: "argument", index: 2 }],
};

/** `request(url, options)` of Node itself. */
const nodeRequest: ConnectorFacts = {
  ...common,
  id: "rest/node",
  triggers: ["http"],
  entries: origins(["https", "node:https", "http", "node:http"].flatMap((name) => [`${name}.request`, `${name}.get`])),
  options: urlThenOptions,
  // The request object takes headers as well, until its body is sent.
  userAgent: { ...common.userAgent, options: [...common.userAgent.options, { name: "User-Agent" }] },
};

/** `request({ hostname, path, headers })` of Node itself. */
const nodeRequestObject: ConnectorFacts = {
  ...nodeRequest,
  id: "rest/node-object",
  options: [{ from: "argument", index: 0 }, { from: "result" }],
  when(options) {
    const host = (options.get("hostname") ?? options.get("host"))?.text;
    const path = options.get("path")?.text;
    if (host !== undefined) return isDatabricksUrl(host + (path ?? ""));
    return options.has("hostname") || options.has("host") ? isDatabricksUrl(`{host}${path ?? ""}`) : false;
  },
};

/** `superagent.get(url).set("User-Agent", …)` */
const superagent: ConnectorFacts = {
  ...common,
  id: "rest/superagent",
  triggers: ["superagent"],
  entries: origins(["superagent", ...[...verbs, "del"].map((verb) => `superagent.${verb}`)]),
  options: [{ from: "positional", names: ["url"] }, { from: "result" }],
  userAgent: {
    options: [{ name: "User-Agent" }, { name: "set.User-Agent" }, { name: "use" }],
    insert: [],
  },
};

export const javascriptHttp: readonly ConnectorFacts[] = [
  fetches,
  getterLike,
  oneObject,
  axiosVerbs,
  axiosBodyVerbs,
  clients,
  clientVerbs,
  clientBodyVerbs,
  nodeRequest,
  nodeRequestObject,
  superagent,
];

function origins(paths: readonly string[]): ConnectorEntry[] {
  return paths.map((origin) => ({ origin }));
}

function methods(classes: readonly string[], names: readonly string[], via?: string): ConnectorEntry[] {
  return classes.flatMap((origin) =>
    names.map((method) => ({ origin, method, ...(via === undefined ? {} : { via }) })),
  );
}

function isToDatabricks(options: SiteOptions): boolean {
  return reaches(address(options));
}

/** A path alone goes to the server that the page came from: an own backend. */
function reaches(url: string | undefined): boolean {
  return url !== undefined && !url.startsWith("/") && isDatabricksUrl(url);
}

/** What the client's options call the host of all its requests. */
function base(options: SiteOptions): string | undefined {
  return (options.get("baseURL") ?? options.get("prefixUrl") ?? options.get("prefix"))?.text;
}

/** The address of a request, with a host that is given apart before it. */
function address(options: SiteOptions): string | undefined {
  const url = options.get("url")?.text;
  if (url === undefined || /^[a-z]+:\/\//i.test(url)) return url;
  const host = ["baseURL", "prefixUrl", "prefix", "origin"]
    .map((name) => options.get(name))
    .find((option) => option !== undefined);
  if (!host || host.kind === "null") return url;
  return `${host.text ?? "{host}"}/${url}`.replace(/([^:/])\/{2,}/, "$1/");
}

/** A whole URL of Databricks, or one of its paths on a client whose host is not written out. */
function isOfNoOtherHost(options: SiteOptions): boolean {
  return !isDatabricksUrl(base(options) ?? "") && isToDatabricks(options);
}
