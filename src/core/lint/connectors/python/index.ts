import type { ConnectorFacts } from "../facts.ts";
import { databricksConnect, sparkConnect } from "./connect.ts";
import { pythonHttp } from "./http.ts";
import { lakebase } from "./lakebase.ts";
import { pyodbc } from "./odbc.ts";
import { otherPython } from "./others.ts";
import { sdkClient, sdkConfig } from "./sdk.ts";
import { pythonSql } from "./sql.ts";
import { engineFromConfig, sqlalchemy } from "./sqlalchemy.ts";

export { pythonUses } from "./uses.ts";

export const pythonConnectors: readonly ConnectorFacts[] = [
  pythonSql,
  sqlalchemy,
  engineFromConfig,
  sdkClient,
  sdkConfig,
  databricksConnect,
  sparkConnect,
  pyodbc,
  ...pythonHttp,
  ...lakebase,
  ...otherPython,
];
