import { isSecretLiteral } from "../patterns/secretText.ts";
import { defineRule } from "../rule.ts";

/** Options of Databricks clients that hold a secret, in every client's spelling. */
const secretOption =
  /^(?:azure_?)?client_?secret$|^oauth_?client_?secret$|^OAuth2Secret$|^Auth_(?:Client_Secret|AccessToken|RefreshToken|JWT_Key_Passphrase)$|^(?:access_?)?token$|^auth_token$|^(?:PWD|password|credential)$/i;

/** Keys of a profile or provider block; elsewhere `token` may be anything. */
const sectionKey = /^(?:token|client_secret|azure_client_secret|password)$/;

export const secretAssignedLiteral = defineRule({
  id: "secret-assigned-literal",
  severity: "error",
  summary: "A secret is written out where a Databricks client or profile is set up.",
  files: ["all languages", "JDBC URLs", "ODBC data sources", "dbt profiles", "Terraform"],
  fix: "none",
  checkSite({ options }, context) {
    for (const name of options.names) {
      const option = options.get(name);
      if (!option || !secretOption.test(name) || option.kind !== "text" || option.hasHoles) continue;
      const range = option.value ?? option.range;
      if (!range || isInUrl(context.file.text, range.start)) continue;
      if (isSecretLiteral(option.text ?? "")) context.report(range, messageOf(name));
    }
  },
  checkSettings({ kind, name, entries }, context) {
    if (kind !== "terraform" || !/^provider\.databricks\b/.test(name)) return;
    for (const { key, value, valueRange } of entries)
      if (sectionKey.test(key) && isSecretLiteral(value)) context.report(valueRange, messageOf(key));
  },
});

/** A secret inside a URL is what `secret-in-url` speaks about. */
function isInUrl(text: string, offset: number): boolean {
  return /:\/\/[^\s"'`]*$/.test(text.slice(text.lastIndexOf("\n", offset) + 1, offset));
}

function messageOf(name: string): string {
  return `\`${name}\` is written out here, so everyone who reads the file or its history has the secret. Replace it, and read the new one from the environment or a secret store.`;
}
