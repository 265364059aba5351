import { isAboutDatabricks } from "../patterns/around.ts";
import { isDatabricksSql } from "../patterns/sqlText.ts";
import { defineRule } from "../rule.ts";

const bucket = String.raw`(?<path>(?:s3a?|abfss?|wasbs?|gs):\/\/[^\s"'\`\\);,]*)`;

export const ucCloudStaging = defineRule({
  id: "uc-cloud-staging",
  severity: "warning",
  summary: "Data is staged in a cloud bucket instead of a Unity Catalog volume.",
  files: ["SQL", "all languages"],
  fix: "none",
  pattern: {
    expression: new RegExp(
      [
        String.raw`\bCOPY\s+INTO\s[^;"']{0,200}?\bFROM\s*(?:\(\s*SELECT[^;"'\`]{0,400}?\bFROM\s*)?\\?["'\`]${bucket}`,
        String.raw`\b(?:read_files|cloud_files)\s*\(\s*["']${bucket.replace("path", "read")}`,
        String.raw`\.(?:write|writeStream)\b[^;]{0,400}?\.(?:save|start|parquet|csv|json|orc)\(\s*[fs]?"?["']${bucket.replace("path", "write")}`,
      ].join("|"),
      "gi",
    ),
    words: ["s3://", "s3a://", "abfs://", "abfss://", "wasb://", "wasbs://", "gs://"],
  },
  checkMatch(match, context) {
    if (!isDatabricksSql(context.file) && !isAboutDatabricks(context.file)) return;
    const path = match.groups["path"] ?? match.groups["read"] ?? match.groups["write"] ?? "";
    // Snowflake copies from buckets with the same words, and says how by `FILE_FORMAT` or credentials of its own.
    if (
      /\b(?:FILE_FORMAT|STORAGE_INTEGRATION|CREDENTIALS\s*=)/i.test(around(context.file.text, match.start, match.end))
    )
      return;
    const end = match.start + match.text.lastIndexOf(path) + path.length;
    const message =
      "Data goes through a cloud bucket that Unity Catalog does not govern; products that stage there are not eligible for validation. Stage files in a volume, `/Volumes/<catalog>/<schema>/<volume>/…`, and load from it.";
    context.report({ start: end - path.length, end }, message);
  },
});

function around(text: string, start: number, end: number): string {
  return text.slice(start, Math.min(text.length, end + 400));
}
