import type { EnvironmentBlock, EnvironmentVariable } from "./block.ts";

/** An instruction with its continued lines; a comment line may stand between them. */
const instruction = /^[ \t]*(FROM|ENV|ARG)[ \t]+((?:[^\\\r\n]|\\(?!\r?\n)|\\[ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*)*)/gim;
const pair = /([A-Za-z_]\w*)=("(?:[^"\\]|\\[^])*"|'[^']*'|(?:[^\s"'\\]|\\[^])*)/g;

/** What `ENV` and `ARG` of each build stage set. A stage begins with `FROM`; one that is built on an earlier stage has its `ENV` too. */
export function readDockerfile(text: string): EnvironmentBlock[] {
  const stages: { name: string; label: string; variables: Map<string, EnvironmentVariable> }[] = [];
  for (const match of text.matchAll(instruction)) {
    const [whole, keyword = "", body = ""] = match;
    const start = match.index + whole.length - body.length;
    if (keyword.toUpperCase() === "FROM") {
      const [base = "", as = "", name = ""] = body.trim().split(/\s+/);
      const inherited = stages.find((stage) => stage.name !== "" && stage.name === base.toLowerCase());
      const own = as.toLowerCase() === "as" ? name : "";
      const label = own === "" ? "This image" : `Stage \`${own}\``;
      stages.push({ name: own.toLowerCase(), label, variables: new Map(inherited?.variables) });
      continue;
    }
    const stage = stages.at(-1);
    if (!stage) continue;
    for (const variable of readVariables(body, start)) {
      if (variable.value === "") stage.variables.delete(variable.name);
      else stage.variables.set(variable.name, variable);
    }
  }
  return stages
    .map(({ label, variables }) => ({ label, variables: [...variables.values()] }))
    .filter(({ variables }) => variables.length > 0);
}

/** `A=1 B="x y"`, or the old form `A x y`. `ARG A` without a value sets nothing. */
function readVariables(body: string, start: number): EnvironmentVariable[] {
  const old = /^([A-Za-z_]\w*)[ \t]+([^\r\n]*)/.exec(body);
  if (old) {
    const [, name = "", value = ""] = old;
    return [{ name, value: value.trim(), start, end: start + name.length }];
  }
  return [...body.matchAll(pair)].map(({ 1: name = "", 2: value = "", index }) => ({
    name,
    value: /^["']/.test(value) ? value.slice(1, -1) : value,
    start: start + index,
    end: start + index + name.length,
  }));
}
