import type { IDisposable } from "../../core/base/disposable.ts";
import type { Services } from "../services.ts";
import type { Needs } from "./addConnector.ts";

/** “Add a Databricks connector”, loaded when somebody asks for it. */
export function registerScaffold(services: Pick<Services, "commands"> & Needs): IDisposable {
  return services.commands.register("pwaf.connector.add", async () => {
    const { addConnector } = await import("./addConnector.ts");
    await addConnector(services);
  });
}
