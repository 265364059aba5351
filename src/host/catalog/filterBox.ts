import * as vscode from "vscode";
import { setContextKey } from "../platform/contextKeys.ts";
import type { CatalogNode } from "./catalogNode.ts";

/** Waits until somebody has stopped typing before the tree is drawn anew. */
const pauseMs = 150;

/** Lets the user type a filter; the tree follows. Escape brings back the one before. */
export async function askFilter(before: string, filterBy: (text: string) => void): Promise<void> {
  const box = vscode.window.createInputBox();
  box.title = "Filter catalog";
  box.prompt = "Part of a name. Shows what is loaded; where a schema has more tables, the server is asked for them.";
  box.value = before;
  let timer: NodeJS.Timeout | undefined;
  try {
    const text = await new Promise<string>((resolve) => {
      box.onDidChangeValue((typed) => {
        clearTimeout(timer);
        timer = setTimeout(() => filterBy(typed.trim()), pauseMs);
      });
      box.onDidAccept(() => resolve(box.value.trim()));
      box.onDidHide(() => resolve(before));
      box.show();
    });
    clearTimeout(timer);
    filterBy(text);
  } finally {
    box.dispose();
  }
}

/** Says beside the view's title that, and by what, the tree is filtered. */
export function showFilter(view: vscode.TreeView<CatalogNode>, text: string): void {
  view.description = text === "" ? "" : `“${text}”`;
  setContextKey("pwaf.catalogFiltered", text !== "");
}
