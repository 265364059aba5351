import { formatIdentity } from "../../identity/identity.ts";
import type { Identity } from "../../identity/identity.ts";
import type { Fix } from "../finding.ts";
import { insertStatic } from "../javaStatics.ts";
import { taggingPlace } from "../processTag.ts";
import { defineRule } from "../rule.ts";
import type { RuleContext } from "../rule.ts";
import type { Site } from "../sites.ts";
import { isTestFile } from "../testFiles.ts";

const library = "com.databricks.sdk";

export const uaMissingJavaSdk = defineRule({
  id: "ua-missing-java-sdk",
  severity: "error",
  summary: "A client of the Databricks SDK for Java is used, and nothing in the project names the product.",
  files: ["Java", "Kotlin", "Scala"],
  fix: "suggestion",
  checkSite(site, context) {
    if (site.connector !== "java-sdk" || site.userAgent.status !== "missing") return;
    const { identity } = context;
    const value = identity ? formatIdentity(identity) : "Isv_Product/1.0.0";
    const [name = value, version = "1.0.0"] = value.split("/");
    const message = `This client sets no User-Agent, so Databricks cannot attribute its calls to your product. Pass \`"${name}", "${version}"\` to \`UserAgent.withProduct\` once, before the first client is made.`;
    const { isHere, isOnly } = taggingPlace("java-sdk", site, context);
    if (!isHere || context.file.kind !== "java") context.report(site.range, message);
    else if (!identity) context.report(site.range, message, { needsIdentity: true });
    else {
      const fix = fixFor(identity, site, context, isOnly);
      context.report(site.range, message, fix ? { fix } : {});
    }
  },
});

/** The product is global to the process: it is named when the class is loaded that makes the first client. */
function fixFor(
  { isv, product, version }: Identity,
  { range }: Site,
  context: RuleContext,
  isOnly: boolean,
): Fix | undefined {
  if (version === undefined) return undefined;
  const { file, project } = context;
  const name = `${isv}_${product}`;
  const statement = `UserAgent.withProduct("${name}", "${version}");`;
  const edits = insertStatic(file.text, range.start, { library, path: `${library}.core.UserAgent`, statement });
  // The process that uses a library belongs to somebody else; and a second class may make its client before this one is loaded.
  const isProgram = project.files.some(({ path, text }) => !isAside(path) && /\bstatic void main\s*\(/.test(text));
  const makers = project.files.filter(
    ({ path, sites }) => !isTestFile(path) && sites.some(({ connector }) => connector === "java-sdk"),
  );
  const safe = isOnly && isProgram && makers.length === 1;
  return edits && { title: `Name ${name}/${version} in a static block`, edits, safe };
}

function isAside(path: string): boolean {
  return isTestFile(path) || /(?:^|\/)(?:examples?|samples?|demos?)\//.test(path);
}
