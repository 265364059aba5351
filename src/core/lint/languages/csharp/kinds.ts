import type { Node } from "@vscode/tree-sitter-wasm";

/** Node kinds of tree-sitter-c-sharp that this folder reads; a test checks that the grammar has each. */
export const csharpKinds = [
  "accessor_declaration",
  "alias_qualified_name",
  "anonymous_method_expression",
  "argument",
  "argument_list",
  "array_creation_expression",
  "arrow_expression_clause",
  "as_expression",
  "assignment_expression",
  "await_expression",
  "base_list",
  "binary_expression",
  "block",
  "boolean_literal",
  "cast_expression",
  "catch_clause",
  "class_declaration",
  "compilation_unit",
  "conditional_access_expression",
  "conditional_expression",
  "constructor_declaration",
  "declaration_list",
  "default_expression",
  "element_access_expression",
  "element_binding_expression",
  "enum_declaration",
  "field_declaration",
  "for_statement",
  "foreach_statement",
  "generic_name",
  "global_statement",
  "identifier",
  "implicit_array_creation_expression",
  "implicit_object_creation_expression",
  "implicit_type",
  "initializer_expression",
  "integer_literal",
  "interface_declaration",
  "interpolated_string_expression",
  "invocation_expression",
  "lambda_expression",
  "local_declaration_statement",
  "local_function_statement",
  "member_access_expression",
  "member_binding_expression",
  "method_declaration",
  "null_literal",
  "nullable_type",
  "object_creation_expression",
  "parameter",
  "parameter_list",
  "parenthesized_expression",
  "postfix_unary_expression",
  "predefined_type",
  "property_declaration",
  "qualified_name",
  "raw_string_literal",
  "real_literal",
  "record_declaration",
  "return_statement",
  "string_literal",
  "struct_declaration",
  "switch_expression",
  "switch_expression_arm",
  "switch_section",
  "using_directive",
  "using_statement",
  "variable_declaration",
  "variable_declarator",
  "verbatim_string_literal",
] as const;

/** With the keywords that stand for an object and are no named kinds of the grammar. */
export type Kind = (typeof csharpKinds)[number] | "this" | "base";

export const kindOf = (node: Node): Kind => node.type as Kind;

export const classes = new Set<string>([
  "class_declaration",
  "record_declaration",
  "struct_declaration",
  "interface_declaration",
] satisfies Kind[]);

export const functions = new Set<string>([
  "method_declaration",
  "constructor_declaration",
  "local_function_statement",
  "lambda_expression",
  "anonymous_method_expression",
  "accessor_declaration",
] satisfies Kind[]);

export const blocks = new Set<string>([
  "block",
  "compilation_unit",
  "declaration_list",
  "switch_section",
] satisfies Kind[]);

export const scopes = new Set<string>([
  ...functions,
  ...blocks,
  ...classes,
  ...(["using_statement", "for_statement", "foreach_statement", "catch_clause"] satisfies Kind[]),
]);

export const runs = new Set<string>([...functions, "compilation_unit" satisfies Kind]);
