import type { Leaf } from "../settings/leaf.ts";
import { below, byFirstKey } from "../settings/leaf.ts";
import type { ConfigurationRole } from "../settings/role.ts";
import type { EnvironmentBlock, EnvironmentVariable } from "./block.ts";

/** The variables that one process gets, by what a YAML or JSON file is for. `leaves` are those of one document. */
export function readEnvironments(role: ConfigurationRole, leaves: readonly Leaf[]): EnvironmentBlock[] {
  return (readers[role]?.(leaves) ?? []).filter(({ variables }) => variables.length > 0);
}

const readers: Partial<Record<ConfigurationRole, (leaves: readonly Leaf[]) => EnvironmentBlock[]>> = {
  compose: (leaves) => each(leaves, "services", "Service", "environment"),
  "github-workflow": githubBlocks,
  "gitlab-pipeline": gitlabBlocks,
  "azure-pipeline": azureBlocks,
  "databricks-app": (leaves) => [{ label: "This app", variables: variables(below(leaves, ["env"])) }],
  bundle: bundleBlocks,
  kubernetes: kubernetesBlocks,
  launch: (leaves) =>
    elements([...below(leaves, ["configurations"]), ...below(leaves, ["launch", "configurations"])]).map((own) => ({
      label: `Launch configuration \`${text(own, "name")}\``,
      variables: variables(below(own, ["env"])),
    })),
  devcontainer: (leaves) => [
    {
      label: "This container",
      variables: combine(variables(below(leaves, ["containerEnv"])), variables(below(leaves, ["remoteEnv"]))),
    },
  ],
  mcp: (leaves) => ["mcpServers", "servers"].flatMap((servers) => each(leaves, servers, "Server", "env")),
};

/** A step gets the variables of its job and of the workflow as well. */
function githubBlocks(leaves: readonly Leaf[]): EnvironmentBlock[] {
  const shared = variables(below(leaves, ["env"]));
  const blocks: EnvironmentBlock[] = [{ label: "This workflow", variables: shared }];
  for (const [name, job] of byFirstKey(below(leaves, ["jobs"]))) {
    const ofJob = combine(shared, variables(below(job, ["env"])));
    blocks.push({ label: `Job \`${name}\``, variables: ofJob });
    for (const step of elements(below(job, ["steps"]))) {
      const own = variables(below(step, ["env"]));
      if (own.length > 0) blocks.push({ label: `A step of job \`${name}\``, variables: combine(ofJob, own) });
    }
  }
  return blocks;
}

/** Top-level keys of `.gitlab-ci.yml` that are no jobs. Source: GitLab CI/CD YAML syntax reference. */
const gitlabKeywords =
  /^(?:default|include|stages|variables|workflow|spec|image|services|cache|before_script|after_script|pages)$/;

function gitlabBlocks(leaves: readonly Leaf[]): EnvironmentBlock[] {
  const shared = variables(below(leaves, ["variables"]));
  const jobs = [...byFirstKey(leaves)].filter(([name]) => !gitlabKeywords.test(name) && !name.startsWith("."));
  return [
    { label: "This pipeline", variables: shared },
    ...jobs.map(([name, job]) => ({
      label: `Job \`${name}\``,
      variables: combine(shared, variables(below(job, ["variables"]))),
    })),
  ];
}

/** Variables of a pipeline reach every step; secret ones only where a step maps them in its `env`. */
function azureBlocks(leaves: readonly Leaf[]): EnvironmentBlock[] {
  const shared = variables(below(leaves, ["variables"]));
  const steps = owned(leaves, (path) => (path.includes("steps") ? path.lastIndexOf("env") : -1));
  return [
    { label: "This pipeline", variables: shared },
    ...steps.map((own) => ({ label: "A step of this pipeline", variables: combine(shared, variables(own)) })),
  ];
}

function bundleBlocks(leaves: readonly Leaf[]): EnvironmentBlock[] {
  const clusters = owned(leaves, (path) => path.indexOf("spark_env_vars"));
  return [
    ...[...byFirstKey(below(leaves, ["resources", "apps"]))].map(([name, app]) => ({
      label: `App \`${name}\``,
      variables: variables(below(app, ["config", "env"])),
    })),
    ...clusters.map((own) => ({ label: "A cluster", variables: variables(own) })),
  ];
}

