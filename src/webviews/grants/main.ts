import type { GrantsChoice, GrantsProtocol } from "../../protocol/grants.ts";
import { Announcer, pageRoot } from "../shared/dom.ts";
import { ViewPort } from "../shared/port.ts";
import { GrantsPage } from "./grantsPage.ts";
import "../shared/base.css";
import "../shared/form.css";
import "../shared/tabs.css";
import "./grants.css";

const port = new ViewPort<GrantsProtocol, GrantsChoice>();
const announcer = new Announcer();
const page = new GrantsPage(port, announcer);
pageRoot().append(page.element, announcer.element);
port.listen({ state: (state) => page.show(state) });
port.send("ready", port.recall());
