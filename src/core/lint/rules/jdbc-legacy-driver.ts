import { isSurelyBelow } from "../dependencies/version.ts";
import { defineRule } from "../rule.ts";

const advice =
  "PWAF asks new integrations for version 3 or later of `com.databricks:databricks-jdbc`, with `jdbc:databricks://` and `com.databricks.client.jdbc.Driver`.";

export const jdbcLegacyDriver = defineRule({
  id: "jdbc-legacy-driver",
  severity: "warning",
  summary: "The legacy (Simba) JDBC driver is used, which new integrations must not use.",
  files: ["all languages", "Maven", "Gradle", "sbt", "configuration files"],
  fix: "none",
  pattern: {
    // A bare prefix is how code tells URLs apart; a URL goes on.
    expression:
      /jdbc:spark:\/\/(?=[\w.${<\[%-])|\bcom\.simba\.spark\.jdbc\w*(?:\.(?:Driver|DataSource))?\b|\bSparkJDBC4[12]\w*(?:\.jar)?/g,
    words: ["jdbc:spark://", "com.simba.spark", "SparkJDBC4"],
  },
  checkMatch(match, context) {
    context.report(match, `This belongs to the legacy (Simba) JDBC driver. ${advice}`);
  },
  checkSite({ connector, options, range }, context) {
    const url = ["url", "setJdbcUrl", "jdbcUrl", "setUrl"].flatMap((name) => options.get(name) ?? [])[0];
    if (connector !== "jdbc" || options.get("scheme")?.text?.toLowerCase() !== "jdbc:spark") return;
    const place = url?.value ?? range;
    // Where the URL goes on in the same literal, the pattern has seen it.
    if (context.file.matches.some(({ rule }) => rule === "jdbc-legacy-driver")) return;
    context.report(place, `This URL belongs to the legacy (Simba) JDBC driver. ${advice}`);
  },
  checkDependency(dependency, context) {
    if (dependency.ecosystem !== "maven") return;
    const isSimba = /simba.*spark|sparkjdbc4/i.test(dependency.name);
    const isOld =
      dependency.name === "com.databricks:databricks-jdbc" &&
      isSurelyBelow(dependency, "3") &&
      !/oss/.test(dependency.requested);
    if (isSimba || isOld) context.report(dependency, `This is the legacy (Simba) JDBC driver. ${advice}`);
  },
});
