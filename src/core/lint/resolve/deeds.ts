import type { Node } from "@vscode/tree-sitter-wasm";
import type { Arguments } from "./value.ts";

/** A method call or an assignment on an instance. */
export interface Deed {
  /** Members on the way: `headers` for `session.headers.update(…)`. */
  readonly path: readonly string[];
  /** The method, the field, or `[]` for `x["key"] = value`. */
  readonly name: string;
  readonly kind: "call" | "assign";
  /** Arguments of a call; for an assignment the value, behind the key where there is one. */
  readonly args: Arguments;
  readonly node: Node;
  /** Done on some ways through the code only. */
  readonly optional: boolean;
}

/** Deeds in their order, of which the first so many are those of an instance. Only ever grows. */
interface Log {
  readonly deeds: Deed[];
  /** Places in it of the assignments to each field of the instance itself. */
  readonly assigned: Map<string, number[]>;
}

/**
 * What was done to an instance, in the order of the code. It never changes. One that goes on from another shares its log, so that an
 * object that is used a thousand times does not cost a thousand lists.
 */
export class Deeds implements Iterable<Deed> {
  static readonly none = new Deeds({ deeds: [], assigned: new Map() }, 0);

  readonly size: number;
  readonly #log: Log;

  private constructor(log: Log, size: number) {
    this.#log = log;
    this.size = size;
  }

  /** These and one more. */
  and(deed: Deed): Deeds {
    const log = this.#isWholeLog ? this.#log : copied(this);
    write(log, deed);
    return new Deeds(log, this.size + 1);
  }

  /** Whether a further deed can be written behind these: nothing went on from here another way, and it is not the log of all. */
  get #isWholeLog(): boolean {
    return this.size > 0 && this.#log.deeds.length === this.size;
  }

  get last(): Deed | undefined {
    return this.#log.deeds[this.size - 1];
  }

  /** The last assignment to a field of the instance itself. */
  assignmentTo(field: string): Deed | undefined {
    const place = this.#log.assigned.get(field)?.findLast((index) => index < this.size);
    return place === undefined ? undefined : this.#log.deeds[place];
  }

  *[Symbol.iterator](): Iterator<Deed> {
    yield* this.#log.deeds.slice(0, this.size);
  }
}

function copied(deeds: Deeds): Log {
  const log: Log = { deeds: [], assigned: new Map() };
  for (const deed of deeds) write(log, deed);
  return log;
}

function write({ deeds, assigned }: Log, deed: Deed): void {
  const place = deeds.push(deed) - 1;
  if (deed.kind !== "assign" || deed.path.length > 0) return;
  const places = assigned.get(deed.name);
  if (places) places.push(place);
  else assigned.set(deed.name, [place]);
}
