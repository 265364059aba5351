import type { ViewError } from "./messages.ts";

/** What one part of a panel shows, when it is fetched on its own. */
export type PaneState<T> =
  /** Nobody has asked for it yet. With an `offer` it waits until somebody presses the button. */
  | { readonly kind: "idle"; readonly offer?: { readonly note: string; readonly button: string } }
  | { readonly kind: "loading"; readonly what: string }
  | { readonly kind: "error"; readonly error: ViewError }
  | { readonly kind: "loaded"; readonly value: T };
