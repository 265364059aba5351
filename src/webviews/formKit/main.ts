import type { FormKitChoice, FormKitProtocol } from "../../protocol/formKit.ts";
import { pageRoot } from "../shared/dom.ts";
import { ViewPort } from "../shared/port.ts";
import { FormKitPage } from "./formKitPage.ts";
import "../shared/base.css";
import "../shared/form.css";
import "../shared/tabs.css";
import "./formKit.css";

const port = new ViewPort<FormKitProtocol, FormKitChoice>();
const page = new FormKitPage(port);
pageRoot().append(page.element);
port.listen({ state: (state) => page.show(state) });
port.send("ready", port.recall());
