import type { AuthKind, SiteOptions } from "../../sites.ts";
import type { ConnectorFacts, UserAgentFacts } from "../facts.ts";
import { openings } from "./openings.ts";
import type { Opening } from "./openings.ts";

/**
 * The Databricks JDBC driver. Property names do not depend on case, and every name it does not know is ignored;
 * `ApplicationName` goes to telemetry only. Source: databricks/databricks-jdbc, `common/DatabricksJdbcUrlParams.java`, `UserAgentManager.java`.
 */
const common = {
  connector: "jdbc",
  language: "jvm",
  what: "construct",
  ignoreCase: true,
  auth: jdbcAuth,
} satisfies Partial<ConnectorFacts>;

const options: UserAgentFacts["options"] = [{ name: "UserAgentEntry" }];

function opened({ id, triggers, entries, options: sources, urls, statement }: Opening): ConnectorFacts {
  return {
    ...common,
    id: `jdbc/${id}`,
    triggers,
    entries,
    options: [...sources, ...urls.map((option) => ({ from: "text", option, syntax: "jdbc" }) as const)],
    when: isDatabricks,
    userAgent: {
      options,
      insert: [
        ...urls.map((option) => ({ kind: "text", option, syntax: "jdbc", name: "UserAgentEntry" }) as const),
        ...(statement ? [{ ...statement, text: statement.text.replace("#", "UserAgentEntry") }] : []),
      ],
    },
  };
}

/** The driver's own data source. */
const dataSource: ConnectorFacts = {
  ...common,
  id: "jdbc/data-source",
  triggers: ["com.databricks.client.jdbc"],
  entries: [{ origin: "com.databricks.client.jdbc.DataSource" }, { origin: "com.databricks.client.jdbc42.DataSource" }],
  options: [
    { from: "result" },
    ...["setURL", "setUrl", "url"].map((option) => ({ from: "text", option, syntax: "jdbc" }) as const),
    { from: "spread", option: "properties" },
  ],
  userAgent: {
    options,
    insert: ["setURL", "setUrl", "url"].map(
      (option) => ({ kind: "text", option, syntax: "jdbc", name: "UserAgentEntry" }) as const,
    ),
  },
};

export const jdbcConnectors: readonly ConnectorFacts[] = [...openings.map(opened), dataSource];

/** Databricks and its name in older drivers. */
function isDatabricks(given: SiteOptions): boolean {
  return /^jdbc:(?:databricks|spark)$/i.test(given.get("scheme")?.text ?? "");
}

/** Source: databricks-jdbc, `common/AuthMech.java` and `AuthFlow.java`; without `AuthMech` it is 3. */
function jdbcAuth(given: SiteOptions): AuthKind {
  const mechanism = given.get("AuthMech");
  if (mechanism && mechanism.text === undefined) return "dynamic";
  if (mechanism?.text === "3") return "pat";
  if (mechanism?.text !== "11") {
    if (mechanism || given.open) return "unknown";
    return given.has("PWD") || given.has("password") ? "pat" : "unknown";
  }
  const flow = given.get("Auth_Flow");
  if (given.has("Identity_Federation_Client_Id")) return "federation";
  switch (flow === undefined ? "0" : flow.text) {
    case "0":
      return "dynamic";
    case "1":
      return "m2m";
    case "2":
      return "u2m";
    case "3":
      return "ambient";
    default:
      return "unknown";
  }
}
