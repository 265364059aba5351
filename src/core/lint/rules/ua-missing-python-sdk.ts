import type { FileModel } from "../model.ts";
import { defineRule } from "../rule.ts";
import { reportMissing } from "../missingUserAgent.ts";
import type { Site } from "../sites.ts";

export const uaMissingPythonSdk = defineRule({
  id: "ua-missing-python-sdk",
  severity: "error",
  summary: "A client of the Databricks SDK for Python sets no User-Agent, and nothing else in the project does.",
  files: ["Python"],
  fix: "safe",
  checkSite(site, context) {
    // A `Config` alone sends nothing: what it is handed to is the client.
    if (site.facts !== "python-sdk/client" || site.userAgent.status !== "missing") return;
    const { insert: own, ...userAgent } = site.userAgent;
    const takesConfig = site.options.has("config") || site.options.has("cfg");
    const insert = takesConfig ? configOf(site, context.file)?.userAgent.insert : own;
    const isLost = context.project.tags("python-sdk").some(({ name }) => name === "with_product");
    const example = takesConfig
      ? '`product="$name", product_version="$version"` to its `Config`'
      : `\`product="$name", product_version="$version"\`${isLost ? " here too: a client that is given no `Config` does not see `with_product`" : ""}`;
    reportMissing({ ...site, userAgent: insert ? { ...userAgent, insert } : userAgent }, context, {
      connector: "python-sdk",
      option: "product",
      example,
    });
  },
});

/** The configuration that a client is handed, where its call stands in the same file: in place, or under a name. */
function configOf({ options }: Site, { sites, text }: FileModel): Site | undefined {
  const given = options.get("config")?.value;
  if (!given) return undefined;
  const source = text.slice(given.start, given.end);
  const name = /^[\w.]+$/.exec(source)?.[0];
  return sites.find(({ facts, range }) => {
    if (facts !== "python-sdk/Config") return false;
    if (range.start === given.start) return true;
    const line = text.slice(text.lastIndexOf("\n", range.start) + 1, range.start);
    return name !== undefined && /^\s*([\w.]+)\s*(?::[^=]+)?=\s*$/.exec(line)?.[1] === name;
  });
}
