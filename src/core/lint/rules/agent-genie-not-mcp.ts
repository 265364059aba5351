import { defineRule } from "../rule.ts";
import { oncePerText } from "../oncePerText.ts";

/** Libraries that build agents, as registries spell them. */
const frameworks =
  /^(?:langgraph|langchain(?:-core)?|openai-agents|crewai|autogen(?:-agentchat)?|llama-index(?:-core)?|pydantic-ai|smolagents|databricks-agents|mcp|fastmcp|@langchain\/(?:core|langgraph)|@openai\/agents|@mastra\/core|@modelcontextprotocol\/sdk)$/;

export const agentGenieNotMcp = defineRule({
  id: "agent-genie-not-mcp",
  severity: "warning",
  onByDefault: false,
  summary: "An agent calls Genie's conversation API itself, where a managed MCP server does the same as a tool.",
  files: ["all code"],
  fix: "none",
  pattern: { expression: /\/api\/2\.0\/genie\/spaces?(?![\w-])/g, words: ["/api/2.0/genie/"] },
  checkMatch(match, context) {
    const { file, project } = context;
    if (match.place !== "text") return;
    const isAgent =
      project.files.some(({ dependencies }) => dependencies.some(({ name }) => frameworks.test(name))) ||
      importsFramework(file.text);
    if (!isAgent) return;
    const message =
      "The conversation API leaves polling and tool calls to your code. The managed server at `/api/2.0/mcp/genie/{space}` offers the same as tools, with Unity Catalog permissions applied.";
    context.report(match, message);
  },
});

const importsFramework = oncePerText((text) =>
  /(?:from|import|require\()\s*["']?(?:langgraph|langchain|crewai|autogen|@langchain\/|@openai\/agents|agents\b|mcp\b)/.test(
    text,
  ),
);
