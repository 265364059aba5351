import type { RecorderProtocol } from "../../protocol/recorder.ts";
import { Announcer, pageRoot } from "../shared/dom.ts";
import { ViewPort } from "../shared/port.ts";
import { RecorderPage } from "./recorderPage.ts";
import "../shared/base.css";
import "../shared/form.css";
import "../shared/toolPage.css";
import "./recorder.css";

const port = new ViewPort<RecorderProtocol, object>();
const announcer = new Announcer();
const page = new RecorderPage(port, announcer);
pageRoot().append(page.element, announcer.element);
port.listen({
  targets: (targets) => page.showTargets(targets),
  state: (state) => page.showState(state),
  calls: (calls) => page.showCalls(calls),
  comparison: (comparison) => page.showComparison(comparison),
});
port.send("ready", undefined);
