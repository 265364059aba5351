import type { Node } from "@vscode/tree-sitter-wasm";

/** Node kinds of the JavaScript, TypeScript and TSX grammars that this file reads; a test checks that one of them has each. */
export const javascriptKinds = [
  "arguments",
  "array",
  "array_pattern",
  "arrow_function",
  "as_expression",
  "assignment_expression",
  "assignment_pattern",
  "augmented_assignment_expression",
  "await_expression",
  "binary_expression",
  "call_expression",
  "catch_clause",
  "class",
  "class_body",
  "class_declaration",
  "class_heritage",
  "class_static_block",
  "abstract_class_declaration",
  "computed_property_name",
  "enum_assignment",
  "enum_body",
  "enum_declaration",
  "extends_clause",
  "false",
  "field_definition",
  "for_in_statement",
  "for_statement",
  "formal_parameters",
  "function_declaration",
  "function_expression",
  "generator_function",
  "generator_function_declaration",
  "identifier",
  "import",
  "import_clause",
  "import_require_clause",
  "import_specifier",
  "import_statement",
  "member_expression",
  "method_definition",
  "namespace_import",
  "new_expression",
  "non_null_expression",
  "null",
  "number",
  "object",
  "object_assignment_pattern",
  "object_pattern",
  "optional_parameter",
  "pair",
  "pair_pattern",
  "parenthesized_expression",
  "private_property_identifier",
  "program",
  "property_identifier",
  "public_field_definition",
  "required_parameter",
  "rest_pattern",
  "return_statement",
  "satisfies_expression",
  "sequence_expression",
  "shorthand_property_identifier",
  "shorthand_property_identifier_pattern",
  "spread_element",
  "statement_block",
  "string",
  "subscript_expression",
  "super",
  "switch_body",
  "template_string",
  "ternary_expression",
  "this",
  "true",
  "type_annotation",
  "type_assertion",
  "type_identifier",
  "undefined",
  "unary_expression",
  "variable_declaration",
  "variable_declarator",
  "accessibility_modifier",
  "override_modifier",
] as const;

export type Kind = (typeof javascriptKinds)[number];

export const kindOf = (node: Node): Kind => node.type as Kind;

export const functions = new Set<string>([
  "arrow_function",
  "function_declaration",
  "function_expression",
  "generator_function",
  "generator_function_declaration",
  "method_definition",
] satisfies Kind[]);

export const classes = new Set<string>(["class", "class_declaration", "abstract_class_declaration"] satisfies Kind[]);

export const blocks = new Set<string>([
  "statement_block",
  "program",
  "switch_body",
  "class_static_block",
  "class_body",
] satisfies Kind[]);

export const scopes = new Set<string>([
  ...functions,
  ...blocks,
  ...classes,
  ...(["for_statement", "for_in_statement", "catch_clause"] satisfies Kind[]),
]);

export const functionScopes = new Set<string>([...functions, ...(["program", "class_static_block"] satisfies Kind[])]);

export const runs = new Set<string>([...functions, "program"]);
