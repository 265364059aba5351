import type { MenuItem } from "../menu.ts";
import type { CopyForm } from "../rows/copyForms.ts";
import { copyForms } from "../rows/copyForms.ts";

const isMac = /Mac/.test(navigator.userAgent);
const ctrl = isMac ? "⌘" : "Ctrl+";

export interface CopyActions {
  readonly headers: boolean;
  readonly copy: (form: CopyForm, headers: boolean) => void;
  readonly toggleHeaders: () => void;
}

/** All ways to copy the selection. */
export function copyItems({ headers, copy, toggleHeaders }: CopyActions): MenuItem[] {
  return [
    { title: "Copy", key: `${ctrl}C`, run: () => copy("tsv", false) },
    { title: "Copy with headers", key: isMac ? "⇧⌘C" : "Ctrl+Shift+C", run: () => copy("tsv", true) },
    ...(["csv", "json", "markdown", "insert", "inList"] as const).map((form, index) => ({
      title: `Copy as ${copyForms[form]}`,
      separator: index === 0,
      run: () => copy(form, headers),
    })),
    { title: "Headers in CSV", checked: headers, separator: true, run: toggleHeaders },
  ];
}

export interface ColumnActions {
  readonly sorted: "ascending" | "descending" | undefined;
  readonly filtered: boolean;
  /** Place among the shown columns, and how many there are. */
  readonly place: number;
  readonly shown: number;
  readonly frozen: number;
  readonly sort: (direction: "ascending" | "descending" | undefined) => void;
  readonly filter: () => void;
  readonly removeFilter: () => void;
  readonly freeze: (columns: number) => void;
  readonly hide: () => void;
  readonly fit: () => void;
  readonly move: (to: number) => void;
  readonly copyName: () => void;
}

/** What can be done with a column. */
export function columnItems(column: ColumnActions): MenuItem[] {
  const { place, shown, frozen, sorted } = column;
  const isLastFrozen = frozen === place + 1;
  return [
    { title: "Sort ascending", checked: sorted === "ascending", run: () => column.sort("ascending") },
    { title: "Sort descending", checked: sorted === "descending", run: () => column.sort("descending") },
    ...(sorted ? [{ title: "Do not sort", run: () => column.sort(undefined) }] : []),
    { title: "Filter…", separator: true, run: column.filter },
    ...(column.filtered ? [{ title: "Remove filter", run: column.removeFilter }] : []),
    isLastFrozen
      ? { title: "Unfreeze columns", separator: true, run: () => column.freeze(0) }
      : {
          title: "Freeze up to here",
          separator: true,
          disabled: place === shown - 1,
          run: () => column.freeze(place + 1),
        },
    { title: "Move left", key: "Ctrl+Shift+Left", disabled: place === 0, run: () => column.move(place - 1) },
    { title: "Move right", key: "Ctrl+Shift+Right", disabled: place === shown - 1, run: () => column.move(place + 1) },
    { title: "Fit width", key: "F2", run: column.fit },
    { title: "Hide column", disabled: shown === 1, run: column.hide },
    { title: "Copy name", separator: true, run: column.copyName },
  ];
}
