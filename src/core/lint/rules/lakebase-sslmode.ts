import type { EnvironmentBlock } from "../environment/block.ts";
import { isLakebaseHost } from "../connectors/databricksUrl.ts";
import { defineRule } from "../rule.ts";
import type { Site } from "../sites.ts";

const weak = /^(?:disable|allow|prefer)$/i;
const names = ["sslmode", "PGSSLMODE", "sslMode", "ssl_mode"];

export const lakebaseSslmode = defineRule({
  id: "lakebase-sslmode",
  severity: "error",
  unsureSeverity: "warning",
  summary: "A Lakebase connection may go without TLS.",
  files: ["all languages", "dotenv files", "URLs"],
  fix: "safe",
  checkSite(site, context) {
    if (site.connector !== "lakebase") return;
    const option = names.map((name) => site.options.get(name)).find((found) => found !== undefined);
    if (!option) {
      if (!isSurelyPlain(site, context.project.files)) return;
      const message =
        "This connection does not ask for TLS, so its client may offer the token in plain text before Lakebase refuses. Pass `sslmode=require` or stronger.";
      context.report(site.range, message, { isUnsure: true });
      return;
    }
    const text = option.text ?? "";
    const range = option.value ?? option.range;
    if (!range || !weak.test(text)) return;
    const written = context.file.text.slice(range.start, range.end);
    const message = `\`sslmode=${text}\` lets the connection fall back to plain text, which Lakebase refuses and which would show the token to the network. Use \`require\` or stronger.`;
    const at = written.indexOf(text);
    const isOnce = at >= 0 && !written.includes(text, at + 1);
    // A host from settings may be a developer's own server, which has no TLS.
    const safe = site.options.names.some((name) => isLakebaseHost(site.options.get(name)?.text ?? ""));
    const edits = [{ start: range.start + at, end: range.start + at + text.length, text: "require" }];
    context.report(range, message, isOnce ? { fix: { title: "Use sslmode=require", edits, safe } } : {});
  },
});

/** Clients whose documentation names libpq's modes, where `prefer` holds when none is given: nothing else may ask for TLS, here or in the environment. */
function isSurelyPlain(
  { what, facts, options }: Site,
  files: Iterable<{ readonly environments: readonly EnvironmentBlock[] }>,
): boolean {
  if (what !== "construct" || !/^lakebase\/(?:psycopg|pgx)/.test(facts)) return false;
  if (options.open || options.names.some((name) => /ssl|tls|service|kwargs/i.test(name))) return false;
  for (const { environments } of files)
    for (const { variables } of environments) if (variables.some(({ name }) => name === "PGSSLMODE")) return false;
  return true;
}
