import type { PaneState } from "./pane.ts";

/** One argument of a tool, out of its JSON Schema. */
export interface ToolArgument {
  readonly name: string;
  /** Such as `string`, `array of integer`, `a or b`. */
  readonly type: string;
  readonly isRequired: boolean;
  readonly description?: string;
}

export interface ToolView {
  readonly name: string;
  readonly description?: string;
  readonly arguments: readonly ToolArgument[];
  /** The JSON Schema of the arguments as text. */
  readonly schema: string;
}

export interface FoundTools {
  readonly tools: readonly ToolView[];
  /** What the server calls itself, and its version. */
  readonly server?: string;
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

/** Which server it is; the page remembers it over a reload. */
export interface EndpointView {
  readonly kind: string;
  readonly label: string;
  readonly url: string;
  readonly scope?: string;
}

export interface McpToolsProtocol {
  readonly toView: {
    readonly tools: {
      readonly endpoint: EndpointView;
      readonly isOffered: boolean;
      readonly state: PaneState<FoundTools>;
    };
  };
  readonly toHost: {
    readonly ready: undefined;
    readonly reload: undefined;
    readonly cancel: undefined;
    /** Offers the endpoint to agents, or takes it back. */
    readonly offer: { readonly isOffered: boolean };
    readonly copy: { readonly text: string };
    readonly action: { readonly id: string };
  };
}
