import type { DoctorProtocol } from "../../protocol/doctor.ts";
import { Announcer, pageRoot } from "../shared/dom.ts";
import { ViewPort } from "../shared/port.ts";
import { DoctorPage } from "./doctorPage.ts";
import "../shared/base.css";
import "../shared/tabs.css";
import "../shared/form.css";
import "../shared/toolPage.css";
import "./doctor.css";

const port = new ViewPort<DoctorProtocol, object>();
const announcer = new Announcer();
const page = new DoctorPage(port, announcer);
pageRoot().append(page.element, announcer.element);
port.listen({
  choices: (choices) => page.showChoices(choices),
  state: (state) => page.showState(state),
  federation: (state) => page.showFederation(state),
  fill: (fields) => page.fill(fields),
  show: ({ tab }) => page.show(tab),
});
port.send("ready", undefined);
