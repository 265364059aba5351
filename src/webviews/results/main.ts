import { Announcer, pageRoot } from "../shared/dom.ts";
import { ViewPort } from "../shared/port.ts";
import type { ResultsProtocol } from "../../protocol/results.ts";
import type { ResultsMemory } from "./resultsView.ts";
import { ResultsView } from "./resultsView.ts";
import "../shared/base.css";
import "../shared/grid/grid.css";
import "./results.css";

const port = new ViewPort<ResultsProtocol, ResultsMemory>();
const announcer = new Announcer();
const view = new ResultsView(port, announcer);
pageRoot().append(view.element, announcer.element);
port.listen({
  state: (state) => view.show(state),
  page: (page) => view.addPage(page),
});
port.send("ready", undefined);
