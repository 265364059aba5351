import { defineRule } from "../rule.ts";
import { reportMissing } from "../missingUserAgent.ts";

export const uaMissingJavaSdk = defineRule({
  id: "ua-missing-java-sdk",
  severity: "error",
  summary: "A client of the Databricks SDK for Java is used, and nothing in the project names the product.",
  files: ["Java", "Kotlin", "Scala"],
  fix: "none",
  checkSite: (site, context) =>
    reportMissing(site, context, {
      connector: "java-sdk",
      option: "UserAgent.withProduct",
      example: '`"$name", "$version"` to `UserAgent.withProduct` once, before the first client is made',
    }),
});
