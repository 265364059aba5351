import type { EndpointView, FoundTools, McpToolsProtocol, ToolArgument, ToolView } from "../../protocol/mcpTools.ts";
import type { Announcer } from "../shared/dom.ts";
import { button, el, setText } from "../shared/dom.ts";
import { notice } from "../shared/notice.ts";
import { PageHead } from "../shared/pageHead.ts";
import { PaneFrame } from "../shared/paneFrame.ts";
import type { ViewPort } from "../shared/port.ts";

/** Which server it is, over a reload; its tools are fetched again. */
export interface ToolsMemory {
  readonly endpoint: EndpointView;
}

/** From so many tools on, a box to filter them helps. */
const manyTools = 6;

/** The tools of an MCP server with what they take. */
export class ToolsPage {
  readonly element = el("main", { class: "tools" });
  readonly #port: ViewPort<McpToolsProtocol, ToolsMemory>;
  readonly #announcer: Announcer;
  readonly #head = new PageHead();
  readonly #body: PaneFrame<FoundTools>;
  /** What the body shows now: a change in the header leaves open tools open. */
  #shown: string | undefined;

  constructor(port: ViewPort<McpToolsProtocol, ToolsMemory>, announcer: Announcer) {
    this.#port = port;
    this.#announcer = announcer;
    const events = {
      load: () => port.send("reload", undefined),
      cancel: () => port.send("cancel", undefined),
      act: (id: string) => port.send("action", { id }),
      say: (text: string) => announcer.say(text),
    };
    const body = el("section", { class: "tools-body", "aria-label": "Tools", tabindex: -1 });
    this.#body = new PaneFrame(body, events, ({ tools }) => {
      announcer.say(countText(tools.length));
      return this.#list(tools);
    });
    this.element.append(this.#head.element, body);
  }

  show(view: McpToolsProtocol["toView"]["tools"]): void {
    this.#port.remember({ endpoint: view.endpoint });
    this.#showHead(view);
    const key = JSON.stringify(view.state);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#body.update(view.state);
  }

  #showHead({ endpoint, isOffered, state }: McpToolsProtocol["toView"]["tools"]): void {
    const { label, url, scope } = endpoint;
    const offer = isOffered ? "Stop offering to agents" : "Offer to agents";
    const buttons = [
      // What does not answer is not worth offering; what is on offer can always be taken back.
      state.kind === "loaded" || isOffered
        ? button(offer, "link", () => this.#port.send("offer", { isOffered: !isOffered }))
        : undefined,
      button("Copy address", "link", () => this.#copy(url)),
      button("Reload", "link", () => this.#port.send("reload", undefined)),
    ];
    this.#head.show(label, buttons, url, [
      ...(state.kind === "loaded"
        ? [countText(state.value.tools.length), state.value.server, `answered in ${state.value.ms} ms`]
        : []),
      scope === undefined ? undefined : `OAuth scope ${scope}`,
      isOffered ? "offered to agents" : undefined,
    ]);
  }

  #list(tools: readonly ToolView[]): HTMLElement {
    if (tools.length === 0) {
      const why = "The server answers, but it shows this user no tool.";
      return notice("No tools", el("p", { class: "hint" }, why));
    }
    const items = tools.map((tool) => ({ tool, element: this.#tool(tool, tools.length === 1) }));
    const list = el("div", { class: "tools-list" }, ...items.map(({ element }) => element));
    if (tools.length < manyTools) return list;
    const none = el("p", { class: "muted", hidden: true }, "No tool matches.");
    const filter = el("input", { type: "search", placeholder: "Filter tools", "aria-label": "Filter tools" });
    filter.addEventListener("input", () => {
      const wanted = filter.value.trim().toLowerCase();
      const matching = items.filter(({ tool, element }) => {
        const matches = `${tool.name}\n${tool.description ?? ""}`.toLowerCase().includes(wanted);
        element.hidden = !matches;
        return matches;
      });
      none.hidden = matching.length > 0;
      this.#announcer.say(countText(matching.length));
    });
    return el("div", { class: "tools-filtered" }, filter, list, none);
  }

  #tool(tool: ToolView, isOpen: boolean): HTMLElement {
    const summary = el(
      "summary",
      {},
      el("code", {}, tool.name),
      tool.description === undefined ? undefined : el("span", { class: "muted tools-brief" }, tool.description),
    );
    const copy = button("Copy schema", "link", () => this.#copy(tool.schema));
    const schema = el(
      "details",
      { class: "tools-schema" },
      el("summary", {}, "JSON Schema"),
      el("div", {}, copy),
      el("pre", { tabindex: 0, "aria-label": `JSON Schema of ${tool.name}` }, tool.schema),
    );
    const description =
      tool.description === undefined ? undefined : el("p", { class: "tools-description" }, tool.description);
    return el("details", { class: "tool", open: isOpen }, summary, description, argumentTable(tool), schema);
  }

  #copy(text: string): void {
    this.#port.send("copy", { text });
    setText(this.#announcer.element, "");
    this.#announcer.say("Copied");
  }
}

function argumentTable({ name, arguments: all }: ToolView): HTMLElement {
  if (all.length === 0) return el("p", { class: "muted" }, "Takes no arguments.");
  const head = el("tr", {}, ...["Argument", "Type", "Description"].map((text) => el("th", { scope: "col" }, text)));
  return el(
    "table",
    { "aria-label": `Arguments of ${name}` },
    el("thead", {}, head),
    el("tbody", {}, ...all.map(argumentRow)),
  );
}

function argumentRow({ name, type, isRequired, description }: ToolArgument): HTMLElement {
  return el(
    "tr",
    {},
    el(
      "th",
      { scope: "row" },
      el("code", {}, name),
      isRequired ? undefined : el("span", { class: "muted" }, " optional"),
    ),
    el("td", {}, type),
    el("td", {}, description ?? ""),
  );
}

function countText(count: number): string {
  return count === 1 ? "1 tool" : `${count} tools`;
}
