import { isPlainSecret } from "../patterns/secretText.ts";
import { defineRule } from "../rule.ts";

const secretKeys = new Set(["token", "client_secret", "password", "azure_client_secret", "google_credentials"]);

export const secretInDatabrickscfg = defineRule({
  id: "secret-in-databrickscfg",
  severity: "warning",
  summary: "A `.databrickscfg` inside the project holds a token or client secret.",
  files: [".databrickscfg"],
  fix: "none",
  checkSettings({ kind, name, entries }, context) {
    if (kind !== "databrickscfg") return;
    for (const { key, value, valueRange } of entries) {
      if (!secretKeys.has(key.toLowerCase()) || !isPlainSecret(value)) continue;
      const message = `Profile \`${name}\` keeps its \`${key}\` in a file of the project, where it is copied and committed with the code. Sign in with \`databricks auth login\`, which keeps tokens in the system's key store, and revoke this one.`;
      context.report(valueRange, message);
    }
  },
});
