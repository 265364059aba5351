import { getCACertificates } from "node:tls";

type Dispatcher = NonNullable<RequestInit["dispatcher"]>;
type AgentClass = new (options: { connect: { ca: string[] } }) => Dispatcher;

/**
 * `fetch` that also trusts `NODE_EXTRA_CA_CERTS`. The editor replaces `fetch` in its extension host by one that knows its
 * proxy and the system's certificates but forgets that variable; it does keep the certificates of a dispatcher that is
 * handed over. Source: `createFetchPatch` and `getAgentOptions` in microsoft/vscode-proxy-agent `src/index.ts`.
 * Looks `fetch` up at each call, because the editor may replace it later.
 */
export const trustedFetch: typeof fetch = (input, init) => {
  const dispatcher = extraTrust();
  return dispatcher === undefined ? fetch(input, init) : fetch(input, { ...init, dispatcher });
};

let known: { readonly dispatcher: Dispatcher | undefined } | undefined;

/** Made once: a dispatcher keeps connections, and the variable is read by Node only at its start. */
function extraTrust(): Dispatcher | undefined {
  known ??= { dispatcher: createExtraTrust() };
  return known.dispatcher;
}

function createExtraTrust(): Dispatcher | undefined {
  const extra = getCACertificates("extra");
  const agentClass = extra.length === 0 ? undefined : agentClassOfFetch();
  if (agentClass === undefined) return undefined;
  const ca = [...getCACertificates("bundled"), ...getCACertificates("system"), ...extra];
  return new agentClass({ connect: { ca } });
}

/** Node does not export the `Agent` behind its `fetch`; the dispatcher it sets up for everyone is one. */
function agentClassOfFetch(): AgentClass | undefined {
  const shared = globalDispatcher();
  if (typeof shared !== "object" || shared === null || shared.constructor.name !== "Agent") return undefined;
  return shared.constructor as AgentClass;
}

function globalDispatcher(): unknown {
  // Touching one of its classes loads Node's fetch, which sets the dispatcher up.
  if (typeof Request !== "function") return undefined;
  return (globalThis as Record<symbol, unknown>)[Symbol.for("undici.globalDispatcher.1")];
}
