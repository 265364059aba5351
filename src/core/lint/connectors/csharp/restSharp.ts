import type { SiteOptions } from "../../sites.ts";
import { isDatabricksUrl } from "../databricksUrl.ts";
import type { ConnectorFacts, UserAgentOption } from "../facts.ts";
import { oncePerText } from "../../oncePerText.ts";

const common = {
  connector: "rest",
  language: "csharp",
  ignoreCase: true,
  triggers: ["RestClient"],
  auth: (options) => (options.has("Authorization") || options.has("Authenticator") ? "dynamic" : "unknown"),
} satisfies Partial<ConnectorFacts>;

const client = ":RestClient";

/** The client's own property, that of its options, and the header under its name. */
const clientUserAgent: UserAgentOption[] = ["UserAgent", "Options.UserAgent", "User-Agent"].map((name) => ({ name }));

/**
 * RestSharp: `new RestClient(url)` or `new RestClient(new RestClientOptions(url) { UserAgent = "…" })`. The client is the place to tag.
 * Source: restsharp/RestSharp, `docs/docs/usage/client.md` (`AddDefaultHeader`, `UserAgent` of `RestClientOptions`).
 */
const restClient: ConnectorFacts = {
  ...common,
  id: "rest/restsharp-client",
  what: "construct",
  entries: [{ origin: client }],
  options: [
    { from: "positional", names: ["url"] },
    { from: "argument", index: 0, names: ["BaseUrl"] },
    { from: "named" },
    { from: "result", onlyUsed: true },
  ],
  when: (options) => isDatabricksUrl(base(options) ?? ""),
  userAgent: {
    options: clientUserAgent,
    // Requests may carry the header themselves.
    elsewhere: (_options, text) => setsHeader(text),
    insert: [],
  },
};

/** A request whose own address says that it is for Databricks: that of its client is not seen. */
const restRequest: ConnectorFacts = {
  ...common,
  id: "rest/restsharp-request",
  what: "request",
  entries: ["", "Get", "Post", "Put", "Patch", "Delete"]
    .flatMap((verb) => [`Execute${verb}`, `Execute${verb}Async`, ...(verb ? [verb, `${verb}Async`] : [])])
    .map((method) => ({ origin: client, method })),
  options: [
    { from: "made", names: ["url"] },
    { from: "receiver" },
    { from: "argument", index: 0, names: ["resource"] },
  ],
  // A client that was made of options has its address there, and was looked at itself.
  when: (options) =>
    options.get("url")?.kind !== "object" && !isDatabricksUrl(base(options) ?? "") && isDatabricksUrl(address(options)),
  userAgent: { options: clientUserAgent, insert: [] },
};

export const csharpRestSharp: readonly ConnectorFacts[] = [restClient, restRequest];

const setsHeader = oncePerText((text) => /\.Add(?:OrUpdate)?Headers?\([^;]*"User-Agent"/i.test(text));

function base(options: SiteOptions): string | undefined {
  return (options.get("BaseUrl") ?? options.get("url"))?.text;
}

function address(options: SiteOptions): string {
  const resource = options.get("resource")?.text ?? "";
  return /^(?:https?:|\{)/.test(resource) ? resource : `${base(options) ?? "{host}"}/${resource.replace(/^\//, "")}`;
}
