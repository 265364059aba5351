import type { ConnectorFacts } from "../facts.ts";
import { javascriptHttp } from "./http.ts";
import { lakebase } from "./lakebase.ts";
import { otherJavascript } from "./others.ts";
import { jsSdk, modularSdk } from "./sdk.ts";
import { nodeSql } from "./sql.ts";

export { javascriptUses } from "./uses.ts";

export const javascriptConnectors: readonly ConnectorFacts[] = [
  nodeSql,
  jsSdk,
  modularSdk,
  ...javascriptHttp,
  ...lakebase,
  ...otherJavascript,
];
