import type { Node } from "@vscode/tree-sitter-wasm";
import type { Expression, Mutation } from "../expression.ts";
import { parentOf } from "../source.ts";

/** What a grammar of the JVM must tell for its objects' changes to be seen. */
export interface UseSyntax {
  expression(node: Node): Expression;
  /** Both sides of `left = right`. */
  assignment(node: Node): { readonly left: Node; readonly right: Node } | undefined;
  /** The call that a node is an argument of. */
  argumentOf(node: Node): Node | undefined;
  /** `this.name` for the `name` in it. */
  ownMember(name: Node): Node | undefined;
}

/** Calls that read an object and leave it as it is. Constructors keep what they are given, and few of them change it. */
const readers =
  /^(?:print(?:ln|f)?|log|trace|debug|info|warn|error|getConnection|connect|valueOf|equals|hash|requireNonNull|assert\w*|append|option|options|load|initialize|jdbc|build\w*|create\w*|[A-Z]\w*)$/;

/** How the use of an object at a node changes it: a call on it or on a member of it, an assignment to one, or handing it on. */
export function receiverUse(node: Node, syntax: UseSyntax): Mutation | undefined {
  let current = syntax.ownMember(node) ?? node;
  const path: string[] = [];
  for (let parent = parentOf(current); parent; parent = parentOf(current)) {
    const outer = syntax.expression(parent);
    const assigned = syntax.assignment(parent);
    if (assigned?.left.id === current.id) return assign(path, assigned, syntax);
    if (outer.kind === "same" && outer.inner.id === current.id) current = parent;
    else if (outer.kind === "member" && outer.object.id === current.id) {
      path.push(outer.name);
      current = parent;
    } else if (outer.kind === "index" && outer.object.id === current.id) current = parent;
    else if (outer.kind === "call") return call(parent, outer, current, path, syntax);
    else {
      const target = path.length === 0 ? syntax.argumentOf(current) : undefined;
      return target && handedOn(target, syntax);
    }
  }
  return undefined;
}

function call(
  node: Node,
  { callee, args }: Extract<Expression, { kind: "call" }>,
  current: Node,
  path: readonly string[],
  syntax: UseSyntax,
): Mutation | undefined {
  if (callee.id === current.id) {
    const name = path.at(-1);
    return name === undefined ? undefined : { kind: "call", path: path.slice(0, -1), name, args, node };
  }
  const method = syntax.expression(callee);
  if (method.kind === "member" && method.object.id === current.id)
    return { kind: "call", path, name: method.name, args, node };
  return path.length === 0 && args.positional.some(({ id }) => id === current.id) ? handedOn(node, syntax) : undefined;
}

function assign(
  path: readonly string[],
  { left, right }: { readonly left: Node; readonly right: Node },
  syntax: UseSyntax,
): Mutation | undefined {
  const target = syntax.expression(left);
  const node = left.parent ?? left;
  if (target.kind === "index") return { kind: "assign", path, name: "[]", key: target.key, value: right, node };
  const name = path.at(-1);
  return name === undefined ? undefined : { kind: "assign", path: path.slice(0, -1), name, value: right, node };
}

function handedOn(callNode: Node, syntax: UseSyntax): Mutation | undefined {
  const outer = syntax.expression(callNode);
  if (outer.kind !== "call" || outer.isNew) return undefined;
  const callee = syntax.expression(outer.callee);
  const property = callee.kind === "member" ? pgProperty(callee.object.text) : undefined;
  const value = outer.args.positional[1];
  if (property !== undefined && value) return { kind: "set", key: property, value, node: callNode, weak: false };
  const name = callee.kind === "member" || callee.kind === "name" ? callee.name : "";
  return readers.test(name) ? undefined : { kind: "escape" };
}

/** PgJDBC's constants that write a property: `PGProperty.APPLICATION_NAME.set(properties, name)`. Source: pgjdbc/pgjdbc, `PGProperty.java`. */
const pgProperties: Readonly<Record<string, string>> = {
  APPLICATION_NAME: "ApplicationName",
  ASSUME_MIN_SERVER_VERSION: "assumeMinServerVersion",
  PASSWORD: "password",
  SSL_MODE: "sslmode",
  USER: "user",
};

function pgProperty(receiver: string): string | undefined {
  const constant = /(?:^|\.)PGProperty\.([A-Z_]+)$/.exec(receiver)?.[1];
  return constant === undefined ? undefined : (pgProperties[constant] ?? constant);
}
