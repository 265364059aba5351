import type { ProfileFormProtocol } from "../../protocol/profileForm.ts";
import { Announcer, pageRoot } from "../shared/dom.ts";
import { ViewPort } from "../shared/port.ts";
import { ProfileFormView } from "./profileFormView.ts";
import "../shared/base.css";
import "../shared/form.css";
import "./profileForm.css";

const port = new ViewPort<ProfileFormProtocol, object>();
const announcer = new Announcer();
const view = new ProfileFormView(port, announcer);
pageRoot().append(view.element, announcer.element);
port.listen({
  page: (page) => view.showPage(page),
  state: (state) => view.showState(state),
});
port.send("ready", undefined);