function kubernetesBlocks(leaves: readonly Leaf[]): EnvironmentBlock[] {
  const kind = text(leaves, "kind");
  if (kind === "ConfigMap" || kind === "Secret") {
    const data = [...below(leaves, ["data"]), ...below(leaves, ["stringData"])];
    return [{ label: `\`${kind}\` \`${text(below(leaves, ["metadata"]), "name")}\``, variables: variables(data) }];
  }
  const containers = owned(leaves, (path) => {
    const at = path.findIndex((key) => key === "containers" || key === "initContainers");
    return at < 0 ? -1 : at + 1;
  });
  return containers.map((own) => ({
    label: `Container \`${text(own, "name")}\``,
    variables: variables(below(own, ["env"])),
  }));
}

/** Leaves by the object they belong to, whose last key stands at `at` of the path (below zero: nobody's). */
function owned(leaves: readonly Leaf[], at: (path: readonly string[]) => number): Leaf[][] {
  const owners = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const index = at(leaf.path);
    if (index < 0) continue;
    const owner = leaf.path.slice(0, index + 1).join("\n");
    const own = owners.get(owner) ?? [];
    own.push({ ...leaf, path: leaf.path.slice(index + 1) });
    owners.set(owner, own);
  }
  return [...owners.values()];
}

function each(leaves: readonly Leaf[], path: string, label: string, key: string): EnvironmentBlock[] {
  return [...byFirstKey(below(leaves, [path]))].map(([name, own]) => ({
    label: `${label} \`${name}\``,
    variables: variables(below(own, [key])),
  }));
}

function elements(leaves: readonly Leaf[]): Leaf[][] {
  return [...byFirstKey(leaves)].filter(([key]) => /^\d+$/.test(key)).map(([, own]) => own);
}

function text(leaves: readonly Leaf[], key: string): string {
  return leaves.find(({ path }) => path.length === 1 && path[0] === key)?.value ?? "";
}

/** A map of names, a list of `NAME=value`, or a list of `{ name, value }`; `{ name, valueFrom }` is set to something unseen. */
function variables(leaves: readonly Leaf[]): EnvironmentVariable[] {
  const found = [...byFirstKey(leaves)].flatMap(([key, own]): EnvironmentVariable[] => {
    const [first] = own;
    if (!first) return [];
    if (/^\d+$/.test(key)) return first.path.length === 0 ? fromText(first) : fromPair(own);
    if (first.path.length === 0) return [variable(key, first.value, first.keyRange)];
    // GitLab: `NAME: { value, description }`.
    const value = own.find(({ path: [name] }) => name === "value");
    return value ? [variable(key, value.value, value.valueRange)] : [];
  });
  // `${X:-}` is how compose files say "nothing unless the caller sets it".
  return found.filter(({ value }) => value !== "" && !/^\$\{\w+:?-\}$/.test(value));
}

function fromText(leaf: Leaf): EnvironmentVariable[] {
  const match = /^([^=]+)=(.*)$/s.exec(leaf.value);
  if (!match) return [];
  const [, name = "", value = ""] = match;
  const { start } = leaf.valueRange;
  return [variable(name, value, { start, end: start + name.length })];
}

function fromPair(leaves: readonly Leaf[]): EnvironmentVariable[] {
  const name = leaves.find(({ path }) => path.length === 1 && path[0] === "name");
  const value = leaves.find(({ path: [key] }) => key === "value");
  const from = leaves.find(({ path: [key] }) => key === "valueFrom" || key === "value_from");
  const given = value?.value ?? (from ? `{${from.value || "secret"}}` : "");
  return name ? [variable(name.value, given, name.valueRange)] : [];
}

function variable(name: string, value: string, { start, end }: { start: number; end: number }): EnvironmentVariable {
  return { name, value, start, end };
}

function combine(outer: readonly EnvironmentVariable[], inner: readonly EnvironmentVariable[]): EnvironmentVariable[] {
  const names = new Set(inner.map(({ name }) => name));
  return [...outer.filter(({ name }) => !names.has(name)), ...inner];
}
