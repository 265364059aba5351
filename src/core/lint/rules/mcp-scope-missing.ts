import { defineRule } from "../rule.ts";
import { oncePerText } from "../oncePerText.ts";

/** What a scope must hold to open a family of managed servers. Source: Databricks documentation, "Use managed MCP servers". */
const scopes: Readonly<Record<string, { readonly name: string; readonly opens: RegExp }>> = {
  genie: { name: "genie", opens: /genie/ },
  sql: { name: "sql", opens: /^(?:mcp\.)?sql\b/ },
  functions: { name: "unity-catalog", opens: /unity-catalog|functions/ },
  "ai-search": { name: "ai-search", opens: /search/ },
  "vector-search": { name: "vector-search", opens: /search/ },
};

const known =
  /^(?:all-apis|offline_access|sql|unity-catalog|model-serving)$|genie|(?:ai|vector)-search|^(?:files|catalog|dashboards|mcp)\./;

/** A list of scopes in code, JSON or YAML. */
const lists =
  /(?:user_api_scopes|\w*scopes?)["']?\s*[:=]\s*(?<list>\[[^\]]*\]|"[^"\n]*"|'[^'\n]*'|(?:[ \t]*\r?\n[ \t]*-[ \t]+[\w."'-]+)+)/gi;

export const mcpScopeMissing = defineRule({
  id: "mcp-scope-missing",
  severity: "warning",
  summary: "A managed MCP server is used, and the scopes in the same file leave out the one it asks for.",
  files: ["all code", "YAML", "JSON"],
  fix: "none",
  pattern: {
    expression: /\/api\/2\.0\/mcp\/(?<family>genie|sql|functions|ai-search|vector-search)(?![\w-])/g,
    words: ["/api/2.0/mcp/"],
  },
  checkMatch(match, context) {
    const family = match.groups["family"] ?? "";
    const needed = scopes[family];
    const asked = scopesIn(context.file.text);
    // A list without any scope of Databricks belongs to another service.
    if (!needed || !asked.some((scope) => known.test(scope)) || asked.includes("all-apis")) return;
    if (asked.some((scope) => needed.opens.test(scope))) return;
    const message = `This server wants the OAuth scope \`${needed.name}\`, which is not among the scopes in this file, so its calls are refused. Add \`${needed.name}\`.`;
    context.report(match, message);
  },
});

const scopesIn = oncePerText((text): readonly string[] =>
  [...text.matchAll(lists)].flatMap(({ groups }) => (groups?.["list"] ?? "").match(/[a-z][\w.-]*/gi) ?? []),
);
