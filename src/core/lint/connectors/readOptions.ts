import { keptWith } from "../languages/remembered.ts";
import { settled } from "../resolve/chains.ts";
import type { Deed } from "../resolve/deeds.ts";
import type { Evaluator } from "../resolve/evaluator.ts";
import type { Arguments, Value } from "../resolve/value.ts";
import { emptyObject, optionsOf, unknown } from "../resolve/value.ts";
import type { OptionsWithin } from "./callOptions.ts";
import { CallOptions, Given } from "./callOptions.ts";
import type { Call } from "./calls.ts";
import { connectionOptions } from "./connectionOptions.ts";
import type { OptionSource } from "./facts.ts";

/** More ways than these through the code are not told apart. */
const wayLimit = 12;

/** What was read of the objects in a file, which goes with its tree: see `release`. */
function optionsWithin({ source }: Evaluator, ignoreCase: boolean): OptionsWithin {
  return keptWith(source.root.tree, ignoreCase ? "options, ignoring case" : "options");
}

/** The options of a call, one set for each way through the code that is told apart. */
export function readOptions(
  evaluator: Evaluator,
  call: Call,
  sources: readonly OptionSource[],
  ignoreCase: boolean,
): readonly CallOptions[] {
  const within = optionsWithin(evaluator, ignoreCase);
  let ways = [new CallOptions(ignoreCase, within)];
  for (const source of sources) {
    ways = ways.flatMap((way) => {
      const values = optionsOf(sourceValue(evaluator, call, source, way));
      return values.slice(0, wayLimit).map((value, index) => {
        const own = index === values.length - 1 ? way : way.clone();
        // Where it is not enough, nobody will ask what this way gives.
        if (evaluator.budget.spend(costOf(source, call, value, within))) take(own, call, source, value);
        return own;
      });
    });
    ways = ways.slice(0, wayLimit);
  }
  return ways;
}

/** Steps for an option that is read, and options of a value that was read for another call, which count as one. */
const [stepsPerOption, sharedOptionsPerStep] = [2, 8];

/** Steps that it takes to read what a source gives. */
function costOf(source: OptionSource, { receiver }: Call, value: Value, within: OptionsWithin): number {
  const read = source.from === "receiver" || source.from === "chain" ? (receiver ?? value) : value;
  const size = read.kind === "instance" ? read.deeds.size : read.kind === "object" ? read.entries.size : 0;
  return source.from === "argument" && within.has(read)
    ? Math.floor(size / sharedOptionsPerStep)
    : size * stepsPerOption;
}

/** What a source reads; several values are several ways through the code. */
function sourceValue(evaluator: Evaluator, call: Call, source: OptionSource, way: CallOptions): Value {
  switch (source.from) {
    case "argument":
      return (
        call.args.positional[source.index]?.value ?? (call.args.open ? unknown : { kind: "null", node: undefined })
      );
    case "result":
      return settled(evaluator, call.node);
    case "text":
    case "spread":
      return way.get(source.option)?.value ?? { kind: "null", node: undefined };
    case "named":
    case "positional":
    case "receiver":
    case "chain":
    case "made":
    case "functions":
      return emptyObject;
  }
}

function take(way: CallOptions, { args, receiver, via }: Call, source: OptionSource, value: Value): void {
  switch (source.from) {
    case "named":
      way.absorbEntries(args.named);
      return;
    case "positional":
      takePositional(way, args, source.names);
      return;
    case "argument":
      if (source.of !== undefined && args.positional.length !== source.of && !args.open) return;
      if (value.kind === "object" && value.literal) way.literals.set(source.index, value.literal);
      if (value.kind === "instance" && source.names) takePositional(way, value.args, source.names);
      way.absorbShared(value);
      return;
    case "receiver":
      if (receiver) way.absorbInstance(receiver, "", via);
      return;
    case "chain":
      if (receiver && via !== undefined) way.absorbDeeds(since(receiver.deeds, via), "", via);
      return;
    case "made":
      if (receiver) takePositional(way, receiver.args, source.names);
      return;
    case "result":
      if (value.kind === "instance") {
        way.absorbDeeds(value.deeds);
        if (value.args.open && !source.onlyUsed) way.open = true;
      }
      return;
    case "functions":
      takeFunctions(way, args.from(source.after ?? 0), source.origin);
      return;
    case "text":
      connectionOptions(way, value, source.syntax);
      return;
    case "spread":
      if (value.kind === "object" || value.kind === "instance") way.absorb(value);
      else if (value.kind !== "null") way.open = true;
  }
}

/** What was done from the last use of a member on. */
function since(deeds: Iterable<Deed>, member: string): readonly Deed[] {
  const all = [...deeds];
  const start = all.findLastIndex(({ path, name }) => name === member || path.includes(member));
  return all.slice(Math.max(start, 0));
}

function takePositional(way: CallOptions, args: Arguments, names: readonly string[]): void {
  for (const [index, name] of names.entries()) {
    const argument = args.positional[index];
    if (name === "" || (!argument && !args.open)) continue;
    way.set(new Given({ name, node: undefined }, argument === undefined, () => argument?.value ?? unknown));
  }
}

/** Functional options: what a call of `<origin>.<name>` hands over is option `<name>`. */
function takeFunctions(way: CallOptions, args: Arguments, origin: string): void {
  if (args.open) way.open = true;
  for (const argument of args.positional) {
    for (const value of optionsOf(argument.value)) {
      if (value.kind === "instance" && value.origin.startsWith(`${origin}.`)) {
        const name = value.origin.slice(origin.length + 1);
        const [first, second] = value.args.positional;
        way.set(new Given({ name, node: value.node }, argument.value !== value, () => first?.value ?? unknown));
        if (second)
          way.set(new Given({ name: `${name}.1`, node: value.node }, argument.value !== value, () => second.value));
      } else if (value.kind !== "text" && value.kind !== "null") way.open = true;
    }
  }
}
