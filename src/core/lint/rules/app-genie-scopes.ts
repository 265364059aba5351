import type { TextEdit } from "../../base/text.ts";
import { lineBreakOf } from "../../base/text.ts";
import { defineRule } from "../rule.ts";
import type { Setting } from "../settings/section.ts";

const pair = ["genie", "dashboards.genie"];

export const appGenieScopes = defineRule({
  id: "app-genie-scopes",
  severity: "warning",
  summary: "An app asks for one of the two scopes that Genie needs.",
  files: ["databricks.yml and the files it includes"],
  fix: "safe",
  checkSettings({ kind, entries }, context) {
    if (kind !== "bundle" && kind !== "databricks-app") return;
    const lists = new Map<string, Setting[]>();
    for (const entry of entries) {
      const list = /^(.*user_api_scopes)\.\d+$/.exec(entry.key)?.[1];
      if (list !== undefined) lists.set(list, [...(lists.get(list) ?? []), entry]);
    }
    for (const scopes of lists.values()) {
      const found = scopes.filter(({ value }) => pair.includes(value));
      const [only] = found;
      if (!only || new Set(found.map(({ value }) => value)).size > 1) continue;
      const other = pair.find((scope) => scope !== only.value) ?? "";
      const message = `Genie refuses an app that has the scope \`${only.value}\` without \`${other}\`: users get a 403. Ask for both.`;
      const fix = { title: `Add ${other}`, edits: [itemBehind(context.file.text, only, other)], safe: true };
      context.report(only.valueRange, message, { fix });
    }
  },
});

/** A further item behind one, in a list of lines or between brackets, with the same quotes. */
function itemBehind(text: string, { valueRange }: Setting, item: string): TextEdit {
  const lineStart = text.lastIndexOf("\n", valueRange.start) + 1;
  const before = text.slice(lineStart, valueRange.start);
  const quote = /["']$/.exec(before)?.[0] ?? "";
  const end = valueRange.end + quote.length;
  const newline = lineBreakOf(text);
  const isLine = /^\s*-\s+["']?$/.test(before);
  return { start: end, end, text: isLine ? `${newline}${before}${item}${quote}` : `, ${quote}${item}${quote}` };
}
