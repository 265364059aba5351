import type { AuthKind, SiteOptions } from "../../sites.ts";
import { isDatabricksUrl } from "../databricksUrl.ts";
import type { ConnectorFacts } from "../facts.ts";
import { oncePerText } from "../../oncePerText.ts";

const common = {
  connector: "rest",
  language: "go",
  what: "request",
  ignoreCase: true,
  when: isToDatabricks,
  auth: httpAuth,
} satisfies Partial<ConnectorFacts>;

/** A request with headers of its own, which follow after it is made. */
const request: ConnectorFacts = {
  ...common,
  id: "rest/go-request",
  triggers: ["net/http"],
  entries: [{ origin: "net/http.NewRequest" }],
  options: [{ from: "positional", names: ["method", "url", "body"] }, { from: "result" }],
  userAgent: {
    options: [{ name: "Header.User-Agent" }],
    insert: [{ kind: "statement", of: "result", text: '$object.Header.Set("User-Agent", $)' }],
  },
};

const requestInContext: ConnectorFacts = {
  ...request,
  id: "rest/go-request-context",
  entries: [{ origin: "net/http.NewRequestWithContext" }],
  options: [{ from: "positional", names: ["", "method", "url", "body"] }, { from: "result" }],
};

const verbs = ["Get", "Head", "Post", "PostForm"];

/** Requests that take no headers: what they send is Go's own User-Agent. */
const bareRequest: ConnectorFacts = {
  ...common,
  id: "rest/go-bare",
  triggers: ["net/http"],
  entries: [
    ...verbs.map((name) => ({ origin: `net/http.${name}` })),
    ...verbs.map((name) => ({ origin: `net/http.DefaultClient.${name}` })),
  ],
  options: [{ from: "positional", names: ["url"] }],
  userAgent: { options: [], insert: [] },
};

/** The same through a client of one's own, whose transport may add headers. */
const clientRequest: ConnectorFacts = {
  ...bareRequest,
  id: "rest/go-client",
  entries: verbs.map((method) => ({ origin: "net/http.Client", method })),
  options: [{ from: "receiver" }, { from: "positional", names: ["url"] }],
  when: (options, text) => !options.has("Transport") && !options.open && isToDatabricks(options, text),
};

const resty = ["github.com/go-resty/resty", "gopkg.in/resty", "resty.dev"];

/** `client.R().SetHeader(…).Get(url)`: headers of the client and of the request. */
const restyRequest: ConnectorFacts = {
  ...common,
  id: "rest/resty",
  triggers: ["resty"],
  entries: resty.flatMap((origin) =>
    ["Get", "Post", "Put", "Patch", "Delete", "Head"].map((method) => ({ origin: `${origin}.New`, method })),
  ),
  options: [{ from: "receiver" }, { from: "positional", names: ["url"] }],
  when(options) {
    const [base, url] = [options.get("SetBaseURL")?.text ?? "", options.get("url")?.text ?? ""];
    return isDatabricksUrl(/^(?:https?:|\{)/.test(url) ? url : base + url);
  },
  userAgent: {
    options: [{ name: "User-Agent" }],
    insert: [{ kind: "chain", text: '.SetHeader("User-Agent", $)' }],
  },
};

export const goHttp: readonly ConnectorFacts[] = [request, requestInContext, bareRequest, clientRequest, restyRequest];

/** A transport of the file may add the header to all that passes it. */
const hasTransport = oncePerText((text) => /\)\s*RoundTrip\([^]*User-Agent/i.test(text));

/** Tests start a server of their own, and ask it for its address: `server.URL`. */
const hasTestServer = oncePerText((text) => text.includes('"net/http/httptest"'));

function isToDatabricks(options: SiteOptions, text: string): boolean {
  if (hasTransport(text)) return false;
  const url = options.get("url")?.text ?? "";
  return isDatabricksUrl(url) && !(/^\{[\w.]+\.URL\}/.test(url) && hasTestServer(text));
}

/** A bearer token may be of any kind. */
function httpAuth(options: SiteOptions): AuthKind {
  const header = options.get("Header.Authorization") ?? options.get("Authorization");
  if (header?.text !== undefined && /^bearer dapi/i.test(header.text)) return "pat";
  return header || options.has("SetBasicAuth") || options.has("SetAuthToken") ? "dynamic" : "unknown";
}
