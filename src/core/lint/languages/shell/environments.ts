import type { Node } from "@vscode/tree-sitter-wasm";
import type { EnvironmentBlock, EnvironmentVariable } from "../../environment/block.ts";
import { field, parts } from "../source.ts";
import { kindOf } from "./kinds.ts";
import type { Kind } from "./kinds.ts";
import type { Script } from "./words.ts";
import { commandName, found, wordText } from "./words.ts";

/** Statements that always run: what stands in an `if` or a function may not, and its other branch may export another choice. */
const plainParents = new Set<string>(["program", "list", "redirected_statement"] satisfies Kind[]);

/**
 * The environment that a script gives to what it starts: what it exports without condition, as one block, and one more block for each
 * command with variables of its own (`NAME=value command`).
 */
export function readEnvironments(script: Script): EnvironmentBlock[] {
  const exported = new Map<string, EnvironmentVariable>();
  for (const statement of [...found(script.root, "declaration_command"), ...found(script.root, "unset_command")].sort(
    (a, b) => a.startIndex - b.startIndex,
  )) {
    if (!alwaysRuns(statement)) continue;
    const isUnset = kindOf(statement) === "unset_command";
    if (!isUnset && !/^(?:export|declare\s+-\w*x|typeset\s+-\w*x)\b/.test(statement.text)) continue;
    for (const item of parts(statement)) {
      const name = kindOf(item) === "variable_assignment" ? field(item, "name")?.text : item.text;
      if (name === undefined) continue;
      const assigned = kindOf(item) === "variable_assignment" ? item : script.assignments(name).find(alwaysRuns);
      const variable = isUnset ? undefined : assigned && read(script, assigned);
      if (variable) exported.set(name, variable);
      else exported.delete(name);
    }
  }
  const shared = [...exported.values()];
  const own = found(script.root, "command").flatMap((command): EnvironmentBlock[] => {
    const variables = parts(command).flatMap((item) =>
      kindOf(item) === "variable_assignment" ? (read(script, item) ?? []) : [],
    );
    if (variables.length === 0 || commandName(command) === "") return [];
    const names = new Set(variables.map(({ name }) => name));
    return [{ label: "This command", variables: [...shared.filter(({ name }) => !names.has(name)), ...variables] }];
  });
  return [...(shared.length > 0 ? [{ label: "This script", variables: shared }] : []), ...own];
}

function alwaysRuns(statement: Node): boolean {
  for (let parent = statement.parent; parent; parent = parent.parent) if (!plainParents.has(parent.type)) return false;
  return true;
}

/** Nothing for an empty value, and for one that hands on what may be empty: `X="${X:-}"`. */
function read(script: Script, assignment: Node): EnvironmentVariable | undefined {
  const [name, value] = [field(assignment, "name"), field(assignment, "value")];
  if (!name || !value || kindOf(value) === "array") return undefined;
  const text = script.expand(value, undefined).map(wordText).join(" ");
  if (text === "" || text === `{${name.text}}`) return undefined;
  return { name: name.text, value: text, start: name.startIndex, end: name.endIndex };
}
