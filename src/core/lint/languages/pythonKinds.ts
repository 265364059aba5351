import type { Node } from "@vscode/tree-sitter-wasm";

/** Node kinds of tree-sitter-python that this file reads. A test checks that the grammar has each of them. */
export const pythonKinds = [
  "aliased_import",
  "argument_list",
  "as_pattern",
  "as_pattern_target",
  "assignment",
  "attribute",
  "augmented_assignment",
  "await",
  "binary_operator",
  "block",
  "boolean_operator",
  "call",
  "class_definition",
  "concatenated_string",
  "conditional_expression",
  "default_parameter",
  "delete_statement",
  "dictionary",
  "dictionary_comprehension",
  "dictionary_splat",
  "dictionary_splat_pattern",
  "dotted_name",
  "expression_list",
  "false",
  "float",
  "for_in_clause",
  "for_statement",
  "function_definition",
  "global_statement",
  "identifier",
  "import_from_statement",
  "import_statement",
  "integer",
  "keyword_argument",
  "keyword_separator",
  "lambda",
  "lambda_parameters",
  "list",
  "list_pattern",
  "list_splat",
  "list_splat_pattern",
  "module",
  "named_expression",
  "none",
  "nonlocal_statement",
  "pair",
  "parameters",
  "parenthesized_expression",
  "pattern_list",
  "positional_separator",
  "relative_import",
  "return_statement",
  "string",
  "subscript",
  "true",
  "tuple",
  "tuple_pattern",
  "typed_default_parameter",
  "typed_parameter",
  "wildcard_import",
  "with_item",
] as const;

export type Kind = (typeof pythonKinds)[number];

export const kindOf = (node: Node): Kind => node.type as Kind;

export const functions = new Set<string>(["function_definition", "lambda"] satisfies Kind[]);

export const scopes = new Set<string>([...functions, ...(["class_definition", "module"] satisfies Kind[])]);

export const runs = new Set<string>([...functions, ...(["module"] satisfies Kind[])]);

export const blocks = new Set<string>(["block", "module", "lambda"] satisfies Kind[]);
