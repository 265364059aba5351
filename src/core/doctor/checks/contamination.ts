import type { Environment } from "../../environment/isolate.ts";
import type { Check, Facts } from "../facts.ts";
import { variableSource } from "../facts.ts";
import type { Finding, Severity } from "../report.ts";
import { list } from "../words.ts";

/**
 * Variables by which libraries add words of their own to the User-Agent. Source: `useragent` packages of the SDKs and
 * `lib/utils/buildUserAgentString.ts` of databricks-sql-nodejs.
 */
const agentVariables = [
  "CLAUDECODE",
  "CURSOR_AGENT",
  "GEMINI_CLI",
  "CLINE_ACTIVE",
  "CODEX_CI",
  "OPENCODE",
  "ANTIGRAVITY_AGENT",
  "COPILOT_CLI",
  "OPENCLAW_SHELL",
  "AMP_CURRENT_THREAD_ID",
  "AUGMENT_AGENT",
  "GOOSE_TERMINAL",
  "KIRO",
  "VSCODE_AGENT",
  "WINDSURF_AGENT",
  "AGENT",
  "AI_AGENT",
];

interface Stain {
  readonly id: string;
  readonly severity: Severity;
  readonly variables: readonly string[];
  /** All of them must be there. */
  readonly together?: true;
  readonly when?: (environment: Environment) => boolean;
  readonly title: string;
  readonly detail?: string;
  readonly advice: string;
}

/** Variables that change what a program sends or how it signs in, without anybody having meant to. */
const stains: readonly Stain[] = [
  {
    id: "connect-user-agent",
    severity: "warning",
    variables: ["SPARK_CONNECT_USER_AGENT"],
    title: "`SPARK_CONNECT_USER_AGENT` is set: every Databricks Connect session of this process calls itself that.",
    detail: "It joins the product that the program sets itself, and its calls may be counted as another product's.",
    advice: "Remove it here, and set the User-Agent in the program.",
  },
  {
    id: "spark-remote",
    severity: "warning",
    variables: ["SPARK_REMOTE"],
    title: "`SPARK_REMOTE` is set: Spark Connect goes there, whatever the profile says.",
    advice: "Remove it, unless you mean it.",
  },
  {
    id: "metadata-service",
    severity: "warning",
    variables: ["DATABRICKS_METADATA_SERVICE_URL"],
    when: (environment) => environment["DATABRICKS_AUTH_TYPE"] !== "metadata-service",
    title: "An editor extension has put its token service into the environment.",
    detail: "The Python SDK counts it as a way of signing in of its own; when the editor is closed it answers nothing.",
    advice: "Remove `DATABRICKS_METADATA_SERVICE_URL`, or name the way of signing in with `DATABRICKS_AUTH_TYPE`.",
  },
  {
    id: "upstream",
    severity: "warning",
    variables: ["DATABRICKS_SDK_UPSTREAM", "DATABRICKS_SDK_UPSTREAM_VERSION"],
    together: true,
    title: "SDKs add the name of another program (`upstream/…`) to the User-Agent.",
    detail: "Whoever started this process has set it. It is not the tag that the framework asks for.",
    advice: "Remove both variables, unless that program is your product.",
  },
  {
    id: "runtime",
    // Inside a cluster it is as it should be, and not every kind of cluster can be told from here.
    severity: "info",
    variables: ["DATABRICKS_RUNTIME_VERSION"],
    when: (environment) => (environment["DB_HOME"] ?? environment["DB_CLUSTER_ID"] ?? "") === "",
    title: "`DATABRICKS_RUNTIME_VERSION` is set: clients believe that they run inside Databricks.",
    detail: "SDKs then try the runtime's own sign-in, and add `runtime/…` to the User-Agent.",
    advice: "Nothing to do inside Databricks; remove it elsewhere.",
  },
  {
    id: "agent",
    severity: "info",
    variables: agentVariables,
    title: "Clients add `agent/…` to the User-Agent, because a coding agent started this process.",
    advice: "Nothing to do. Tests that compare the whole header should clear these variables.",
  },
];

/** Names that samples use and no client reads. */
const unread: Readonly<Record<string, string>> = {
  DATABRICKS_ACCESS_TOKEN: "DATABRICKS_TOKEN",
  DATABRICKS_API_TOKEN: "DATABRICKS_TOKEN",
  DATABRICKS_PAT: "DATABRICKS_TOKEN",
  DATABRICKS_URL: "DATABRICKS_HOST",
  DATABRICKS_WORKSPACE_URL: "DATABRICKS_HOST",
  DATABRICKS_PROFILE: "DATABRICKS_CONFIG_PROFILE",
};

export const contamination: Check = {
  passed: (facts) =>
    stained(facts).length === 0
      ? "Nothing in the environment changes the User-Agent or the sign-in unasked."
      : undefined,
  run: (facts) => [...stained(facts), ...misnamed(facts), ...adbc(facts), ...unverified(facts)],
};

function stained({ input }: Facts): Finding[] {
  const { environment } = input;
  return stains.flatMap((stain): Finding[] => {
    const set = stain.variables.filter((name) => (environment[name] ?? "") !== "");
    const isThere = stain.together ? set.length === stain.variables.length : set.length > 0;
    if (!isThere || stain.when?.(environment) === false) return [];
    const { id, severity, title, detail, advice } = stain;
    return [
      {
        id: `stain-${id}`,
        severity,
        title,
        ...(detail === undefined ? {} : { detail }),
        advice,
        places: set.map((name) => variableSource(name, input)),
        actions: severity === "info" ? [] : [{ kind: "openTerminal", title: "Open clean terminal" }],
      },
    ];
  });
}

function misnamed({ input }: Facts): Finding[] {
  const found = Object.keys(unread).filter(
    (name) => (input.environment[name] ?? "") !== "" && (input.environment[unread[name] ?? ""] ?? "") === "",
  );
  if (found.length === 0) return [];
  return [
    {
      id: "variable-unread",
      severity: "info",
      title: `No client reads ${list(found.map((name) => `\`${name}\``))}.`,
      advice: `Nothing to do if your program reads it. SDKs read ${list(found.map((name) => `\`${unread[name] ?? ""}\``))}.`,
      places: found.map((name) => variableSource(name, input)),
      actions: [],
    },
  ];
}

/** The C# ADBC driver reads a JSON file from the variable in which everybody else expects the profiles. */
function adbc({ input }: Facts): Finding[] {
  const name = "DATABRICKS_CONFIG_FILE";
  if (!/\.json$/i.test(input.environment[name] ?? "")) return [];
  return [
    {
      id: "config-file-json",
      severity: "warning",
      title: `\`${name}\` names a JSON file.`,
      detail: "The ADBC driver for C# reads its parameters from it; SDKs and the CLI expect a file with profiles.",
      advice: "Set it only for the process that uses that driver.",
      places: [variableSource(name, input)],
      actions: [],
    },
  ];
}

function unverified({ input }: Facts): Finding[] {
  const name = "NODE_TLS_REJECT_UNAUTHORIZED";
  if (input.environment[name] !== "0") return [];
  return [
    {
      id: "tls-unverified",
      severity: "error",
      title: `\`${name}=0\` makes Node.js programs accept any certificate.`,
      detail: "Anybody on the way can then read tokens.",
      advice: "Remove it. Name the certificate of your organisation in `NODE_EXTRA_CA_CERTS` instead.",
      places: [variableSource(name, input)],
      actions: [],
    },
  ];
}
