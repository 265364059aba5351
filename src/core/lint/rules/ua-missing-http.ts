import { formatIdentity } from "../../identity/identity.ts";
import { hasDatabricksHost } from "../connectors/databricksUrl.ts";
import { defineRule } from "../rule.ts";
import type { Site } from "../sites.ts";
import { oncePerText } from "../oncePerText.ts";

/** Options that may hold the address of a request. */
const addresses = ["url", "uri", "baseURL", "base_url", "prefixUrl", "hostname", "host", "BaseAddress"];

export const uaMissingHttp = defineRule({
  id: "ua-missing-http",
  severity: "error",
  unsureSeverity: "warning",
  summary: "A request to the Databricks REST API sets no User-Agent header.",
  files: ["Python", "JavaScript", "TypeScript", "Go", "Java", "Kotlin", "Scala", "C#", "shell"],
  fix: "safe",
  checkSite(site, context) {
    const { connector, userAgent, range } = site;
    if (connector !== "rest" || userAgent.status !== "missing" || isBrowserCode(context.file.text)) return;
    const { identity } = context;
    const value = identity && formatIdentity(identity);
    const message = `This request goes out with the User-Agent of its HTTP library, so Databricks cannot attribute it to your product. Send the header \`User-Agent: ${value ?? "Isv_Product/1.0.0"}\` with every request.`;
    const sure = isSure(site) ? {} : { isUnsure: true as const };
    const { insert } = userAgent;
    if (!insert) context.report(range, message, sure);
    else if (value === undefined) context.report(range, message, { ...sure, needsIdentity: true });
    else
      context.report(range, message, {
        ...sure,
        fix: { title: `Send User-Agent ${value}`, edits: insert(value), safe: true },
      });
  },
});

/** A host that is written out; otherwise only the path says that this is Databricks. */
function isSure({ options }: Site): boolean {
  return addresses.some((name) => hasDatabricksHost(options.get(name)?.text ?? ""));
}

/** Browsers keep the header to themselves; what is wrong there is the credential. */
const isBrowserCode = oncePerText((text) => /^\s*["']use client["']/.test(text));
