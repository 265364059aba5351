import type { McpToolsProtocol } from "../../protocol/mcpTools.ts";
import { Announcer, pageRoot } from "../shared/dom.ts";
import { ViewPort } from "../shared/port.ts";
import type { ToolsMemory } from "./toolsPage.ts";
import { ToolsPage } from "./toolsPage.ts";
import "../shared/base.css";
import "../shared/pageHead.css";
import "./mcpTools.css";

const port = new ViewPort<McpToolsProtocol, ToolsMemory>();
const announcer = new Announcer();
const page = new ToolsPage(port, announcer);
pageRoot().append(page.element, announcer.element);
port.listen({ tools: (tools) => page.show(tools) });
port.send("ready", undefined);
