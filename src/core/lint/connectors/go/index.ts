import type { ConnectorFacts } from "../facts.ts";
import { goHttp } from "./http.ts";
import { goLakebase } from "./lakebase.ts";
import { otherGo } from "./others.ts";
import { goSdk } from "./sdk.ts";
import { goSql } from "./sql.ts";

export { goUses } from "./uses.ts";

export const goConnectors: readonly ConnectorFacts[] = [...goSdk, ...goSql, ...goHttp, ...goLakebase, ...otherGo];
