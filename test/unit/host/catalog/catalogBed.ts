import assert from "node:assert/strict";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import type { Emulator } from "../../../../src/emulator/emulator.ts";
import type { CatalogModelOptions } from "../../../../src/host/catalog/catalogModel.ts";
import { CatalogModel } from "../../../../src/host/catalog/catalogModel.ts";
import type { CatalogNode, ContainerNode } from "../../../../src/host/catalog/catalogNode.ts";
import { isContainer } from "../../../../src/host/catalog/catalogNode.ts";
import { nodeText } from "../../../../src/host/catalog/nodeText.ts";
import type { WorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { createWorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";

/** A client that does not wait between two attempts. */
export function impatientClient(emulator: Emulator, token = emulator.createToken()): WorkspaceClient {
  return createWorkspaceClient({
    host: emulator.httpUrl,
    token: async () => token,
    productVersion: "1.2.3",
    log: silentLogger,
    timing: { now: () => 0, random: () => 0, sleep: async () => undefined },
  });
}

/** The catalog of the emulated workspace, as the profile `dev` sees it. */
export function emulatedModel(
  emulator: Emulator,
  pageSize = 1000,
  favourites?: CatalogModelOptions["favourites"],
): CatalogModel {
  const client = impatientClient(emulator);
  const model = new CatalogModel({
    client: async () => client,
    pageSize: () => pageSize,
    log: silentLogger,
    ...(favourites ? { favourites } : {}),
  });
  model.setScope("dev");
  return model;
}

export const labels = (nodes: readonly CatalogNode[]) => nodes.map((node) => nodeText(node).label);

/** Labels with what is said beside them. */
export const lines = (nodes: readonly CatalogNode[]) =>
  nodes.map((node) => {
    const { label, description } = nodeText(node);
    return description === undefined ? label : `${label} | ${description}`;
  });

/** The node at the end of a way of labels, each loaded as a click would. */
export async function open(model: CatalogModel, ...way: readonly string[]): Promise<ContainerNode> {
  let nodes = await model.roots();
  let found: CatalogNode | undefined;
  for (const label of way) {
    found = nodes.find((node) => nodeText(node).label === label);
    assert.ok(found && isContainer(found), `${label} is not among ${labels(nodes).join(", ")}`);
    nodes = await model.children(found);
  }
  assert.ok(found && isContainer(found));
  return found;
}
