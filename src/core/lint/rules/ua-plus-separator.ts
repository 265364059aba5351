import { redact } from "../../base/redact.ts";
import { defineRule } from "../rule.ts";

export const uaPlusSeparator = defineRule({
  id: "ua-plus-separator",
  severity: "error",
  summary: "A User-Agent separates company and product by `+`, as older guidance did.",
  files: ["Python", "JavaScript", "TypeScript"],
  fix: "safe",
  checkSite({ userAgent }, context) {
    for (const { text, range, content, problem } of userAgent.values) {
      if (problem?.reason !== "plus-separator") continue;
      const [name = ""] = text.split("/");
      const message = `The User-Agent \`${redact(text)}\` separates company and product by \`+\`. Attribution looks for \`_\`: write \`${redact(name.replaceAll("+", "_"))}\`.`;
      if (!content) {
        context.report(range, message);
        continue;
      }
      // Only the name: a `+` in the version is build metadata.
      const edits = [{ start: content.start, end: content.start + name.length, text: name.replaceAll("+", "_") }];
      context.report(range, message, { fix: { title: "Write `_` between company and product", edits, safe: true } });
    }
  },
});
