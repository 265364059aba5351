import { defineRule } from "../rule.ts";
import { oncePerText } from "../oncePerText.ts";

const sqlClients = new Set(["python-sql", "sqlalchemy", "node-sql", "go-sql", "jdbc", "odbc", "adbc", "dbt"]);

export const oauthBroadScope = defineRule({
  id: "oauth-broad-scope",
  severity: "info",
  onByDefault: false,
  summary: "The scope `all-apis` where only SQL is used.",
  files: ["all languages"],
  fix: "none",
  pattern: { expression: /(?<![\w-])all-apis(?![\w-])/g, words: ["all-apis"] },
  checkMatch(match, context) {
    const { file, project } = context;
    if (match.place === "code" || callsApi(file.text)) return;
    let hasSql = false;
    for (const { sites } of project.files)
      for (const { connector } of sites) {
        if (!sqlClients.has(connector)) return;
        hasSql = true;
      }
    if (!hasSql) return;
    const message =
      "`all-apis` lets the token do everything its owner may, and this project only runs SQL. Ask for `sql`, with `offline_access` for a refresh token.";
    context.report(match, message);
  },
});

const callsApi = oncePerText((text) => /\/api\/[12]\./.test(text));
