import type { ConnectorFacts } from "../facts.ts";
import { jvmHttp } from "./http.ts";
import { jdbcConnectors } from "./jdbc.ts";
import { jvmLakebase } from "./lakebase.ts";
import { databricksConnect, icebergCatalogs, zerobus } from "./others.ts";
import { javaSdk } from "./sdk.ts";

export { jvmUses } from "./uses.ts";

/** Every Java, Kotlin and Scala client that reaches Databricks. */
export const jvmConnectors: readonly ConnectorFacts[] = [
  javaSdk,
  databricksConnect,
  ...jdbcConnectors,
  ...jvmLakebase,
  ...jvmHttp,
  zerobus,
  ...icebergCatalogs,
];
