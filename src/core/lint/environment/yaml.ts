import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument } from "yaml";
import type { Document, Node } from "yaml";
import type { EnvironmentBlock, EnvironmentVariable } from "./block.ts";

/** Environment of the services of a compose file, or of the jobs and steps of a GitHub workflow. */
export function readYamlEnvironment(path: string, text: string): EnvironmentBlock[] {
  const document = parseDocument(text, { logLevel: "silent" });
  const root = resolve(document, document.contents);
  return /\.github\//.test(path) ? workflowBlocks(document, root) : composeBlocks(document, root);
}

function composeBlocks(document: Document, root: Node | undefined): EnvironmentBlock[] {
  return members(document, child(document, root, "services")).map(([name, service]) => ({
    label: `Service \`${name}\``,
    variables: variables(document, child(document, service, "environment")),
  }));
}

/** A step gets the variables of its job and of the workflow as well. */
function workflowBlocks(document: Document, root: Node | undefined): EnvironmentBlock[] {
  const shared = variables(document, child(document, root, "env"));
  const blocks: EnvironmentBlock[] = [{ label: "This workflow", variables: shared }];
  for (const [name, job] of members(document, child(document, root, "jobs"))) {
    const ofJob = combine(shared, variables(document, child(document, job, "env")));
    blocks.push({ label: `Job \`${name}\``, variables: ofJob });
    const steps = child(document, job, "steps");
    for (const step of isSeq(steps) ? steps.items : []) {
      const own = variables(document, child(document, resolve(document, step), "env"));
      if (own.length > 0) blocks.push({ label: `A step of job \`${name}\``, variables: combine(ofJob, own) });
    }
  }
  return blocks;
}

function combine(outer: readonly EnvironmentVariable[], inner: readonly EnvironmentVariable[]): EnvironmentVariable[] {
  const names = new Set(inner.map(({ name }) => name));
  return [...outer.filter(({ name }) => !names.has(name)), ...inner];
}

function variables(document: Document, node: Node | undefined): EnvironmentVariable[] {
  const items = isSeq(node)
    ? node.items.flatMap((item) => {
        const scalar = resolve(document, item);
        const match = isScalar(scalar) ? /^([^=]+)=(.*)$/s.exec(String(scalar.value)) : null;
        return match && scalar ? [variable(match[1] ?? "", match[2] ?? "", scalar)] : [];
      })
    : pairs(document, node).flatMap(([name, key, value]) =>
        isScalar(value) ? [variable(name, value.value, key)] : [],
      );
  return items.filter((item) => item !== undefined);
}

function variable(name: string, value: unknown, place: Node): EnvironmentVariable | undefined {
  const text = typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value);
  // `${X:-}` is how compose files say "nothing unless the caller sets it".
  if (text === "" || /^\$\{\w+:?-\}$/.test(text) || !place.range) return undefined;
  const quoted = isScalar(place) && (place.type === "QUOTE_DOUBLE" || place.type === "QUOTE_SINGLE") ? 1 : 0;
  const start = place.range[0] + quoted;
  return { name, value: text, start, end: start + name.length };
}

function members(document: Document, node: Node | undefined): [string, Node | undefined][] {
  return pairs(document, node).map(([name, , value]) => [name, value]);
}

function pairs(document: Document, node: Node | undefined): [string, Node, Node | undefined][] {
  if (!isMap(node)) return [];
  return node.items.flatMap((pair): [string, Node, Node | undefined][] => {
    if (!isPair(pair) || !isScalar(pair.key)) return [];
    const value = resolve(document, pair.value);
    if (pair.key.value === "<<")
      return (isSeq(value) ? value.items : [value]).flatMap((item) => pairs(document, resolve(document, item)));
    return [[String(pair.key.value), pair.key, value]];
  });
}

function child(document: Document, node: Node | undefined, name: string): Node | undefined {
  return pairs(document, node).find(([key]) => key === name)?.[2];
}

function resolve(document: Document, node: unknown): Node | undefined {
  if (isAlias(node)) return resolve(document, node.resolve(document));
  return isMap(node) || isSeq(node) || isScalar(node) ? node : undefined;
}
