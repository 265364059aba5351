import type { ConformanceEntry } from "../../../../src/core/conformance/entry.ts";
import type { ConformanceResult, ConformanceRun } from "../../../../src/core/conformance/result.ts";
import type { RecordedCall, Session } from "../../../../src/core/recorder/call.ts";

export function sessionOf(calls: readonly Partial<RecordedCall>[]): Session {
  const time = "2026-11-21T10:00:00.000Z";
  const usual: RecordedCall = {
    ...{ time, host: "x.cloud.databricks.com", method: "GET", path: "/api/2.0/x", protocol: "HTTP/1.1" },
    ...{ userAgent: "", auth: "oauth", status: 200 },
  };
  return {
    started: time,
    forwarded: true,
    calls: calls.map((call) => ({ ...usual, ...call })),
    troubles: [],
    dropped: 0,
  };
}

export function entryOf(more: Partial<ConformanceEntry> = {}): ConformanceEntry {
  const { connector = "rest", auth = "m2m", name } = more;
  return {
    id: [connector, auth, ...(name === undefined ? [] : [name])].join("/"),
    ...{ connector, auth, command: ["python", "check.py"], folder: ".", env: {}, alone: false },
    ...{ range: { start: 0, end: 1 }, line: 4 },
    ...more,
  };
}

/** A result that passed, unless it is told otherwise. */
export function resultOf(more: Partial<ConformanceResult> = {}): ConformanceResult {
  const calls = [
    { userAgent: "Acme_Loader/1.2.0" },
    { userAgent: "node", path: "/oidc/v1/token", auth: "none" as const },
  ];
  return {
    ...{ entry: entryOf(), outcome: "passed", started: "2026-11-21T10:00:00.000Z", ms: 1234, problems: [], output: "" },
    run: { ending: { kind: "exited", code: 0 }, session: sessionOf(calls), variables: ["DATABRICKS_HOST"] },
    profile: "service",
    ...more,
  };
}

export function runOf(...results: readonly ConformanceResult[]): ConformanceRun {
  return {
    ...{ started: "2026-11-21T10:00:00.000Z", ms: 2000, identity: "Acme_Loader/1.2.0", target: "https://x.example" },
    ...{ toolVersion: "0.1.0", configFile: "pwaf.json", results },
  };
}
