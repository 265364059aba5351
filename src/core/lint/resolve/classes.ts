import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding } from "../languages/expression.ts";
import type { Source } from "../languages/source.ts";
import { parentOf } from "../languages/source.ts";
import type { Evaluator, Frame } from "./evaluator.ts";
import { applyMutations } from "./mutations.ts";
import type { Value } from "./value.ts";
import { fieldOf, instanceOf, isMutable, knownText, oneOf, unknown } from "./value.ts";

/** A class of this file, or an object of one. */
export type Owner = Extract<Value, { kind: "self" | "class" }>;

/** Says what the members of the classes of one file are, and which classes types name. */
export class Classes {
  readonly #evaluator: Evaluator;
  readonly #source: Source;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
    this.#source = evaluator.source;
  }

  /** A member of a class, or of an object of it. */
  member(node: Node, name: string, at: Node, frame: Frame | undefined): Value {
    const home = this.#evaluator.homeOf(node);
    if (home !== this.#evaluator) return home?.classes.member(node, name, at, frame) ?? unknown;
    const own = ownMembers(this.#source, node, name);
    if (own.length === 0) return this.inherited(node, name, at, frame);
    const method = own.find((binding) => binding.source.kind === "function");
    const { value } = home.names.choose(method ? [method] : own, at, frame);
    const isField = !method && this.#source.grammar.members(node, name).length === own.length;
    const held = isField ? this.#constructed(node, name, value) : value;
    // A member that is nothing waits for a subclass, a constructor or settings to say what it is.
    return held.kind === "null" || knownText(held) === "" ? unknown : held;
  }

  /** A member that a class has from those above it. */
  inherited(node: Node, name: string, at: Node, frame: Frame | undefined): Value {
    const home = this.#evaluator.homeOf(node);
    if (home !== this.#evaluator) return home?.classes.inherited(node, name, at, frame) ?? unknown;
    return home.deeper(() => {
      const found = this.#source.grammar.superclasses(node).map((superclass) => {
        const value = home.evaluate(superclass);
        if (value.kind === "class" && value.node.id !== node.id) return this.member(value.node, name, at, frame);
        return value.kind === "origin" ? fieldOf(instanceOf(value.path), name) : unknown;
      });
      return found.find((value) => value.kind !== "unknown") ?? unknown;
    });
  }

  /** What `super` means at a place. */
  superAt(node: Node): Value {
    const { grammar } = this.#source;
    for (let current = grammar.functionAround(node); parentOf(current); current = grammar.functionAround(current)) {
      const owner = grammar.classOf(current);
      if (owner) return { kind: "self", class: owner, above: true };
    }
    return unknown;
  }

  /** The value of a member after everything that the class, or code that has an object of it, does to it in place. */
  changed(owner: Owner, value: Value, name: string, at: Node, frame: Frame | undefined): Value {
    if (!isMutable(value) || this.#evaluator.homeOf(classOf(owner)) !== this.#evaluator) return value;
    const home = ownMembers(this.#source, classOf(owner), name)[0]?.node ?? at;
    const uses = this.#source
      .memberChanges(name)
      .filter((use) => use.id !== at.id && this.#isMemberOf(use, owner, name));
    return applyMutations(this.#evaluator, value, { uses, at, from: 0, home }, frame);
  }

  /** What a value of a type is, as far as the type tells. */
  typed(type: Node): Value {
    for (const name of this.#source.grammar.typeNames(type)) {
      const value = this.#evaluator.evaluate(name);
      if (value.kind === "origin" && this.#evaluator.isClass(value.path)) return instanceOf(value.path);
      if (value.kind === "class") return { kind: "self", class: value.node, above: false };
    }
    return unknown;
  }

  /** A field of a class whose calls may set it by name, as those of a data class do; its default where they do not. */
  #constructed(node: Node, name: string, fallback: Value): Value {
    const { grammar } = this.#source;
    const calls = this.#source.occurrences(node.childForFieldName("name")?.text ?? "").flatMap((occurrence) => {
      const reference = grammar.reference(occurrence);
      const parent = parentOf(reference);
      const call = parent && grammar.expression(parent);
      return call?.kind === "call" && call.callee.id === reference.id ? [call.args] : [];
    });
    const given = calls.map(({ named }) => named.find((argument) => argument.name === name)?.value);
    if (given.every((value) => value === undefined)) return fallback;
    return oneOf(
      given.map((value) => (value ? this.#evaluator.evaluate(value) : fallback)),
      "callers",
    );
  }

  /** Whether a use of a name is a member that may be this owner's: not that of another class with a member of this name. */
  #isMemberOf(use: Node, owner: Owner, name: string): boolean {
    const member = this.#source.grammar.expression(use);
    if (member.kind !== "member") return false;
    const holder = this.#evaluator.evaluate(member.object);
    if (holder.kind !== "self" && holder.kind !== "class") return true;
    const theirs = classOf(holder);
    return theirs.id === classOf(owner).id || ownMembers(this.#source, theirs, name).length === 0;
  }
}

function classOf(owner: Owner): Node {
  return owner.kind === "self" ? owner.class : owner.node;
}

/** The definitions of a member in a class and by assignment to `self`, without those that it inherits. */
function ownMembers(source: Source, node: Node, name: string): Binding[] {
  const assigned = source.assignedMembers(name).get(node.id) ?? [];
  const declared = source.grammar.members(node, name);
  const valued = declared.filter((binding) => binding.source.kind !== "declared");
  // A bare declaration says nothing more once there is an assignment, except through its type.
  return assigned.length + valued.length > 0 ? [...valued, ...assigned] : [...declared];
}
