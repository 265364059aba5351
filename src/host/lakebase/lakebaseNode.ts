import type { ViewError } from "../../protocol/messages.ts";
import type {
  LakebaseBranch,
  LakebaseDatabase,
  LakebaseEndpoint,
  LakebaseInstance,
  LakebaseProject,
  LakebaseRole,
} from "../../workspace/lakebase/types.ts";

/** A line of the view “Lakebase”. */
export type LakebaseNode =
  | { readonly kind: "project"; readonly project: LakebaseProject }
  | { readonly kind: "branch"; readonly branch: LakebaseBranch }
  | { readonly kind: "endpoint"; readonly endpoint: LakebaseEndpoint }
  | { readonly kind: "group"; readonly of: "databases" | "roles"; readonly branch: LakebaseBranch }
  | { readonly kind: "database"; readonly database: LakebaseDatabase }
  | { readonly kind: "role"; readonly role: LakebaseRole }
  | { readonly kind: "instance"; readonly instance: LakebaseInstance }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "error"; readonly error: ViewError };

export interface LakebaseText {
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  /** For `when` clauses. */
  readonly context: string;
  readonly tooltip: readonly string[];
}

/** How a node reads. */
export function lakebaseText(node: LakebaseNode): LakebaseText {
  switch (node.kind) {
    case "project": {
      const { name, displayName, pgVersion } = node.project;
      const id = lastPart(name);
      const version = pgVersion === undefined ? undefined : `PostgreSQL ${pgVersion}`;
      return { ...line(displayName ?? id, version), icon: "server-environment", context: "project", tooltip: [name] };
    }
    case "branch": {
      const { name, state, isDefault, isProtected } = node.branch;
      const words = [isDefault && "default", isProtected && "protected", state !== "READY" && state?.toLowerCase()];
      return { ...line(lastPart(name), listed(words)), icon: "git-branch", context: "branch", tooltip: [name] };
    }
    case "endpoint": {
      const { endpoint } = node;
      const words = [stateText(endpoint.state), endpoint.isReadOnly && "read-only", sizeText(endpoint)];
      return {
        ...line(lastPart(endpoint.name), listed(words)),
        icon: endpoint.state === "IDLE" ? "vm-outline" : "vm-running",
        context: "endpoint",
        tooltip: [endpoint.name, ...addressLines(endpoint.address), sleepText(endpoint)],
      };
    }
    case "group": {
      const label = node.of === "databases" ? "Databases" : "Roles";
      return { label, icon: node.of === "databases" ? "database" : "organization", context: node.of, tooltip: [label] };
    }
    case "database":
      return { label: node.database.database, icon: "database", context: "database", tooltip: [node.database.name] };
    case "role": {
      const { role, identityType, hasOAuth, memberOf } = node.role;
      const kind = identityType?.toLowerCase().replace("_", " ");
      const warning = identityType === undefined ? [] : hasOAuth ? [] : ["no token signs in"];
      return {
        ...line(role, listed([kind, ...warning])),
        icon: identityType === "SERVICE_PRINCIPAL" ? "robot" : identityType === undefined ? "gear" : "account",
        context: "role",
        tooltip: [role, ...(memberOf.length > 0 ? [`Member of ${memberOf.join(", ")}`] : [])],
      };
    }
    case "instance": {
      const { name, state, capacity, address } = node.instance;
      return {
        ...line(name, listed(["Provisioned", state?.toLowerCase(), capacity])),
        icon: "server",
        context: "instance",
        tooltip: [
          name,
          ...addressLines(address),
          "Lakebase Provisioned, the older generation: new integrations use projects (Autoscaling).",
        ],
      };
    }
    case "note":
      return { label: node.text, icon: "info", context: "note", tooltip: [node.text] };
    case "error": {
      const { message, hint } = node.error;
      return {
        label: message,
        icon: "warning",
        context: "error",
        tooltip: [message, ...(hint === undefined ? [] : [hint])],
      };
    }
  }
}

/** `ACTIVE`, `IDLE`, … as people say it. */
function stateText(state: string | undefined): string | undefined {
  const words: Readonly<Record<string, string>> = { ACTIVE: "active", IDLE: "scaled to zero", INIT: "starting" };
  return state === undefined ? undefined : (words[state] ?? state.toLowerCase());
}

function sizeText({ minCu, maxCu }: LakebaseEndpoint): string | undefined {
  if (maxCu === undefined) return undefined;
  return minCu === undefined || minCu === maxCu ? `${maxCu} CU` : `${minCu}–${maxCu} CU`;
}

function sleepText({ suspendSeconds }: LakebaseEndpoint): string {
  if (suspendSeconds === undefined) return "Does not scale to zero.";
  const time = suspendSeconds % 60 === 0 ? `${suspendSeconds / 60} min` : `${suspendSeconds} s`;
  return `Scales to zero after ${time} without work; the next connection waits until it is awake.`;
}

function addressLines(address: { readonly host: string; readonly port: number } | undefined): string[] {
  return address === undefined ? [] : [`${address.host}:${address.port}`];
}

function line(
  label: string,
  description: string | undefined,
): { readonly label: string; readonly description?: string } {
  return { label, ...(description === undefined || description === "" ? {} : { description }) };
}

function listed(words: readonly (string | false | undefined)[]): string {
  return words.filter((word) => typeof word === "string").join(" · ");
}

/** The id at the end of a resource name. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
