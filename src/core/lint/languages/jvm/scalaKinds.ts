import type { Node } from "@vscode/tree-sitter-wasm";

/** Node kinds of the Scala grammar that are read here; a test checks that it has each. */
export const scalaKinds = [
  "arguments",
  "arrow_renamed_identifier",
  "as_renamed_identifier",
  "ascription_expression",
  "assignment_expression",
  "binding",
  "bindings",
  "block",
  "boolean_literal",
  "call_expression",
  "case_block",
  "case_clause",
  "class_definition",
  "class_parameter",
  "class_parameters",
  "compilation_unit",
  "enumerator",
  "enum_body",
  "enum_definition",
  "escape_sequence",
  "extends_clause",
  "field_expression",
  "floating_point_literal",
  "for_expression",
  "function_declaration",
  "function_definition",
  "generic_function",
  "generic_type",
  "identifier",
  "if_expression",
  "import_declaration",
  "indented_block",
  "infix_expression",
  "instance_expression",
  "integer_literal",
  "interpolated_string",
  "interpolated_string_expression",
  "interpolation",
  "lambda_expression",
  "match_expression",
  "namespace_selectors",
  "namespace_wildcard",
  "null_literal",
  "object_definition",
  "parameter",
  "parameters",
  "parenthesized_expression",
  "repeated_parameter_type",
  "return_expression",
  "simple_enum_case",
  "stable_type_identifier",
  "string",
  "template_body",
  "throw_expression",
  "trait_definition",
  "try_expression",
  "tuple_expression",
  "type_identifier",
  "val_declaration",
  "val_definition",
  "var_declaration",
  "var_definition",
  "wildcard",
] as const;

export type Kind = (typeof scalaKinds)[number];

export const kindOf = (node: Node): Kind => node.type as Kind;

export const classes = new Set<string>([
  "class_definition",
  "object_definition",
  "trait_definition",
  "enum_definition",
] satisfies Kind[]);

export const functions = new Set<string>(["function_definition", "lambda_expression"] satisfies Kind[]);

export const blocks = new Set<string>([
  "block",
  "case_clause",
  "compilation_unit",
  "enum_body",
  "indented_block",
  "template_body",
] satisfies Kind[]);

export const scopes = new Set<string>([...classes, ...functions, ...blocks, "for_expression" satisfies Kind]);

export const runs = new Set<string>([...functions, "compilation_unit"]);
