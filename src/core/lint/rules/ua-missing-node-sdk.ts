import { defineRule } from "../rule.ts";
import { reportMissing } from "../missingUserAgent.ts";

export const uaMissingNodeSdk = defineRule({
  id: "ua-missing-node-sdk",
  severity: "warning",
  summary: "A client of the Databricks SDK for JavaScript sets no product, so its calls go out as `unknown/0.0.0`.",
  files: ["JavaScript", "TypeScript"],
  fix: "safe",
  checkSite: (site, context) =>
    reportMissing(site, context, {
      connector: "js-sdk",
      option: "product",
      example:
        site.facts === "js-sdk/modular"
          ? '`"$name", "$version"` to `setProduct` of `@databricks/sdk-core/clientinfo` before the client is made'
          : '`{ product: "$name", productVersion: "$version" }` as the second argument (in the first they are ignored)',
    }),
});
