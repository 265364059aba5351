import type { Node } from "@vscode/tree-sitter-wasm";
import { ancestor, field, parentOf, parts } from "../source.ts";
import { classes, functions, kindOf, scopes } from "./kinds.ts";

/** What stands for a member in the body of a class: a declarator, a property, a method. */
export interface Member {
  readonly name: Node;
  readonly declaration: Node;
}

/** Members of a class by a name, in the order of its body. */
export function membersNamed(owner: Node, name: string): Member[] {
  const body = field(owner, "body");
  return (body ? parts(body) : []).flatMap((item): Member[] => {
    if (kindOf(item) === "field_declaration")
      return declarators(item).flatMap((declaration) => {
        const own = field(declaration, "name");
        return own?.text === name ? [{ name: own, declaration }] : [];
      });
    if (kindOf(item) === "constructor_declaration") return [];
    const own = field(item, "name");
    return own?.text === name ? [{ name: own, declaration: item }] : [];
  });
}

export function declarators(statement: Node): Node[] {
  const list = parts(statement).find((part) => kindOf(part) === "variable_declaration") ?? statement;
  return parts(list).filter((part) => kindOf(part) === "variable_declarator");
}

/** Places of a name that belong to what stands around it, and never mean a member of the class. */
const ownedNames = new Set(["name", "type"]);

/** The class whose member a bare name is: no variable nearer to it has that name. */
export function classOfMember(name: Node): Node | undefined {
  const parent = parentOf(name);
  if (!parent || [...ownedNames].some((key) => field(parent, key)?.id === name.id)) return undefined;
  const { text } = name;
  for (let scope = ancestor(name, scopes); scope; scope = ancestor(scope, scopes)) {
    if (classes.has(scope.type) && membersNamed(scope, text).length > 0) return scope;
    if (declares(scope, text)) return undefined;
  }
  return undefined;
}

/** Whether a scope declares a variable, a parameter or a local function. */
export function declares(scope: Node, text: string): boolean {
  if (functions.has(scope.type) || classes.has(scope.type))
    return parameterNames(scope).some((name) => name.text === text);
  if (kindOf(scope) === "foreach_statement") return field(scope, "left")?.text === text;
  return parts(scope).some((item) => {
    const statement = kindOf(item) === "global_statement" ? (parts(item)[0] ?? item) : item;
    if (kindOf(statement) === "local_function_statement") return field(statement, "name")?.text === text;
    const isDeclaration =
      kindOf(statement) === "local_declaration_statement" || kindOf(statement) === "variable_declaration";
    return isDeclaration && declarators(statement).some((declarator) => field(declarator, "name")?.text === text);
  });
}

/** The list of parameters of a function, or of a class with a primary constructor. */
function parameterList(node: Node): Node | undefined {
  return field(node, "parameters") ?? parts(node).find((part) => kindOf(part) === "parameter_list");
}

function parameterNames(node: Node): Node[] {
  return parameterItems(node).map(({ name }) => name);
}

/** Each parameter with its declaration. `params string[] rest` has none of its own: its name stands in the list itself. */
export function parameterItems(node: Node): { readonly name: Node; readonly item: Node }[] {
  const list = parameterList(node);
  if (!list) return [];
  // `q => …` has a name only.
  if (kindOf(list) !== "parameter_list") return [{ name: list, item: list }];
  const rest = field(list, "name");
  const own = parts(list).flatMap((item) => {
    const name = kindOf(item) === "parameter" ? field(item, "name") : undefined;
    return name ? [{ name, item }] : [];
  });
  return rest ? [...own, { name: rest, item: list }] : own;
}
