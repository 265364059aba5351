import type { ConnectorFacts } from "../facts.ts";
import { unifiedAuth } from "../unifiedAuth.ts";

const sdk = "github.com/databricks/databricks-sdk-go";
const modular = "github.com/databricks/sdk-go/core/clientinfo";

/**
 * The product is global to the process; no field of the configuration names it.
 * Source: databricks/databricks-sdk-go, `useragent/user_agent.go`; databricks/sdk-go, `core/clientinfo`.
 */
const userAgent: ConnectorFacts["userAgent"] = {
  options: [],
  globals: [
    { origin: `${sdk}/useragent.WithProduct`, product: 0, version: 1 },
    { origin: `${sdk}/useragent.WithPartner`, partner: true },
    { origin: `${sdk}/useragent.WithUserAgentExtra`, product: 0, version: 1 },
    { origin: `${modular}.SetProduct`, product: 0, version: 1 },
    { origin: `${modular}.SetPartner`, partner: true },
  ],
  insert: [],
};

/** Clients of a workspace or an account; `client.New` makes raw calls with the same configuration. */
const client: ConnectorFacts = {
  connector: "go-sdk",
  id: "go-sdk/client",
  language: "go",
  what: "construct",
  triggers: [sdk],
  entries: [
    { origin: `${sdk}.NewWorkspaceClient` },
    { origin: `${sdk}.NewAccountClient` },
    { origin: `${sdk}/client.New` },
    { origin: `${sdk}/client.NewWithTransport` },
  ],
  options: [{ from: "argument", index: 0 }],
  userAgent,
  auth: unifiedAuth,
};

export const goSdk: readonly ConnectorFacts[] = [client];
