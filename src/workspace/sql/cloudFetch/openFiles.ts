import type { DBSQLClient } from "@databricks/sql";
import type { DriverTarget } from "../driverProtocol.ts";
import { download } from "./download.ts";
import { LinkedFiles } from "./linkedFiles.ts";
import type { LinkedFilesOptions } from "./linkedFiles.ts";
import type { ResultLink } from "./resultLinks.ts";
import { StorageAgents } from "./storageAgents.ts";
import { storageError } from "./storageErrors.ts";

export interface OpenFiles {
  /** @throws PwafError that names the storage, never a link */
  readonly next: LinkedFiles["next"];
  /** Ends what is on its way. */
  close(): void;
}

/** The files of a result, with connections of their own to the storage. */
export function openFiles(
  client: DBSQLClient,
  target: DriverTarget,
  options: Pick<LinkedFilesOptions, "first" | "list" | "log">,
): OpenFiles {
  const abort = new AbortController();
  const agents = new StorageAgents(client, target);
  const bring = async (link: ResultLink): Promise<Uint8Array<ArrayBuffer>> =>
    await download(link, await agents.agent(link.url), abort.signal);
  const explain = (error: unknown, { url }: ResultLink): unknown => storageError(error, url);
  const files = new LinkedFiles({ ...options, download: bring, explain, signal: abort.signal });
  return {
    next: async () => await files.next(),
    close: () => {
      abort.abort();
      void agents.dispose();
    },
  };
}
