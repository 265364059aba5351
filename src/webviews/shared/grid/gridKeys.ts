import { headerRow, moveByKey } from "./gridSelection.ts";
import type { GridSize } from "./gridSelection.ts";
import type { CellPlace } from "./gridSource.ts";

/** What a key asks of the grid. */
export type KeyAction =
  | { readonly kind: "move"; readonly to: CellPlace; readonly extend: boolean }
  | { readonly kind: "open" | "menu" | "fit" | "selectAll" | "selectColumn" | "selectRow" | "find" }
  | { readonly kind: "sort"; readonly add: boolean }
  | { readonly kind: "copy"; readonly headers: boolean }
  | { readonly kind: "resize"; readonly by: number }
  | { readonly kind: "moveColumn"; readonly by: number };

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

const widthStep = 16;

/** Undefined when the grid has no use for a key. */
export function keyAction(event: Key, active: CellPlace, size: GridSize): KeyAction | undefined {
  const ctrl = event.ctrlKey || event.metaKey;
  const { key, shiftKey } = event;
  if (event.altKey) return undefined;
  if (key === "ContextMenu" || (key === "F10" && shiftKey)) return { kind: "menu" };
  if (ctrl && key.toLowerCase() === "f") return { kind: "find" };
  // A plain Ctrl+C is left to the browser, which turns it into a copy event.
  if (ctrl && shiftKey && key.toLowerCase() === "c") return { kind: "copy", headers: true };
  if (active.row === headerRow) {
    const action = headerAction(key, ctrl, shiftKey);
    if (action) return action;
  } else if (key === "Enter" || key === "F2") return { kind: "open" };
  if (ctrl && key.toLowerCase() === "a" && size.rows > 0) return { kind: "selectAll" };
  if (key === " " && ctrl) return { kind: "selectColumn" };
  if (key === " " && shiftKey && size.rows > 0 && active.row !== headerRow) return { kind: "selectRow" };
  const to = moveByKey(key, ctrl, active, size);
  return to && { kind: "move", to, extend: shiftKey };
}

/** On a column's name: sort, fit, resize, move. */
function headerAction(key: string, ctrl: boolean, shift: boolean): KeyAction | undefined {
  if (key === "Enter") return ctrl ? { kind: "fit" } : { kind: "sort", add: shift };
  if (key === "F2") return { kind: "fit" };
  const step = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
  if (step === 0 || !shift) return undefined;
  return ctrl ? { kind: "moveColumn", by: step } : { kind: "resize", by: step * widthStep };
}
