import { isAboutDatabricks } from "../patterns/around.ts";
import { exposedSecret, mayExposeSecret } from "../patterns/loggedSecret.ts";
import { defineRule } from "../rule.ts";

export const secretLogged = defineRule({
  id: "secret-logged",
  severity: "warning",
  summary: "A token or secret is written to a log or to the console.",
  files: ["Python", "JavaScript", "TypeScript", "Java", "Kotlin", "Scala", "Go", "C#"],
  fix: "none",
  pattern: {
    expression:
      /(?<![\w.])(?:print(?:ln)?|pprint|(?:console|logger|logging|log|_?logger|LOG|LOGGER|_log|slog|fmt|System\.(?:out|err)|Console)\.(?:log|debug|info|warn(?:ing)?|error|critical|exception|fatal|trace|print(?:f|ln)?|Print(?:f|ln)?|Debug|Info|Warn|Error|Fatal|Log\w*|Write(?:Line)?)|(?:this|self)\.(?:_?log|_?logger)\.\w+)\s*\(/g,
    words: ["token", "Token", "TOKEN", "ecret", "SECRET", "PASSWORD", "uthorization"],
    isWorthwhile: ({ 0: call, index, input }) => mayExposeSecret(input, index + call.length),
  },
  checkMatch(match, context) {
    if (match.place !== "code" || !isAboutDatabricks(context.file)) return;
    const found = exposedSecret(context.file.text, match.end);
    if (!found) return;
    const { name, ...range } = found;
    const message = `\`${name}\` goes to a log, where it outlives the session and is read by others. Log that there is a token, who it is for or when it expires, and never the token itself.`;
    context.report(range, message);
  },
});
