import type { Securable, SecurableKind } from "../../core/grants/securable.ts";
import { isSecurableKind, kindFacts } from "../../core/grants/securable.ts";

/** Kinds of the catalog tree that have another name here: what is inside an object has the privileges of the object. */
const otherNames: Readonly<Record<string, SecurableKind>> = {
  column: "table",
  folder: "volume",
  file: "volume",
  version: "model",
  location: "externalLocation",
};

/** The object that a node of the catalog tree stands for or belongs to; undefined for anything else. */
export function securableOf(node: unknown): Securable | undefined {
  if (typeof node !== "object" || node === null || !("kind" in node) || !("path" in node)) return undefined;
  const { kind: written, path } = node;
  if (typeof written !== "string" || !Array.isArray(path)) return undefined;
  const kind = Object.hasOwn(otherNames, written) ? otherNames[written] : written;
  if (!isSecurableKind(kind)) return undefined;
  const parts = (path as unknown[]).slice(0, kindFacts[kind].parts);
  if (parts.length < kindFacts[kind].parts || !parts.every((part) => typeof part === "string")) return undefined;
  return { kind, path: parts };
}
