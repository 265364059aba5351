import { isAccountHost } from "../../profiles/host.ts";
import type { Check, Facts } from "../facts.ts";
import { originOf } from "../facts.ts";
import type { Finding } from "../report.ts";

/** The address of the workspace: can it be used, and is it a workspace at all. */
export const hostForm: Check = {
  passed: ({ host }) => (host && "pasted" in host ? `The host is ${host.pasted.host}.` : undefined),
  run: (facts) => [...form(facts), ...account(facts), ...differing(facts)],
};

function form({ host, value }: Facts): Finding[] {
  const found = value("host");
  if (!found || !host) return [];
  const base = { places: [found.source], actions: [] } as const;
  if ("problem" in host) {
    return [
      {
        ...base,
        id: "host-unusable",
        severity: "error",
        title: host.problem,
        advice: "Write `https://` and the host name of the workspace.",
      },
    ];
  }
  const isPlain = /^(?:https?:\/\/)?[^/?#;@]+\/?$/.test(found.value.trim());
  if (isPlain) return [];
  return [
    {
      ...base,
      id: "host-form",
      severity: "warning",
      title: "The host is more than the address of a workspace.",
      detail: "Clients take paths, parameters and driver URLs in the host differently; some fail.",
      advice: `Write \`${host.pasted.host}\`${host.pasted.workspaceId === undefined ? "" : `, and \`workspace_id = ${host.pasted.workspaceId}\``}.`,
    },
  ];
}

function account({ host, value }: Facts): Finding[] {
  const found = value("host");
  if (!found || !host || "problem" in host || !isAccountHost(host.pasted.host)) return [];
  const base = { id: "account-host", places: [found.source], actions: [] } as const;
  if (value("account_id") === undefined) {
    return [
      {
        ...base,
        severity: "error",
        title: "The host is the account console, not a workspace.",
        detail: "Workspaces, warehouses and tables are not reachable there.",
        advice: "Use the address of the workspace. For the account itself set `account_id` as well.",
      },
    ];
  }
  const warehouse = value("warehouse_id") ?? value("cluster_id");
  if (!warehouse) {
    return [
      {
        ...base,
        severity: "info",
        title: "This signs in to the account, not to a workspace.",
        advice:
          "Nothing to do for calls about the account. For SQL and for a workspace's data use the workspace's own address.",
      },
    ];
  }
  return [
    {
      ...base,
      severity: "error",
      title: `\`${warehouse.attribute.key}\` belongs to a workspace, but the host is the account console.`,
      advice: "Use the address of the workspace that the warehouse or cluster is in.",
      places: [found.source, warehouse.source],
    },
  ];
}

/** Another workspace in the profile than in the environment: each client goes by the environment. */
function differing({ profile, value, input }: Facts): Finding[] {
  const found = value("host");
  const entry = profile?.entries.findLast(({ key }) => key === "host");
  if (!found || found.source.kind !== "environment" || !profile || !entry) return [];
  if (originOf(found.value) === originOf(entry.value)) return [];
  const { path } = input.configFile;
  return [
    {
      id: "host-differs",
      severity: "warning",
      title: `The environment names another workspace than [${profile.name}].`,
      detail: "The environment wins: the profile's credentials go to the host of the environment.",
      advice: "Remove `DATABRICKS_HOST` from the environment, or name the profile that belongs to it.",
      places: [found.source, { kind: "configFile", label: `[${profile.name}] of ${path}`, path, line: entry.line + 1 }],
      actions: [{ kind: "openTerminal", title: "Open clean terminal" }],
    },
  ];
}
