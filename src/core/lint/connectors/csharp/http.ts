import type { AuthKind, SiteOptions } from "../../sites.ts";
import { isDatabricksUrl } from "../databricksUrl.ts";
import type { ConnectorFacts, UserAgentOption } from "../facts.ts";

const common = {
  connector: "rest",
  language: "csharp",
  what: "request",
  ignoreCase: true,
  auth: httpAuth,
} satisfies Partial<ConnectorFacts>;

/** Every spelling of a header in a collection of headers: `UserAgent.ParseAdd("…")`, `Add("User-Agent", "…")`. */
function userAgentIn(headers: string): UserAgentOption[] {
  return ["User-Agent", "UserAgent.ParseAdd", "UserAgent.TryParseAdd", "UserAgent.Add", "UserAgent"].map((name) => ({
    name: `${headers}.${name}`,
  }));
}

/** A client, and what gives out clients that were set up elsewhere: `factory.CreateClient("databricks").GetAsync(url)`. */
const clients = [":HttpClient", ":IHttpClientFactory"];

/** Requests of an `HttpClient`, whose headers each of them carries. */
const clientRequest: ConnectorFacts = {
  ...common,
  id: "rest/csharp-client",
  triggers: ["HttpClient"],
  entries: [
    "GetAsync",
    "GetStringAsync",
    "GetStreamAsync",
    "GetByteArrayAsync",
    "GetFromJsonAsync",
    "PostAsync",
    "PostAsJsonAsync",
    "PutAsync",
    "PutAsJsonAsync",
    "PatchAsync",
    "DeleteAsync",
  ].flatMap((method) => clients.map((origin) => ({ origin, method }))),
  options: [
    { from: "made", names: ["handler"] },
    { from: "receiver" },
    { from: "positional", names: ["url"] },
    { from: "named" },
  ],
  when: isToDatabricks,
  userAgent: {
    elsewhere: passesHandler,
    options: userAgentIn("DefaultRequestHeaders"),
    // The client is made elsewhere, and one that serves many requests must be told once.
    insert: [],
  },
};

/** A message with headers of its own, beside those of the client that sends it. */
const message: ConnectorFacts = {
  ...common,
  id: "rest/csharp-message",
  triggers: ["HttpRequestMessage"],
  entries: ["SendAsync", "Send"].flatMap((method) => clients.map((origin) => ({ origin, method }))),
  options: [
    { from: "made", names: ["handler"] },
    { from: "receiver" },
    { from: "argument", index: 0, names: ["method", "url"] },
  ],
  when: isToDatabricks,
  userAgent: {
    elsewhere: passesHandler,
    options: [...userAgentIn("Headers"), ...userAgentIn("DefaultRequestHeaders")],
    insert: [{ kind: "statement", of: 0, text: "$object.Headers.UserAgent.ParseAdd($);" }],
  },
};

const oldClients: readonly ConnectorFacts[] = [
  {
    ...common,
    id: "rest/csharp-webrequest",
    triggers: ["WebRequest"],
    entries: [
      { origin: ":WebRequest.Create" },
      { origin: ":HttpWebRequest.Create" },
      { origin: ":WebRequest.CreateHttp" },
    ],
    options: [{ from: "positional", names: ["url"] }, { from: "result" }],
    when: isToDatabricks,
    userAgent: {
      options: [{ name: "UserAgent" }, { name: "Headers.User-Agent" }],
      // Only an `HttpWebRequest` has the property, and the variable may be declared as less.
      insert: [],
    },
  },
  {
    ...common,
    id: "rest/csharp-webclient",
    triggers: ["WebClient"],
    entries: ["DownloadString", "DownloadData", "UploadString", "UploadValues", "UploadData", "DownloadFile"]
      .flatMap((method) => [method, `${method}TaskAsync`])
      .map((method) => ({ origin: ":WebClient", method })),
    options: [{ from: "receiver" }, { from: "positional", names: ["url"] }],
    when: isToDatabricks,
    userAgent: {
      options: [{ name: "Headers.User-Agent" }],
      insert: [],
    },
  },
];

/**
 * `Microsoft.Azure.Databricks.Client` makes the `HttpClient` by itself; a User-Agent goes in through `httpClientConfig` only.
 * Source: Azure/azure-databricks-client, `csharp/Microsoft.Azure.Databricks.Client/DatabricksClient.cs`.
 */
const databricksClient: ConnectorFacts = {
  ...common,
  id: "rest/azure-databricks-client",
  what: "construct",
  triggers: ["DatabricksClient"],
  entries: [{ origin: ":DatabricksClient.CreateClient" }],
  options: [{ from: "positional", names: ["url", "token", "timeoutSeconds", "httpClientConfig"] }, { from: "named" }],
  // Other overloads take more, and what a function does to the client is not seen.
  when: (options) =>
    !options.has("httpClientConfig") &&
    options.names.every((name) => /^(?:url|baseUrl|token|timeoutSeconds|httpClientConfig)$/.test(name)),
  userAgent: { options: [], insert: [] },
  auth: () => "dynamic",
};

export const csharpHttp: readonly ConnectorFacts[] = [clientRequest, message, ...oldClients, databricksClient];

/** Handlers of .NET itself, which add no header. */
const plainHandlers: ReadonlySet<string | undefined> = new Set([
  ":HttpClientHandler",
  ":SocketsHttpHandler",
  ":WinHttpHandler",
]);

/** Whether the client was made with a handler that may add headers to what passes it. */
function passesHandler(options: SiteOptions): boolean {
  const given = options.get("handler");
  return given !== undefined && given.kind !== "null" && !plainHandlers.has(given.made);
}

function isToDatabricks(options: SiteOptions): boolean {
  const [base, url] = [
    options.get("BaseAddress")?.text ?? "",
    (options.get("url") ?? options.get("RequestUri"))?.text ?? "",
  ];
  return isDatabricksUrl(
    /^(?:https?:|\{)/.test(url) ? url : base.replace(/\/$/, "") + (base && !url.startsWith("/") ? "/" : "") + url,
  );
}

/** A bearer token may be of any kind. */
function httpAuth(options: SiteOptions): AuthKind {
  return ["Headers.Authorization", "DefaultRequestHeaders.Authorization"].some((name) => options.has(name))
    ? "dynamic"
    : "unknown";
}
