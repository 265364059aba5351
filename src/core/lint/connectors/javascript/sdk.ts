import type { ConnectorFacts, GlobalTagFacts } from "../facts.ts";
import { unifiedAuth } from "../unifiedAuth.ts";

/**
 * `new WorkspaceClient(config, { product, productVersion, userAgentExtra })`. The same names in the first argument are ignored.
 * Source: databricks/databricks-vscode, `packages/databricks-sdk-js/src/{WorkspaceClient,AccountClient,api-client}.ts`.
 */
export const jsSdk: ConnectorFacts = {
  connector: "js-sdk",
  id: "js-sdk/experimental",
  language: "javascript",
  what: "construct",
  triggers: ["@databricks/"],
  entries: ["@databricks/sdk-experimental", "@databricks/databricks-sdk"].flatMap((module) =>
    ["WorkspaceClient", "AccountClient", "ApiClient"].map((name) => ({ origin: `${module}.${name}` })),
  ),
  options: [{ from: "positional", names: ["config", "client"] }],
  userAgent: {
    // `userAgentExtra: { partner }` adds to the header; what it says together with the rest is not one text.
    options: [{ name: "client.product" }, { name: "client.userAgentExtra" }],
    version: "client.productVersion",
    insert: [{ kind: "property", argument: 1, name: "product", version: "productVersion" }],
  },
  auth: unifiedAuth,
};

/** Clients of the modular SDK by package. Source: databricks/sdk-js, `packages/<service>/src/v1/client.ts`. */
const modularClients: Readonly<Record<string, string>> = {
  catalogs: "CatalogsClient",
  clusters: "ClustersClient",
  files: "FilesClient",
  genie: "GenieClient",
  jobs: "JobsClient",
  pipelines: "PipelinesClient",
  postgres: "PostgresClient",
  queryhistory: "QueryHistoryClient",
  repos: "ReposClient",
  schemas: "SchemasClient",
  secrets: "SecretsClient",
  statementexecution: "StatementExecutionClient",
  tables: "TablesClient",
};

const clientinfo: readonly GlobalTagFacts[] = ["@databricks/sdk-core/clientinfo", "@databricks/sdk-core"].flatMap(
  (module) => [
    { origin: `${module}.setProduct`, product: 0, version: 1 },
    { origin: `${module}.setPartner`, partner: true as const },
  ],
);

/** The modular SDK: every client of the process sends what `setProduct` said before it was made. */
export const modularSdk: ConnectorFacts = {
  connector: "js-sdk",
  id: "js-sdk/modular",
  language: "javascript",
  what: "construct",
  triggers: ["@databricks/sdk-"],
  entries: Object.entries(modularClients).flatMap(([service, name]) =>
    ["", "/v1"].map((version) => ({ origin: `@databricks/sdk-${service}${version}.${name}` })),
  ),
  options: [{ from: "positional", names: ["config"] }],
  userAgent: { options: [], globals: clientinfo, insert: [] },
  auth: (options) => (options.has("config.credentials") ? "dynamic" : "ambient"),
};
