import type { Node } from "@vscode/tree-sitter-wasm";

/** Node kinds of the Java grammar that are read here; a test checks that it has each. */
export const javaKinds = [
  "argument_list",
  "array_access",
  "array_creation_expression",
  "array_initializer",
  "assignment_expression",
  "asterisk",
  "binary_expression",
  "block",
  "cast_expression",
  "catch_clause",
  "catch_formal_parameter",
  "character_literal",
  "class_body",
  "class_declaration",
  "compact_constructor_declaration",
  "constant_declaration",
  "constructor_body",
  "constructor_declaration",
  "decimal_integer_literal",
  "enhanced_for_statement",
  "enum_body",
  "enum_body_declarations",
  "enum_constant",
  "enum_declaration",
  "escape_sequence",
  "expression_statement",
  "false",
  "field_access",
  "field_declaration",
  "for_statement",
  "formal_parameter",
  "formal_parameters",
  "generic_type",
  "identifier",
  "import_declaration",
  "inferred_parameters",
  "instanceof_expression",
  "interface_body",
  "interface_declaration",
  "lambda_expression",
  "local_variable_declaration",
  "method_declaration",
  "method_invocation",
  "multiline_string_fragment",
  "null_literal",
  "object_creation_expression",
  "parenthesized_expression",
  "program",
  "record_declaration",
  "resource",
  "return_statement",
  "scoped_identifier",
  "scoped_type_identifier",
  "spread_parameter",
  "string_fragment",
  "string_literal",
  "super",
  "super_interfaces",
  "superclass",
  "switch_block",
  "switch_block_statement_group",
  "switch_expression",
  "switch_rule",
  "ternary_expression",
  "this",
  "throw_statement",
  "true",
  "try_with_resources_statement",
  "type_identifier",
  "type_list",
  "variable_declarator",
  "yield_statement",
] as const;

export type Kind = (typeof javaKinds)[number];

export const kindOf = (node: Node): Kind => node.type as Kind;

export const classes = new Set<string>([
  "class_declaration",
  "interface_declaration",
  "enum_declaration",
  "record_declaration",
] satisfies Kind[]);

export const functions = new Set<string>([
  "method_declaration",
  "constructor_declaration",
  "compact_constructor_declaration",
  "lambda_expression",
] satisfies Kind[]);

export const blocks = new Set<string>([
  "block",
  "class_body",
  "constructor_body",
  "enum_body",
  "interface_body",
  "program",
  "switch_block_statement_group",
  "switch_rule",
] satisfies Kind[]);

export const scopes = new Set<string>([
  ...classes,
  ...functions,
  ...blocks,
  ...(["for_statement", "enhanced_for_statement", "catch_clause", "try_with_resources_statement"] satisfies Kind[]),
]);

export const runs = new Set<string>([...functions, "program"]);
