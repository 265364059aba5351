import type { TextRange } from "../../base/text.ts";
import { compareVersions } from "../dependencies/version.ts";
import type { RuleContext } from "../rule.ts";
import { defineRule } from "../rule.ts";
import { isSemanticVersion } from "../semanticVersion.ts";
import type { SiteOptions, UserAgentText } from "../sites.ts";
import { isTestFile } from "../testFiles.ts";

/** Names under which clients take a version apart from the product; tags of a whole process take it as their second argument. */
const versionOptions = ["product_version", "productVersion", "version", "1"];

export const uaVersionBehind = defineRule({
  id: "ua-version-behind",
  severity: "info",
  summary: "A User-Agent says an older version than `pwaf.json`.",
  files: ["all code", "JDBC URLs", "odbc.ini", "properties", "YAML", "dotenv files"],
  fix: "safe",
  checkSite({ userAgent, options }, context) {
    for (const text of userAgent.values) check(text, options, context, true);
  },
  checkTag({ connector, values, options }, context) {
    // These calls stop the program over a version that they do not like.
    const version = context.identity?.version ?? "";
    const isTaken = (connector !== "go-sdk" && connector !== "python-sdk") || isSemanticVersion(connector, version);
    for (const text of values) check(text, options, context, isTaken);
  },
});

/** Only what is written out is judged: a version that is put together elsewhere may be another one when the program runs. */
function check(value: UserAgentText, options: SiteOptions, context: RuleContext, isTaken: boolean): void {
  const { identity, file } = context;
  if (identity?.version === undefined || value.hasHoles || value.problem || isTestFile(file.path)) return;
  const { version, isv, product } = identity;
  const name = `${isv}_${product}`;
  const places = value.isName ? versionApart(value, name, options, file.text) : versionsWithin(value, name, file.text);
  for (const place of places) {
    const found = file.text.slice(place.start, place.end);
    // `0.0.0` is what is written where no release is meant.
    if (/^0(?:\.0)*$/.test(found) || compareVersions(found, version) >= 0) continue;
    const message = `The User-Agent says version \`${found}\` of \`${name}\`, and \`pwaf.json\` says \`${version}\`: usage is counted for a release that this is not. Write \`${version}\`, or take it from where your release takes it.`;
    const edits = [{ ...place, text: version }];
    context.report(value.range, message, isTaken ? { fix: { title: `Write ${version}`, edits, safe: true } } : {});
  }
}

/** Where a literal names the product with a version, alone or beside the host that it is embedded in. */
function versionsWithin({ text, content }: UserAgentText, name: string, source: string): TextRange[] {
  if (!content || source.slice(content.start, content.end) !== text) return [];
  const { start } = content;
  return [...text.matchAll(/(\S+)\/(\d\S*)/g)].flatMap(({ 1: product = "", 2: version = "", index }) => {
    const at = start + index + product.length + 1;
    return product === name ? [{ start: at, end: at + version.length }] : [];
  });
}

/** Where the version of a named product stands, when it is a literal of its own. */
function versionApart({ text }: UserAgentText, name: string, options: SiteOptions, source: string): TextRange[] {
  const version = text.startsWith(`${name}/`) ? text.slice(name.length + 1) : "";
  if (!/^\d/.test(version)) return [];
  for (const option of versionOptions) {
    const place = options.get(option)?.value;
    const isLiteral = place && [`"${version}"`, `'${version}'`].includes(source.slice(place.start, place.end));
    if (isLiteral) return [{ start: place.start + 1, end: place.end - 1 }];
  }
  return [];
}
