import type { Node } from "@vscode/tree-sitter-wasm";

/**
 * What a piece of syntax means, in words that Python and JavaScript share. Grammars translate on demand;
 * the resolver reads only this, so a further language is one more translation.
 */
export type Expression =
  /** A literal, template or concatenation; `plain` for one literal without holes, so that its content can be replaced. */
  | { readonly kind: "text"; readonly parts: readonly (string | Node)[]; readonly plain: boolean }
  /** `"%s/%s" % (a, b)` or `"{}/{v}".format(a, v=b)`. */
  | { readonly kind: "format"; readonly style: "percent" | "braces"; readonly template: Node; readonly args: Args }
  | { readonly kind: "null" }
  | { readonly kind: "constant" }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "member"; readonly object: Node; readonly name: string }
  | { readonly kind: "index"; readonly object: Node; readonly key: Node }
  | { readonly kind: "call"; readonly callee: Node; readonly args: Args; readonly isNew: boolean }
  | { readonly kind: "object"; readonly entries: readonly ObjectEntry[] }
  | { readonly kind: "list"; readonly items: readonly Node[] }
  /** One of these, and the analysis does not know which. */
  | { readonly kind: "branch"; readonly options: readonly Node[] }
  /** `a or b`, `a ?? b`: the second when the first is nothing. */
  | { readonly kind: "fallback"; readonly first: Node; readonly second: Node }
  /** Python's `a | b` on dicts. */
  | { readonly kind: "union"; readonly left: Node; readonly right: Node }
  | { readonly kind: "function"; readonly node: Node }
  | { readonly kind: "class"; readonly node: Node }
  /** The object whose method this is; `super` looks above the class. */
  | { readonly kind: "self"; readonly class: Node; readonly above: boolean }
  /** Parentheses, `await`, `as const`: the value of something else. */
  | { readonly kind: "same"; readonly inner: Node }
  | { readonly kind: "opaque" };

export type ObjectEntry =
  | { readonly kind: "entry"; readonly key: string; readonly value: Node; readonly node: Node }
  /** `[computed]: value`, or a comprehension: some key that the analysis does not know. */
  | { readonly kind: "computed" }
  | { readonly kind: "spread"; readonly value: Node };

export interface Args {
  readonly positional: readonly Node[];
  readonly named: readonly { readonly name: string; readonly value: Node; readonly node: Node }[];
  /** `**options` */
  readonly spreads: readonly Node[];
  /** `*args` or `...args`: positions after it are unknown, unless `rest` says what it is. */
  readonly open: boolean;
  /** What is spread at the end of the positions, when only one thing is: Go's `options...`. */
  readonly rest?: Node;
}

export const noArgs: Args = { positional: [], named: [], spreads: [], open: false };

/** Holds arguments that are read when they are asked for: the most calls reach nothing that the analysis follows. */
class WithArgs {
  readonly kind = "call";
  readonly #read: () => Args;
  #args: Args | undefined;

  constructor(read: () => Args) {
    this.#read = read;
  }

  get args(): Args {
    return (this.#args ??= this.#read());
  }
}

/** A call of a function or method. */
export class Called extends WithArgs {
  readonly callee: Node;
  readonly isNew = false;

  constructor(callee: Node, read: () => Args) {
    super(read);
    this.callee = callee;
  }
}

/** A call that changes the object whose method it calls. */
export class ChangingCall extends WithArgs {
  readonly path: readonly string[];
  readonly name: string;
  readonly node: Node;

