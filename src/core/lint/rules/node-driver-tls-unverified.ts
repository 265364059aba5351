import { resolvedDependency } from "../dependencies/resolved.ts";
import { isSurelyBelow } from "../dependencies/version.ts";
import { defineRule } from "../rule.ts";

const first = "2.1.0";

export const nodeDriverTlsUnverified = defineRule({
  id: "node-driver-tls-unverified",
  severity: "warning",
  summary: "A release of `@databricks/sql` that does not verify the server's certificate.",
  files: ["package.json", "npm, Yarn and pnpm lock files"],
  fix: "none",
  checkDependency(dependency, context) {
    if (dependency.name !== "@databricks/sql") return;
    const resolved = resolvedDependency(dependency, context);
    // Up to 2.0.0 the driver sends `rejectUnauthorized: false`; a range that ends before the first fixed release never gets it.
    if (!resolved || !isSurelyBelow(resolved, first)) return;
    const message = `\`@databricks/sql\` before ${first} accepts any certificate, so anyone on the network path can read the token. This project gets ${resolved.exact ?? resolved.requested}: ask for \`^${first}\`.`;
    context.report(dependency, message);
  },
});
