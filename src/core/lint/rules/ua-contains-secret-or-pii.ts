import type { RuleContext } from "../rule.ts";
import { defineRule } from "../rule.ts";
import type { UserAgentText } from "../sites.ts";

const literals: readonly (readonly [RegExp, string])[] = [
  [/(?<![a-z])(?:dapi|dose|doau|dsapi|dkea|dskea)[0-9a-f]{8,}/i, "the beginning of a Databricks token"],
  [/\beyJ[\w-]{10,}\.[\w-]{10,}/, "a token"],
  [/[\w.+-]+@[\w-]+\.[a-z]{2,}/i, "an e-mail address"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i, "an identifier of a person or a principal"],
];

const holes: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[._[])(?:[a-z]*token|password|secret|api_?key|pat)\b(?!\.(?:type|expir|length))/i, "a secret"],
  [/(?:^|[._[])(?:e?mail|user_?(?:name|id|email)|customer_?(?:name|id|email)|login|full_?name)\b/i, "who the user is"],
];

export const uaContainsSecretOrPii = defineRule({
  id: "ua-contains-secret-or-pii",
  severity: "error",
  summary: "A User-Agent holds a secret, or says who the user is.",
  files: ["all code"],
  fix: "none",
  checkSite: ({ userAgent }, context) => userAgent.values.forEach((text) => check(text, context)),
  checkTag: ({ values }, context) => values.forEach((text) => check(text, context)),
});

/** The message names the kind of thing and never the thing itself. */
function check({ text, range }: UserAgentText, context: RuleContext): void {
  const sources = text.match(/\{[^{}]*\}/g) ?? [];
  const written = text.replaceAll(/\{[^{}]*\}/g, "");
  const found =
    literals.find(([pattern]) => pattern.test(written)) ??
    holes.find(([pattern]) => sources.some((source) => pattern.test(source.slice(1, -1))));
  if (!found) return;
  const message = `This User-Agent holds ${found[1]}. The header goes to logs and audit tables that many may read. Keep to company, product and version.`;
  context.report(range, message);
}
