import type { Node } from "@vscode/tree-sitter-wasm";

/** Node kinds of tree-sitter-bash that this folder reads; a test checks that the grammar has each. */
export const bashKinds = [
  "ansi_c_string",
  "arithmetic_expansion",
  "array",
  "command",
  "command_name",
  "command_substitution",
  "concatenation",
  "declaration_command",
  "expansion",
  "for_statement",
  "function_definition",
  "list",
  "process_substitution",
  "program",
  "raw_string",
  "redirected_statement",
  "simple_expansion",
  "string",
  "string_content",
  "translated_string",
  "unset_command",
  "variable_assignment",
  "variable_name",
] as const;

export type Kind = (typeof bashKinds)[number];

export const kindOf = (node: Node): Kind => node.type as Kind;
