import type { VolumeFileProtocol } from "../../protocol/volumeFile.ts";
import { Announcer, pageRoot } from "../shared/dom.ts";
import { ViewPort } from "../shared/port.ts";
import type { FileMemory } from "./filePage.ts";
import { FilePage } from "./filePage.ts";
import "../shared/base.css";
import "../shared/grid/grid.css";
import "../shared/dataGrid/dataGrid.css";
import "../shared/pageHead.css";
import "./volumeFile.css";

const port = new ViewPort<VolumeFileProtocol, FileMemory>();
const announcer = new Announcer();
const page = new FilePage(port, announcer);
pageRoot().append(page.element, announcer.element);
port.listen({ file: (file) => page.show(file) });
port.send("ready", undefined);
