import { isGrammar } from "../languages/fileKinds.ts";
import { isAboutDatabricks } from "../patterns/around.ts";
import { defineRule } from "../rule.ts";

export const appForwardedHeaderTrust = defineRule({
  id: "app-forwarded-header-trust",
  severity: "warning",
  onByDefault: false,
  summary: "Code takes the user from `X-Forwarded-*` headers, and nothing says that it runs as a Databricks App.",
  files: ["all code"],
  fix: "none",
  pattern: {
    expression: /x-forwarded-(?:email|user|preferred-username)(?![\w-])/gi,
    words: [
      "orwarded-email",
      "orwarded-Email",
      "orwarded-user",
      "orwarded-User",
      "orwarded-preferred",
      "orwarded-Preferred",
    ],
  },
  checkMatch(match, context) {
    const { file, project } = context;
    if (!isGrammar(file.kind) || match.place !== "text" || !isAboutDatabricks(file)) return;
    const isApp =
      project.hasFile(/(?:^|\/)app\.ya?ml$/) ||
      project.files.some(({ settings }) =>
        settings.some(({ entries }) => entries.some(({ key }) => /(?:^|\.)resources\.apps\./.test(key))),
      );
    if (isApp) return;
    const message =
      "Only the proxy of Databricks Apps guarantees this header; anywhere else any caller can send it and be whoever they like. Verify the token of the user instead.";
    context.report(match, message);
  },
});
