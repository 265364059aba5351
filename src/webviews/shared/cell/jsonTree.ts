import { el } from "../dom.ts";
import type { JsonEntry, JsonNode } from "./jsonNode.ts";

/** Levels that are open at first, and entries that a level shows at a time. */
const openLevels = 2;
const entriesAtATime = 200;

/** An object or array as branches that open: made as they are opened, so that a large value costs nothing yet. */
export function jsonTree(node: JsonNode): HTMLElement {
  const list = el("div", { class: "json-tree", tabindex: -1 });
  if ("entries" in node) appendEntries(list, node.entries, 0, 1);
  return list;
}

function appendEntries(list: HTMLElement, entries: readonly JsonEntry[], from: number, level: number): void {
  const end = Math.min(entries.length, from + entriesAtATime);
  for (const entry of entries.slice(from, end)) list.append(entryElement(entry, level));
  if (end === entries.length) return;
  const rest = (entries.length - end).toLocaleString("en-US");
  const more = el("button", { type: "button", class: "link" }, `Show more (${rest} left)`);
  more.addEventListener("click", () => {
    more.remove();
    appendEntries(list, entries, end, level);
  });
  list.append(more);
}

function entryElement({ key, value }: JsonEntry, level: number): HTMLElement {
  const name = el("span", { class: "json-key" }, key);
  if (!("entries" in value)) {
    return el("div", { class: "json-leaf" }, name, ": ", el("span", { class: `json-${value.kind}` }, leafText(value)));
  }
  const [open, close] = value.kind === "array" ? ["[", "]"] : ["{", "}"];
  const count = `${open}${value.entries.length.toLocaleString("en-US")}${close}`;
  const branch = el("details", {}, el("summary", {}, name, " ", el("span", { class: "muted" }, count)));
  const children = el("div", { class: "json-children" });
  branch.append(children);
  branch.addEventListener("toggle", () => {
    if (branch.open && children.childElementCount === 0) appendEntries(children, value.entries, 0, level + 1);
  });
  branch.open = level < openLevels && value.entries.length > 0;
  return branch;
}

const leafText = (value: Extract<JsonNode, { text: string }>): string =>
  value.kind === "string" ? JSON.stringify(value.text) : value.text;
