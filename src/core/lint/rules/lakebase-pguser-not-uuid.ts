import { isLakebaseHost } from "../connectors/databricksUrl.ts";
import { defineRule } from "../rule.ts";
import { hasHoles } from "../settings/plainSite.ts";

const roleName = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[^@\s]+(?:@|%40)[^@\s]+$/i;

export const lakebasePguserNotUuid = defineRule({
  id: "lakebase-pguser-not-uuid",
  severity: "warning",
  summary: "`PGUSER` names no OAuth role, though the environment signs in with OAuth.",
  files: ["dotenv files", "Compose files", "Dockerfiles", "pipelines"],
  fix: "none",
  checkEnvironment({ variables }, context) {
    const value = (name: string): string => variables.find((variable) => variable.name === name)?.value ?? "";
    const user = variables.find(({ name }) => name === "PGUSER");
    const isLakebase =
      isLakebaseHost(value("PGHOST")) ||
      value("LAKEBASE_ENDPOINT") !== "" ||
      value("ENDPOINT_NAME").startsWith("projects/");
    if (!user || !isLakebase || value("DATABRICKS_CLIENT_ID") === "") return;
    if (hasHoles(user.value) || /[<>]/.test(user.value) || roleName.test(user.value)) return;
    const message =
      "`PGUSER` is neither a client id nor an e-mail address, and roles for OAuth are named by one of them: the sign-in fails. Use the service principal's client id (`DATABRICKS_CLIENT_ID`), not its display name.";
    context.report(user, message);
  },
});
