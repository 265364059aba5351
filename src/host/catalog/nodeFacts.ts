import type { NamedNode } from "./catalogNode.ts";
import { bytesText, momentText } from "./factText.ts";
import { tableKind } from "./nodeText.ts";

export interface NodeFact {
  readonly name: string;
  readonly value: string;
}

/** Facts about a named node for its tooltip, most important first. Texts come from the workspace: show them as text. */
export function nodeFacts(node: NamedNode): readonly NodeFact[] {
  const facts = factsOf(node).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  if (!("browseOnly" in node.info)) return facts;
  return [...facts, { name: "Access", value: "browse only: you may see that it is there, but not use it" }];
}

type Fact = readonly [name: string, value: string | undefined];

function factsOf(node: NamedNode): readonly Fact[] {
  switch (node.kind) {
    case "catalog": {
      const { type, owner, connectionName, providerName, shareName } = node.info;
      return [
        ["Type", type],
        ["Connection", connectionName],
        ["Provider", providerName],
        ["Share", shareName],
        ["Owner", owner],
      ];
    }
    case "schema":
      return [["Owner", node.info.owner]];
    case "table":
      return [
        ["Type", tableKind(node.info.type).kind],
        ["Owner", node.info.owner],
      ];
    case "column": {
      const { type, nullable, primaryKey } = node.info;
      return [
        ["Type", type],
        ["Null", nullable ? "allowed" : "not allowed"],
        ["Primary key", primaryKey?.toString()],
      ];
    }
    case "volume":
      return [
        ["Type", node.info.type],
        ["Location", node.info.storageLocation],
        ["Owner", node.info.owner],
      ];
    case "folder":
    case "file": {
      const { size, modifiedAt } = node.info;
      return [
        ["Size", size === undefined ? undefined : bytesText(size)],
        ["Changed", modifiedAt === undefined ? undefined : momentText(modifiedAt)],
      ];
    }
    case "function": {
      const { parameters, returns, language, owner, body } = node.info;
      const defaults = parameters.flatMap(({ name, defaultValue }) =>
        defaultValue === undefined ? [] : [`${name} = ${defaultValue}`],
      );
      return [
        ["Returns", returns === "" ? undefined : returns],
        ["Defaults", defaults.length === 0 ? undefined : defaults.join(", ")],
        ["Language", language],
        ["Owner", owner],
        ["Body", body],
      ];
    }
    case "model":
      return [
        ["Aliases", node.info.aliases.map(({ name, version }) => `${name} → ${version}`).join(", ") || undefined],
        ["Owner", node.info.owner],
      ];
    case "version": {
      const { status, runId, createdAt, createdBy } = node.info;
      return [
        ["Status", status],
        ["Run", runId],
        ["Created", createdAt === undefined ? undefined : momentText(createdAt)],
        ["By", createdBy],
      ];
    }
    case "location":
      return [
        ["URL", node.info.url],
        ["Credential", node.info.credential],
        ["Writing", node.info.readOnly === true ? "not allowed" : undefined],
        ["Owner", node.info.owner],
      ];
    case "connection":
      return [
        ["Type", node.info.type],
        ["URL", node.info.url],
        ["Owner", node.info.owner],
      ];
    case "warehouse": {
      const { id, state, size, httpPath } = node.info;
      return [
        ["State", state],
        ["Size", size],
        ["HTTP path", httpPath],
        ["Id", id],
      ];
    }
  }
}
