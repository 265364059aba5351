import type { Handlers, PanelProtocol } from "../../protocol/messages.ts";

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** VS Code defines this in every webview and lets it be called once. */
declare function acquireVsCodeApi(): VsCodeApi;

/**
 * The view's end of a panel protocol. `S` is what the view remembers while VS Code throws its page away (hidden tab,
 * reload of the window); it is kept on disk, so it never holds data or SQL.
 */
export class ViewPort<P extends PanelProtocol, S extends object> {
  readonly #api = acquireVsCodeApi();

  /** Starts listening. Each message of the protocol needs a handler, or this does not compile. */
  listen(handlers: Handlers<P["toView"]>): void {
    const table = new Map(Object.entries(handlers)) as Map<string, (payload: unknown) => void | Promise<void>>;
    window.addEventListener("message", (event: MessageEvent<{ type?: unknown; payload?: unknown } | undefined>) => {
      const message = event.data;
      const handler = typeof message?.type === "string" ? table.get(message.type) : undefined;
      if (handler) void handler(message?.payload);
    });
  }

  send<K extends keyof P["toHost"] & string>(type: K, payload: P["toHost"][K]): void {
    this.#api.postMessage({ type, payload });
  }

  /** What was remembered, or nothing. Older versions of the view may have written it: every part may be missing. */
  recall(): Partial<S> {
    const state = this.#api.getState();
    return typeof state === "object" && state !== null ? state : {};
  }

  remember(state: S): void {
    this.#api.setState(state);
  }
}
