import { Announcer, pageRoot } from "../shared/dom.ts";
import { prepareTexts } from "../shared/grid/textMeasure.ts";
import { ViewPort } from "../shared/port.ts";
import type { ResultsProtocol } from "../../protocol/results.ts";
import { ResultsDeck } from "./resultsDeck.ts";
import "../shared/base.css";
import "../shared/grid/grid.css";
import "../shared/dataGrid/dataGrid.css";
import "../shared/tabs.css";
import "./results.css";
import "./resultTabs.css";

const port = new ViewPort<ResultsProtocol, object>();
const announcer = new Announcer();
const deck = new ResultsDeck(port, announcer);
pageRoot().append(deck.element, announcer.element);
port.listen({
  tabs: (tabs) => deck.showTabs(tabs),
  look: (look) => deck.look(look),
  state: (state) => deck.state(state),
  page: (page) => deck.page(page),
});
port.send("ready", undefined);
// Not with the first drawing of the page, and not by an idle callback, which Safari lacks.
setTimeout(prepareTexts);
