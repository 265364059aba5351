import type { ConnectorFacts } from "../facts.ts";
import { unifiedAuth } from "../unifiedAuth.ts";

const sdk = "com.databricks.sdk";

/** Calls that tag every client of the process. Source: databricks/databricks-sdk-java, `core/UserAgent.java`. */
const globals = [
  { origin: `${sdk}.core.UserAgent.withProduct`, product: 0, version: 1 },
  { origin: `${sdk}.core.UserAgent.withPartner`, partner: true },
  { origin: `${sdk}.core.UserAgent.withOtherInfo`, product: 0, version: 1 },
] as const;

/** No field of the configuration names the product: it is global to the process. */
export const javaSdk: ConnectorFacts = {
  connector: "java-sdk",
  id: "java-sdk/client",
  language: "jvm",
  what: "construct",
  triggers: [sdk],
  entries: [{ origin: `${sdk}.WorkspaceClient` }, { origin: `${sdk}.AccountClient` }],
  options: [{ from: "argument", index: 0 }],
  userAgent: { options: [], globals, insert: [] },
  auth: unifiedAuth,
};
