import type { TextRange } from "../../base/text.ts";
import type { Fix } from "../finding.ts";
import { defineRule } from "../rule.ts";
import { isSemanticVersion, paddedVersion } from "../semanticVersion.ts";

/** Calls that check the version, by what they do with a wrong one. */
const effects: Readonly<Record<string, string>> = {
  WithProduct: "panics",
  SetProduct: "returns an error and sets nothing",
  with_product: "raises `ValueError: Invalid semantic version`",
};

export const uaSdkVersionNotSemver = defineRule({
  id: "ua-sdk-version-not-semver",
  severity: "error",
  summary: "A version is handed to an SDK of Databricks that refuses it when the program starts.",
  files: ["Go", "Python"],
  fix: "safe",
  checkTag({ connector, name, options }, context) {
    const effect = effects[name];
    if (effect === undefined || (connector !== "go-sdk" && connector !== "python-sdk")) return;
    const version = options.get("1") ?? options.get("version");
    const { text, value: range, hasHoles } = version ?? { hasHoles: true };
    if (text === undefined || range === undefined || hasHoles || isSemanticVersion(connector, text)) return;
    const wanted = connector === "go-sdk" ? "three numbers (`1.2.0`)" : "two or three numbers (`1.2`, `1.2.0`)";
    const message = `\`${name}\` ${effect} on the version \`${text}\`. Give it ${wanted}, without leading zeros or a \`v\`.`;
    const padded = paddedVersion(connector, text);
    const fix = padded === undefined ? undefined : replaced(context.file.text, range, text, padded);
    context.report(range, message, fix ? { fix } : {});
  },
});

/** Puts a version in place of another one that is a literal; the quotes stay. */
function replaced(text: string, { start, end }: TextRange, version: string, padded: string): Fix | undefined {
  if (!['"', "'", "`"].some((quote) => text.slice(start, end) === quote + version + quote)) return undefined;
  return { title: `Write ${padded}`, edits: [{ start: start + 1, end: end - 1, text: padded }], safe: true };
}
