import type { ConnectorFacts } from "../facts.ts";
import type { UseFacts } from "../uses.ts";
import { csharpAdbc } from "./adbc.ts";
import { csharpHttp } from "./http.ts";
import { csharpLakebase } from "./lakebase.ts";
import { csharpOdbc } from "./odbc.ts";
import { csharpRestSharp } from "./restSharp.ts";

export const csharpConnectors: readonly ConnectorFacts[] = [
  ...csharpOdbc,
  csharpAdbc,
  ...csharpHttp,
  ...csharpRestSharp,
  ...csharpLakebase,
];

/** `Microsoft.Azure.Databricks.Client`, `DatabricksClient.Token`. */
export const csharpUses: readonly UseFacts[] = [
  {
    use: "mint-pat",
    language: "csharp",
    triggers: ["Token.Create"],
    entries: [{ origin: ":DatabricksClient.CreateClient", method: "Create", via: "Token" }],
    options: [],
  },
];
