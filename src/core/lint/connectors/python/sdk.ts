import type { ConnectorFacts } from "../facts.ts";
import { unifiedAuth } from "../unifiedAuth.ts";

const userAgent: ConnectorFacts["userAgent"] = {
  options: [
    { name: "product" },
    { name: "with_user_agent_extra", version: "with_user_agent_extra.1" },
    { name: "config.with_user_agent_extra", version: "config.with_user_agent_extra.1" },
  ],
  version: "product_version",
  globals: [
    { origin: "databricks.sdk.useragent.with_product", product: 0, version: 1, needs: ["config", "cfg"] },
    { origin: "databricks.sdk.config.with_product", product: 0, version: 1, needs: ["config", "cfg"] },
    { origin: "databricks.sdk.useragent.with_partner", partner: true },
    { origin: "databricks.sdk.useragent.with_extra", product: 0, version: 1 },
    { origin: "databricks.sdk.config.with_user_agent_extra", product: 0, version: 1 },
  ],
  insert: [{ kind: "keyword", name: "product", version: "product_version" }],
};

/**
 * Clients of `databricks-sdk`. What `config=` holds replaces everything else that the call says. `with_product` is lost on a
 * client that makes its own configuration: it always passes `product="unknown"` on; `with_partner` and `with_extra` hold everywhere.
 * Source: databricks/databricks-sdk-py, `databricks/sdk/__init__.py`, `config.py`, `useragent.py`; the loss was also seen by running it.
 */
export const sdkClient: ConnectorFacts = {
  connector: "python-sdk",
  id: "python-sdk/client",
  language: "python",
  what: "construct",
  triggers: ["databricks"],
  entries: [
    { origin: "databricks.sdk.WorkspaceClient" },
    { origin: "databricks.sdk.AccountClient" },
    { origin: "databricks.sdk.core.ApiClient" },
    { origin: "databricks.sdk.ApiClient" },
  ],
  options: [
    { from: "named" },
    { from: "result", onlyUsed: true },
    { from: "spread", option: "config" },
    { from: "positional", names: ["cfg"] },
    { from: "spread", option: "cfg" },
  ],
  userAgent,
  auth: unifiedAuth,
};

/** The SDK's configuration, which also serves other clients: the SQL connector's credentials, Databricks Connect. */
export const sdkConfig: ConnectorFacts = {
  connector: "python-sdk",
  id: "python-sdk/Config",
  language: "python",
  what: "configuration",
  triggers: ["databricks"],
  entries: [
    { origin: "databricks.sdk.core.Config" },
    { origin: "databricks.sdk.config.Config" },
    { origin: "databricks.sdk.Config" },
  ],
  options: [{ from: "named" }, { from: "result", onlyUsed: true }],
  userAgent,
  auth: unifiedAuth,
};
