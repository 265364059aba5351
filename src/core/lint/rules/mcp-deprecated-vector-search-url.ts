import { defineRule } from "../rule.ts";

export const mcpDeprecatedVectorSearchUrl = defineRule({
  id: "mcp-deprecated-vector-search-url",
  severity: "info",
  summary: "The address of the managed MCP server for vector search, which is now called AI Search.",
  files: ["all"],
  fix: "none",
  pattern: { expression: /\/api\/2\.0\/mcp\/vector-search(?=[/"'`\s?#]|$)/gm, words: ["/mcp/vector-search"] },
  checkMatch(match, context) {
    const message =
      "Databricks documents this server under `/api/2.0/mcp/ai-search/` now. The old address is not known to be switched off; plan the change, together with its scope (`ai-search` in place of `vector-search`).";
    context.report(match, message);
  },
});
