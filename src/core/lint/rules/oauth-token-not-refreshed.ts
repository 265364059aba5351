import { isAboutDatabricks } from "../patterns/around.ts";
import { defineRule } from "../rule.ts";

export const oauthTokenNotRefreshed = defineRule({
  id: "oauth-token-not-refreshed",
  severity: "warning",
  onByDefault: false,
  summary: "An access token is fetched once when a module loads, and kept.",
  files: ["Python", "JavaScript", "TypeScript"],
  fix: "none",
  pattern: {
    expression:
      /^(?:export\s+)?(?:(?:const|let|var)\s+)?(?<name>\w*(?:token|TOKEN|Token))(?:\s*:\s*[\w.<>| ]+)?\s*=\s*(?:await\s+)?(?:[\w$]+\.)*(?:get|fetch|acquire|request|generate|obtain)_?\w*[tT]oken\w*\(/gm,
    words: ["oken"],
  },
  checkMatch(match, context) {
    if (match.place !== "code" || !isAboutDatabricks(context.file)) return;
    const name = match.groups["name"] ?? "";
    const start = match.start + match.text.indexOf(name);
    const message = `\`${name}\` is fetched once, when this module loads. OAuth tokens live an hour, so calls fail after that. Ask for the token before each call, and keep it only until its expiry.`;
    context.report({ start, end: start + name.length }, message);
  },
});
