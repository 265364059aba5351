import type { Node } from "@vscode/tree-sitter-wasm";

/** Node kinds of tree-sitter-go that this folder reads; a test checks that the grammar has each. */
export const goKinds = [
  "argument_list",
  "assignment_statement",
  "binary_expression",
  "block",
  "call_expression",
  "communication_case",
  "composite_literal",
  "const_spec",
  "default_case",
  "dot",
  "expression_case",
  "expression_list",
  "expression_switch_statement",
  "false",
  "field_declaration",
  "field_identifier",
  "float_literal",
  "for_statement",
  "func_literal",
  "function_declaration",
  "generic_type",
  "identifier",
  "if_statement",
  "implicit_length_array_type",
  "array_type",
  "import_declaration",
  "import_spec",
  "index_expression",
  "int_literal",
  "interpreted_string_literal",
  "keyed_element",
  "literal_element",
  "literal_value",
  "map_type",
  "method_declaration",
  "nil",
  "package_identifier",
  "parameter_declaration",
  "parameter_list",
  "parenthesized_expression",
  "pointer_type",
  "qualified_type",
  "range_clause",
  "raw_string_literal",
  "receive_statement",
  "return_statement",
  "selector_expression",
  "short_var_declaration",
  "slice_type",
  "source_file",
  "statement_list",
  "struct_type",
  "true",
  "type_alias",
  "type_assertion_expression",
  "type_case",
  "type_conversion_expression",
  "type_identifier",
  "type_spec",
  "type_switch_statement",
  "unary_expression",
  "var_declaration",
  "var_spec",
  "var_spec_list",
  "variadic_argument",
  "variadic_parameter_declaration",
] as const;

export type Kind = (typeof goKinds)[number];

export const kindOf = (node: Node): Kind => node.type as Kind;

export const functions = new Set<string>([
  "function_declaration",
  "method_declaration",
  "func_literal",
] satisfies Kind[]);

const cases = ["expression_case", "default_case", "type_case", "communication_case"] satisfies Kind[];

export const blocks = new Set<string>(["statement_list", "source_file"] satisfies Kind[]);

export const scopes = new Set<string>([
  ...functions,
  ...cases,
  ...([
    "block",
    "source_file",
    "if_statement",
    "for_statement",
    "expression_switch_statement",
    "type_switch_statement",
    "struct_type",
  ] satisfies Kind[]),
]);

export const runs = new Set<string>([...functions, "source_file" satisfies Kind]);
