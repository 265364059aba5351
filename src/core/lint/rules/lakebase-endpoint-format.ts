import { isPlaceholder } from "../../identity/identity.ts";
import { isLakebaseHost } from "../connectors/databricksUrl.ts";
import { defineRule } from "../rule.ts";
import { hasHoles } from "../settings/plainSite.ts";

/** Source: `GenerateDatabaseCredentialRequest.endpoint` of databricks/databricks-sdk-py, `databricks/sdk/service/postgres.py`. */
const endpointName = /^projects\/[^/]+\/branches\/[^/]+\/endpoints\/[^/]+$/;

export const lakebaseEndpointFormat = defineRule({
  id: "lakebase-endpoint-format",
  severity: "error",
  summary: "The name of a Lakebase endpoint does not have the form that the credential API takes.",
  files: ["all languages", "dotenv files", "Compose files", "pipelines"],
  fix: "none",
  checkEnvironment({ variables }, context) {
    const isLakebase = variables.some(({ name, value }) => name === "PGHOST" && isLakebaseHost(value));
    for (const { name, value, start, end } of variables) {
      // `ENDPOINT_NAME` alone may be anybody's.
      const isEndpoint =
        name === "LAKEBASE_ENDPOINT" || (name === "ENDPOINT_NAME" && (isLakebase || value.startsWith("projects/")));
      if (isEndpoint && isWrong(value)) context.report({ start, end }, messageOf(name));
    }
  },
  checkUse({ use, options }, context) {
    if (use !== "lakebase-credential") return;
    const option = options.get("endpoint");
    const range = option?.value ?? option?.range;
    if (option?.text !== undefined && range && !option.hasHoles && isWrong(option.text))
      context.report(range, messageOf("endpoint"));
  },
});

function isWrong(value: string): boolean {
  return value !== "" && !hasHoles(value) && !isPlaceholder(value) && !endpointName.test(value);
}

function messageOf(name: string): string {
  return `\`${name}\` does not name an endpoint, so no credential is given out for it. Write \`projects/<project>/branches/<branch>/endpoints/<endpoint>\`, as the workspace shows it.`;
}