  constructor(node: Node, path: readonly string[], name: string, read: () => Args) {
    super(read);
    this.node = node;
    this.path = path;
    this.name = name;
  }
}

/** What gives a name its meaning. */
export interface Binding {
  readonly source: BindingSource;
  /** Function, class, block or file in which the name holds. */
  readonly scope: Node;
  /** The name at its place of definition. */
  readonly node: Node;
  /** Offset after which it holds, for code that runs in order. */
  readonly from: number;
  /** Block that holds the definition: code outside may run without it. */
  readonly block: Node;
}

export type BindingSource =
  | { readonly kind: "import"; readonly origin: string }
  /** `path` says which member, for destructuring; `fallback` is its default. */
  | { readonly kind: "value"; readonly value: Node; readonly path: readonly string[]; readonly fallback?: Node }
  | {
      readonly kind: "parameter";
      readonly parameter: Parameter;
      readonly path: readonly string[];
      readonly fallback?: Node;
    }
  | { readonly kind: "function"; readonly node: Node }
  | { readonly kind: "class"; readonly node: Node }
  /** A declaration without a value; its type may say what it holds. */
  | { readonly kind: "declared"; readonly type?: Node }
  | { readonly kind: "opaque" };

export interface Parameter {
  readonly function: Node;
  readonly name: string;
  /** Place in a call without the receiver; -1 when it can only be named. */
  readonly position: number;
  readonly fallback?: Node;
  readonly type?: Node;
  readonly rest?: "positional" | "named";
}

/** A change of an object in place. */
export type Mutation =
  | { readonly kind: "set"; readonly key: string; readonly value: Node; readonly node: Node; readonly weak: boolean }
  | { readonly kind: "merge"; readonly value: Node }
  | { readonly kind: "mergeNamed"; readonly args: Args }
  | { readonly kind: "remove"; readonly key: string }
  /** It went somewhere that the analysis does not follow. */
  | { readonly kind: "escape" }
  /** `x.headers.update(…)`: a method of the object, or of one of its members. */
  | {
      readonly kind: "call";
      readonly path: readonly string[];
      readonly name: string;
      readonly args: Args;
      readonly node: Node;
    }
  /** `x.config.user = v`, or `x.headers[key] = v`, whose name is `[]`. */
  | {
      readonly kind: "assign";
      readonly path: readonly string[];
      readonly name: string;
      readonly key?: Node;
      readonly value: Node;
      readonly node: Node;
    };

/** One language's translation from syntax to meaning. */
export interface Grammar {
  /** Leaf kinds that carry a name. */
  readonly nameKinds: ReadonlySet<string>;
  /** Files beside each other see each other's names without an import, so that a name nobody defines here may be one of the project. */
  readonly seesSiblings?: true;
  /** How a text divides into top-level statements, where that can be told without parsing; else all of it is parsed. */
  readonly statements?: {
    /** Offsets at which they begin, in order; the first is 0. */
    starts(text: string): readonly number[];
    /** Finds what the analysis reads without asking for its name. */
    readonly always: RegExp;
  };
  expression(node: Node): Expression;
  /** What ends the text before a name that is defined although `.`, `(` or `[` follows it: `def ` in `def name(`. */
  readonly declarator: RegExp;
  /** What ends the text before a name that is a value there and defined nowhere behind it, but for `a = b = value`. */
  readonly operand?: RegExp;
  /** How a name occurrence defines it, if it does. */
  binding(name: Node): Binding | undefined;
  /** Definitions of a name that the file does not spell as one: Go's `import "net/http"` defines `http`. */
  unspelledBindings?(root: Node, name: string, starImports: readonly string[]): readonly Binding[];
  /** The innermost place where names can be defined around a node: never the node itself. */
  scopeAround(node: Node): Node | undefined;
  /** Whether names of `scope` are visible to code inside `inner`, a scope within it. */
  isVisible(scope: Node, inner: Node): boolean;
  /** The block of statements around a node: what follows it in there runs after it. */
  blockAround(node: Node): Node | undefined;
  /** The function (or file) whose run reaches a node. */
  functionAround(node: Node): Node;
  parameters(functionNode: Node): readonly Parameter[];
  /** What a function gives back; a generator or an async function counts like a plain one. */
  results(functionNode: Node): readonly Node[];
  /** The name under which a function is called, with the class it belongs to. */
  functionName(functionNode: Node): { readonly name: string; readonly isConstructor: boolean } | undefined;
  /** Class that a function is a method of. */
  classOf(functionNode: Node): Node | undefined;
  superclasses(classNode: Node): readonly Node[];
  /** Definitions of a member in the body of a class; those by assignment to `self` come from `selfAssignment`. */
  members(classNode: Node, name: string): readonly Binding[];
  /** For the property of `self.name = value`: the definition it is. */
  selfAssignment(name: Node): { readonly class: Node; readonly binding: Binding } | undefined;
  /** How the use of an object at `node` changes it, if it does. */
  mutation(node: Node): Mutation | undefined;
  /** Modules whose names all come in: `from x import *`. */
  starImports(root: Node): readonly string[];
  /** Names in a type annotation that may be classes. */
  typeNames(type: Node): readonly Node[];
  /** Calls of the class that a type names, where they do not: `new(…)` in `Client client = new(…)`. */
  impliedCalls?(type: Node): readonly Node[];
  /** The whole expression that a name occurrence ends: `a.b` for the `b` in it. */
  reference(name: Node): Node;
}
