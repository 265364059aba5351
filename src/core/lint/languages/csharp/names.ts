import type { Node } from "@vscode/tree-sitter-wasm";
import { oncePerNode } from "../remembered.ts";
import { ancestor, field, grouped, parentOf, parts } from "../source.ts";
import { classes, functions, kindOf, scopes } from "./kinds.ts";

/** What stands for a member in the body of a class: a declarator, a property, a method. */
export interface Member {
  readonly name: Node;
  readonly declaration: Node;
}

/** Members of a class by a name, in the order of its body. */
export function membersNamed(owner: Node, name: string): readonly Member[] {
  return membersOf(owner).get(name) ?? [];
}

const membersOf = oncePerNode((owner): ReadonlyMap<string, readonly Member[]> => {
  const body = field(owner, "body");
  const members = (body ? parts(body) : []).flatMap((item): Member[] => {
    if (kindOf(item) === "constructor_declaration") return [];
    return (kindOf(item) === "field_declaration" ? declarators(item) : [item]).flatMap((declaration) => {
      const name = field(declaration, "name");
      return name ? [{ name, declaration }] : [];
    });
  });
  return grouped(members, ({ name }) => name.text);
});

function declarators(statement: Node): Node[] {
  const list = parts(statement).find((part) => kindOf(part) === "variable_declaration") ?? statement;
  return parts(list).filter((part) => kindOf(part) === "variable_declarator");
}

/** Places of a name that belong to what stands around it, and never mean a member of the class. */
const ownedNames = new Set(["name", "type"]);

/** The class whose member a bare name is: no variable nearer to it has that name. */
export function classOfMember(name: Node): Node | undefined {
  const { text } = name;
  for (let scope = ancestor(name, scopes); scope; scope = ancestor(scope, scopes)) {
    if (classes.has(scope.type) && membersNamed(scope, text).length > 0) return isOwned(name) ? undefined : scope;
    if (declares(scope, text)) return undefined;
  }
  return undefined;
}

function isOwned(name: Node): boolean {
  const parent = parentOf(name);
  return !parent || [...ownedNames].some((key) => field(parent, key)?.id === name.id);
}

/** Whether a scope declares a variable, a parameter or a local function. */
export function declares(scope: Node, text: string): boolean {
  return declaredNames(scope).has(text);
}

const declaredNames = oncePerNode((scope): ReadonlySet<string> => new Set(declaredIn(scope).map(({ text }) => text)));

function declaredIn(scope: Node): readonly Node[] {
  if (functions.has(scope.type) || classes.has(scope.type)) return parameterNames(scope);
  if (kindOf(scope) === "foreach_statement") return named(scope, "left");
  return parts(scope).flatMap((item) => {
    const statement = kindOf(item) === "global_statement" ? (parts(item)[0] ?? item) : item;
    switch (kindOf(statement)) {
      case "local_function_statement":
        return named(statement, "name");
      case "local_declaration_statement":
      case "variable_declaration":
        return declarators(statement).flatMap((declarator) => named(declarator, "name"));
      default:
        return [];
    }
  });
}

function named(node: Node, key: string): readonly Node[] {
  const name = field(node, key);
  return name ? [name] : [];
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
