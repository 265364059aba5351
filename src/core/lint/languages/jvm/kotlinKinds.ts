import type { Node } from "@vscode/tree-sitter-wasm";

/** Node kinds of the Kotlin grammar that are read here; a test checks that it has each. */
export const kotlinKinds = [
  "annotated_lambda",
  "anonymous_function",
  "anonymous_initializer",
  "as_expression",
  "assignment",
  "binary_expression",
  "block",
  "call_expression",
  "catch_block",
  "class_body",
  "class_declaration",
  "class_parameter",
  "class_parameters",
  "companion_object",
  "constructor_invocation",
  "delegation_specifier",
  "delegation_specifiers",
  "enum_class_body",
  "enum_entry",
  "escape_sequence",
  "float_literal",
  "for_statement",
  "function_body",
  "function_declaration",
  "function_value_parameters",
  "getter",
  "identifier",
  "if_expression",
  "import",
  "index_expression",
  "infix_expression",
  "interpolation",
  "lambda_literal",
  "lambda_parameters",
  "modifiers",
  "multi_variable_declaration",
  "multiline_string_literal",
  "navigation_expression",
  "nullable_type",
  "number_literal",
  "object_declaration",
  "object_literal",
  "parameter",
  "parameter_modifiers",
  "parenthesized_expression",
  "primary_constructor",
  "property_declaration",
  "property_delegate",
  "qualified_identifier",
  "return_expression",
  "secondary_constructor",
  "setter",
  "source_file",
  "spread_expression",
  "string_content",
  "string_literal",
  "super_expression",
  "this_expression",
  "try_expression",
  "type_arguments",
  "unary_expression",
  "user_type",
  "value_argument",
  "value_arguments",
  "variable_declaration",
  "when_entry",
  "when_expression",
] as const;

export type Kind = (typeof kotlinKinds)[number];

export const kindOf = (node: Node): Kind => node.type as Kind;

export const classes = new Set<string>(["class_declaration", "object_declaration", "object_literal"] satisfies Kind[]);

export const functions = new Set<string>([
  "function_declaration",
  "anonymous_function",
  "lambda_literal",
  "secondary_constructor",
  "getter",
] satisfies Kind[]);

export const blocks = new Set<string>([
  "block",
  "class_body",
  "enum_class_body",
  "lambda_literal",
  "source_file",
  "when_entry",
] satisfies Kind[]);

export const scopes = new Set<string>([
  ...classes,
  ...functions,
  ...blocks,
  ...(["for_statement", "catch_block"] satisfies Kind[]),
]);

export const runs = new Set<string>([...functions, "source_file"]);
