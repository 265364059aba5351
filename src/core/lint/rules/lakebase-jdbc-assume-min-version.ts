import type { TextEdit } from "../../base/text.ts";
import { lineBreakOf } from "../../base/text.ts";
import { defineRule } from "../rule.ts";
import type { SiteOption } from "../sites.ts";

const property = "assumeMinServerVersion";

export const lakebaseJdbcAssumeMinVersion = defineRule({
  id: "lakebase-jdbc-assume-min-version",
  severity: "warning",
  summary: "PgJDBC sends the application name to Lakebase too late to be counted.",
  files: ["Java", "Kotlin", "Scala", "properties", "YAML", "dotenv files"],
  fix: "safe",
  checkSite({ connector, options, range }, context) {
    if (connector !== "lakebase" || context.file.kind === "c-sharp") return;
    const name = options.get("ApplicationName") ?? options.get("setApplicationName");
    if (!name || name.kind === "null" || options.open) return;
    const setter = property.charAt(0).toUpperCase() + property.slice(1);
    const version = options.get(property) ?? options.get(`set${setter}`);
    if (version && (version.text === undefined || version.hasHoles || parseFloat(version.text) >= 9)) return;
    const place = name.value ?? name.range ?? range;
    const edits = version ? undefined : insertion(context.file.text, name);
    const message = `PgJDBC sends \`ApplicationName\` only after the connection stands, where Lakebase's telemetry does not see it, unless \`${property}\` is 9.0 or higher. Set \`${property}=9.1\` beside it.`;
    context.report(place, message, edits ? { fix: { title: `Set ${property} to 9.1`, edits, safe: true } } : {});
  },
});

/** Beside the name: a further parameter of the URL, or the same call once more. */
function insertion(text: string, { range, value }: SiteOption): TextEdit[] | undefined {
  const before = value ? text.slice(0, value.start) : "";
  if (value && /[?&]ApplicationName=$/.test(before))
    return [{ start: value.end, end: value.end, text: `&${property}=9.1` }];
  const call =
    range && /^([\w.]+)\s*\.\s*(setProperty|put|addDataSourceProperty)\s*\(/.exec(text.slice(range.start, range.end));
  if (!range || !call) return undefined;
  const line = text.slice(text.lastIndexOf("\n", range.start) + 1, range.start);
  if (line.trim() !== "") return undefined;
  const end = text[range.end] === ";" ? ";" : "";
  const eol = lineBreakOf(text);
  return [{ start: range.end, end: range.end, text: `${end}${eol}${line}${call[1]}.${call[2]}("${property}", "9.1")` }];
}
