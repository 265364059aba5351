import type { DoctorProtocol } from "../../protocol/doctor.ts";
import type { ViewPort } from "../shared/port.ts";

/** The way to the host; the page remembers nothing. */
export type DoctorPort = Pick<ViewPort<DoctorProtocol, object>, "send">;
