import { defineRule } from "../rule.ts";

const weak = /^(?:disable|allow|prefer)$/i;
const names = ["sslmode", "PGSSLMODE", "sslMode", "ssl_mode"];

export const lakebaseSslmode = defineRule({
  id: "lakebase-sslmode",
  severity: "error",
  summary: "A Lakebase connection may go without TLS.",
  files: ["all languages", "dotenv files", "URLs"],
  fix: "safe",
  checkSite({ connector, options }, context) {
    if (connector !== "lakebase") return;
    const option = names.map((name) => options.get(name)).find((found) => found !== undefined);
    const text = option?.text ?? "";
    const range = option?.value ?? option?.range;
    if (!range || !weak.test(text)) return;
    const written = context.file.text.slice(range.start, range.end);
    const message = `\`sslmode=${text}\` lets the connection fall back to plain text, which Lakebase refuses and which would show the token to the network. Use \`require\` or stronger.`;
    const at = written.indexOf(text);
    const isOnce = at >= 0 && !written.includes(text, at + 1);
    const edits = [{ start: range.start + at, end: range.start + at + text.length, text: "require" }];
    context.report(range, message, isOnce ? { fix: { title: "Use sslmode=require", edits, safe: true } } : {});
  },
});
