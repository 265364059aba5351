import { nodeGrammarFiles } from "../src/cli/grammarFiles.ts";
import { Engine } from "../src/core/lint/engine.ts";
import type { BenchRow } from "./row.ts";
import { percentile } from "./row.ts";

const BUDGET_MS = 20;
const LINES = 3000;

/** Checks after each single key in a file of each language that is one class or package with a client at its top. */
export const lintKey: BenchRow = {
  name: "one key → diagnostics, 3 000 lines",
  budget: `p95 ≤ ${BUDGET_MS} ms of CPU`,
  async run({ quick }) {
    const engine = new Engine(nodeGrammarFiles());
    const figures: { readonly path: string; readonly p95: number }[] = [];
    for (const style of styles) {
      const times = await keys(engine, style.path, textOf(style), quick ? 60 : 200);
      // The first keys warm the compiler, as the first minute of editing does.
      figures.push({ path: style.path, p95: percentile(times.slice(times.length / 4), 95) });
    }
    const worst = Math.max(...figures.map(({ p95 }) => p95));
    return {
      measured: `${worst.toFixed(1)} ms`,
      withinBudget: worst <= BUDGET_MS,
      detail: figures.map(({ path, p95 }) => `${path} ${p95.toFixed(1)} ms`).join(", "),
    };
  },
};

/** Milliseconds of CPU for each check, after keys that make a name in some line longer by one letter. */
async function keys(engine: Engine, path: string, start: string, count: number): Promise<number[]> {
  const document = engine.open(path);
  const times: number[] = [];
  await document.check(start, {});
  let text = start;
  for (let key = 0; key < count; key++) {
    const at = text.indexOf("limit", Math.floor((text.length * key) / count)) + "limit".length;
    text = `${text.slice(0, at)}s${text.slice(at)}`;
    const before = process.cpuUsage();
    const { sites } = await document.check(text, {});
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
    if (sites.length === 0) throw new Error(`the client in ${path} was lost`);
  }
  document.dispose();
  return times;
}

interface Style {
  readonly path: string;
  readonly head: string;
  /** One of the functions that fill the file. */
  readonly block: (index: number) => string;
  readonly end: string;
}

function textOf({ head, block, end }: Style): string {
  const lines = block(0).split("\n").length - 1;
  return head + Array.from({ length: Math.ceil(LINES / lines) }, (_, index) => block(index)).join("") + end;
}

const javaBlock = (index: number) => `
  /** Keeps what is large enough. */
  List<Row> step${index}(List<Row> rows, int limit) {
    List<Row> kept = new ArrayList<>();
    for (Row row : rows) {
      if (row.amount() > limit + ${index}) kept.add(row);
    }
    log.info("step " + limit + ": " + kept.size());
    return kept;
  }
`;

const styles: readonly Style[] = [
  {
    path: "loader.py",
    head: "from databricks import sql\n\n\nclass Loader:\n    def connect(self, host, path):\n        return sql.connect(server_hostname=host, http_path=path)\n",
    block: (index) => `
    def step_${index}(self, rows, limit=${index}):
        """Keeps what is large enough."""
        kept = [row for row in rows if row["amount"] > limit]
        for row in kept:
            row["seen"] = f"step {limit}: {len(kept)}"
        return sorted(kept, key=lambda row: row["amount"])
`,
    end: "",
  },
  {
    path: "loader.ts",
    head: `import { DBSQLClient } from "@databricks/sql";\n\nexport class Loader {\n  connect(host: string, path: string, token: string) {\n    return new DBSQLClient().connect({ host, path, token });\n  }\n`,
    block: (index) => `
  /** Keeps what is large enough. */
  step${index}(rows: readonly Row[], limit = ${index}): Row[] {
    const kept = rows.filter((row) => row.amount > limit);
    for (const row of kept) {
      row.seen = \`step \${limit}: \${kept.length}\`;
    }
    return kept.sort((a, b) => a.amount - b.amount);
  }
`,
    end: "}\n",
  },
  {
    path: "Loader.java",
    head: `package com.acme;\n\nimport com.databricks.sdk.WorkspaceClient;\nimport com.databricks.sdk.core.DatabricksConfig;\n\nclass Loader {\n  WorkspaceClient client(String host) {\n    return new WorkspaceClient(new DatabricksConfig().setHost(host));\n  }\n`,
    block: javaBlock,
    end: "}\n",
  },
  {
    path: "Loader.kt",
    head: `package com.acme\n\nimport com.databricks.sdk.WorkspaceClient\nimport com.databricks.sdk.core.DatabricksConfig\n\nclass Loader {\n  fun client(host: String) = WorkspaceClient(DatabricksConfig().setHost(host))\n`,
    block: (index) => `
  /** Keeps what is large enough. */
  fun step${index}(rows: List<Row>, limit: Int = ${index}): List<Row> {
    val kept = rows.filter { it.amount > limit }
    for (row in kept) {
      row.seen = "step $limit: \${kept.size}"
    }
    return kept.sortedBy { it.amount }
  }
`,
    end: "}\n",
  },
  {
    path: "Loader.scala",
    head: `package com.acme\n\nimport com.databricks.sdk.WorkspaceClient\nimport com.databricks.sdk.core.DatabricksConfig\n\nclass Loader {\n  def client(host: String) = new WorkspaceClient(new DatabricksConfig().setHost(host))\n`,
    block: (index) => `
  /** Keeps what is large enough. */
  def step${index}(rows: Seq[Row], limit: Int = ${index}): Seq[Row] = {
    val kept = rows.filter(row => row.amount > limit)
    for (row <- kept) {
      row.seen = s"step $limit: \${kept.size}"
    }
    kept.sortBy(row => row.amount)
  }
`,
    end: "}\n",
  },
  {
    path: "loader.go",
    head: `package main\n\nimport "github.com/databricks/databricks-sdk-go"\n\nfunc client(host string) (*databricks.WorkspaceClient, error) {\n\treturn databricks.NewWorkspaceClient(&databricks.Config{Host: host})\n}\n`,
    block: (index) => `
// step${index} keeps what is large enough.
func step${index}(rows []Row, limit int) []Row {
	kept := []Row{}
	for _, row := range rows {
		if row.Amount > limit+${index} {
			kept = append(kept, row)
		}
	}
	return kept
}
`,
    end: "",
  },
  {
    path: "Loader.cs",
    head: `using Microsoft.Azure.Databricks.Client;\n\nclass Loader\n{\n  DatabricksClient Client(string host, string token)\n  {\n    return DatabricksClient.CreateClient(host, token);\n  }\n`,
    block: (index) => `
  /// <summary>Keeps what is large enough.</summary>
  List<Row> Step${index}(List<Row> rows, int limit)
  {
    var kept = rows.Where(row => row.Amount > limit + ${index}).ToList();
    foreach (var row in kept)
    {
      row.Seen = $"step {limit}: {kept.Count}";
    }
    return kept;
  }
`,
    end: "}\n",
  },
];
