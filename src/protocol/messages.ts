/**
 * Shape of every panel's protocol: what the host sends and what the view sends, name → payload.
 * Both sides hand over one handler for each name they may receive, so that a missing handler does not compile.
 */
export interface PanelProtocol {
  readonly toView: object;
  readonly toHost: object;
}

/** A message on the wire. */
export type Message<M> = { readonly [K in keyof M]: { readonly type: K; readonly payload: M[K] } }[keyof M];

/** One handler per message name. */
export type Handlers<M> = { readonly [K in keyof M]: (payload: M[K]) => void | Promise<void> };

/** An error as a view shows it: what happened and why, what to do next, and a button where one helps. */
export interface ViewError {
  readonly message: string;
  readonly hint?: string;
  /** A button; the host runs it when the view sends `action` with this id. */
  readonly action?: { readonly id: string; readonly title: string };
}
