import type { AuthKind, SiteOptions } from "../../sites.ts";
import { isDatabricksUrl } from "../databricksUrl.ts";
import type { ConnectorEntry, ConnectorFacts } from "../facts.ts";

const common = {
  connector: "rest",
  language: "jvm",
  what: "request",
  ignoreCase: true,
  when: isToDatabricks,
  auth: httpAuth,
} satisfies Partial<ConnectorFacts>;

const options: ConnectorFacts["userAgent"]["options"] = [{ name: "User-Agent" }];

/** `HttpURLConnection`, which sends Java's own name and version unless told otherwise. */
const connection: ConnectorFacts = {
  ...common,
  id: "rest/url-connection",
  triggers: ["openConnection"],
  entries: ["URL", "URI.create"].map((name) => ({ origin: `java.net.${name}`, method: "openConnection" })),
  options: [{ from: "made", names: ["url"] }, { from: "result" }],
  userAgent: {
    options,
    insert: [{ kind: "statement", of: "result", text: '$object.setRequestProperty("User-Agent", $);' }],
  },
};

/** `java.net.http`: all of a request is in its builder. */
const request: ConnectorFacts = {
  ...common,
  id: "rest/http-request",
  triggers: ["java.net.http"],
  entries: [{ origin: "java.net.http.HttpRequest.newBuilder" }],
  options: [{ from: "positional", names: ["url"] }, { from: "result" }],
  userAgent: { options, insert: [] },
};

/** OkHttp. An interceptor of the client may add headers, which is why a client with one is not asked. */
const okhttp: ConnectorFacts = {
  ...common,
  id: "rest/okhttp",
  triggers: ["okhttp3"],
  entries: [{ origin: "okhttp3.Request.Builder" }],
  options: [{ from: "result" }],
  userAgent: { options, insert: [] },
};

const verbs = ["Get", "Post", "Put", "Patch", "Delete", "Head"];

/** Apache HttpClient 4 and 5, and its fluent form. */
const apache: ConnectorFacts = {
  ...common,
  id: "rest/apache",
  triggers: ["org.apache.http", "org.apache.hc"],
  entries: verbs.flatMap((verb): ConnectorEntry[] => [
    { origin: `org.apache.http.client.methods.Http${verb}` },
    { origin: `org.apache.hc.client5.http.classic.methods.Http${verb}` },
    { origin: `org.apache.http.client.fluent.Request.${verb}` },
    { origin: `org.apache.hc.client5.http.fluent.Request.${verb.toLowerCase()}` },
  ]),
  options: [{ from: "positional", names: ["url"] }, { from: "result" }],
  userAgent: {
    options: [...options, { name: "userAgent" }],
    insert: [{ kind: "statement", of: "result", text: '$object.setHeader("User-Agent", $);' }],
  },
};

const spring = "org.springframework.web";

/** Spring's `RestTemplate` with headers in an entity. */
const restTemplate: ConnectorFacts = {
  ...common,
  id: "rest/rest-template",
  triggers: [`${spring}.client`],
  entries: [{ origin: `${spring}.client.RestTemplate`, method: "exchange" }],
  options: [
    { from: "positional", names: ["url", "", "entity"] },
    { from: "argument", index: 2 },
  ],
  userAgent: { options, insert: [] },
};

/** Spring's `WebClient` and `RestClient`, where the address is the client's. */
const webClient: ConnectorFacts = {
  ...common,
  id: "rest/web-client",
  triggers: [spring],
  entries: [`${spring}.reactive.function.client.WebClient`, `${spring}.client.RestClient`].flatMap((origin) => [
    { origin: `${origin}.builder` },
    { origin: `${origin}.create` },
  ]),
  options: [{ from: "positional", names: ["url"] }, { from: "result" }],
  userAgent: { options, insert: [] },
};

export const jvmHttp: readonly ConnectorFacts[] = [connection, request, okhttp, apache, restTemplate, webClient];

function isToDatabricks(given: SiteOptions): boolean {
  const url = ["url", "uri", "baseUrl", "setURI"].flatMap((name) => given.get(name)?.text ?? [])[0];
  return isDatabricksUrl(url ?? "");
}

/** A bearer token may be of any kind. */
function httpAuth(given: SiteOptions): AuthKind {
  const header = given.get("Authorization");
  if (header?.text !== undefined && /^bearer dapi/i.test(header.text)) return "pat";
  return header || given.has("setBearerAuth") ? "dynamic" : "unknown";
}
