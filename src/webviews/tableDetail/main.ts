import type { TableDetailProtocol } from "../../protocol/tableDetail.ts";
import { Announcer, pageRoot } from "../shared/dom.ts";
import { ViewPort } from "../shared/port.ts";
import type { TableDetailMemory } from "./tableDetailView.ts";
import { TableDetailView } from "./tableDetailView.ts";
import "../shared/base.css";
import "../shared/grid/grid.css";
import "../shared/dataGrid/dataGrid.css";
import "../shared/tabs.css";
import "./tableDetail.css";
import "./columnsPane.css";
import "./statisticsPane.css";

const port = new ViewPort<TableDetailProtocol, TableDetailMemory>();
const announcer = new Announcer();
const view = new TableDetailView(port, announcer);
pageRoot().append(view.element, announcer.element);
port.listen({
  pane: (message) => view.showPane(message),
  statistics: (state) => view.showStatistics(state),
});
port.send("ready", undefined);
view.begin();
