import { secretKeys } from "../../profiles/profile.ts";
import type { Check, Facts } from "../facts.ts";
import type { Finding } from "../report.ts";

/** The configuration file itself: can it be read, by whom, and what must not be in it. */
export const configFile: Check = {
  passed: ({ input, cfg }) =>
    input.configFile.text === undefined
      ? undefined
      : `${input.configFile.path} can be read (${cfg.sections.length} ${cfg.sections.length === 1 ? "profile" : "profiles"}).`,
  run: (facts) => [...unreadable(facts), ...broken(facts), ...open(facts)],
};

function unreadable({ input: { configFile: file } }: Facts): Finding[] {
  if (file.problem === undefined) return [];
  return [
    {
      id: "config-unreadable",
      severity: "error",
      title: file.problem,
      advice: "Correct the path in `DATABRICKS_CONFIG_FILE`, or the permissions of the file.",
      places: [{ kind: "configFile", label: file.path, path: file.path }],
      actions: [],
    },
  ];
}

function broken({ input: { configFile: file }, cfg }: Facts): Finding[] {
  return cfg.problems.map(({ line, message, hint }) => ({
    id: "config-problem",
    severity: "warning" as const,
    title: message,
    detail: "Some of Databricks' tools refuse the whole file because of it.",
    advice: hint,
    places: [
      { kind: "configFile" as const, label: `line ${line + 1} of ${file.path}`, path: file.path, line: line + 1 },
    ],
    actions: [{ kind: "openFile" as const, title: "Open configuration file", path: file.path, line: line + 1 }],
  }));
}

/** Permission bits for others than the owner. */
const others = 0o077;

function open({ input: { configFile: file }, cfg }: Facts): Finding[] {
  const keys: readonly string[] = secretKeys;
  const holdsSecret = cfg.sections.some(({ entries }) =>
    entries.some(({ key, value }) => keys.includes(key) && value !== ""),
  );
  if (file.mode === undefined || (file.mode & others) === 0 || !holdsSecret) return [];
  return [
    {
      id: "config-open",
      severity: "warning",
      title: "The configuration file holds secrets, and others on this machine may read it.",
      advice: `Run \`chmod 600 ${file.path}\`.`,
      places: [{ kind: "configFile", label: file.path, path: file.path }],
      actions: [{ kind: "makePrivate", title: "Make it private", path: file.path }],
    },
  ];
}
