import { formatIdentity } from "../../identity/identity.ts";
import type { Identity } from "../../identity/identity.ts";
import type { Fix } from "../finding.ts";
import { insertInit } from "../goImports.ts";
import { taggingPlace } from "../processTag.ts";
import { defineRule } from "../rule.ts";
import { isSemanticVersion } from "../semanticVersion.ts";

const sdk = "github.com/databricks/databricks-sdk-go";

export const uaMissingGoSdk = defineRule({
  id: "ua-missing-go-sdk",
  severity: "error",
  summary: "A client of the Databricks SDK for Go is used, and nothing in the project names the product.",
  files: ["Go"],
  fix: "suggestion",
  checkSite(site, context) {
    if (site.connector !== "go-sdk" || site.userAgent.status !== "missing") return;
    // The product is global to the process, so that one call anywhere serves every client.
    if (context.project.tags("go-sdk").length > 0) return;
    const { identity } = context;
    const value = identity ? formatIdentity(identity) : "Isv_Product/1.0.0";
    const [name = value, version = "1.0.0"] = value.split("/");
    const message = `Nothing names your product to the SDK, so Databricks cannot attribute its calls to it. Call \`useragent.WithProduct("${name}", "${version}")\` once, before the first client.`;
    const { isHere, isOnly } = taggingPlace("go-sdk", site, context);
    if (!isHere) context.report(site.range, message);
    else if (!identity) context.report(site.range, message, { needsIdentity: true });
    else {
      const fix = fixFor(identity, context.file.text, isOnly);
      context.report(site.range, message, fix ? { fix } : {});
    }
  },
});

/** `WithProduct` panics on a version that is not three numbers, so there must be one to write. */
function fixFor({ isv, product, version }: Identity, text: string, isOnly: boolean): Fix | undefined {
  // Somebody else's `useragent`, or the SDK's under another name.
  if (/\buseragent\b/.test(text.replaceAll(new RegExp(`^\\s*"${sdk}/useragent"`, "gm"), ""))) return undefined;
  if (version === undefined || !isSemanticVersion("go-sdk", version)) return undefined;
  const name = `${isv}_${product}`;
  const statement = `useragent.WithProduct("${name}", "${version}")`;
  const edits = insertInit(text, { beside: sdk, path: `${sdk}/useragent`, statement });
  // A package that others import may be a library, whose process belongs to somebody else.
  const isProgram = /^package main\b/m.test(text);
  return edits && { title: `Name ${name}/${version} in an init function`, edits, safe: isOnly && isProgram };
}
