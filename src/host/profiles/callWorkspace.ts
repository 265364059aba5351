import type { Logger } from "../../core/base/logger.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { createWorkspaceClient } from "../../workspace/rest/workspaceClient.ts";
import type { Sessions } from "../services.ts";

interface Needs {
  readonly sessions: Pick<Sessions, "accessToken">;
  readonly extensionVersion: string;
  readonly log: Logger;
}

/** How long a person waits for a test, in milliseconds. */
const patienceMs = 20_000;

/** What a test call has found. */
export interface TestResult {
  readonly userName: string;
  /** From the call to its answer, in milliseconds. */
  readonly milliseconds: number;
}

/** Asks the workspace who we are. @throws PwafError with what to do, when it does not say. */
export async function callWorkspace(profile: Profile, { sessions, log, extensionVersion }: Needs): Promise<TestResult> {
  // The token comes first: its refresh is no part of what the workspace takes to answer.
  const token = await sessions.accessToken(profile);
  const client = createWorkspaceClient({
    host: profile.host,
    token: () => Promise.resolve(token),
    productVersion: extensionVersion,
    log,
    timeoutMs: patienceMs,
  });
  const start = performance.now();
  const { userName } = await client.me();
  return { userName, milliseconds: Math.round(performance.now() - start) };
}
