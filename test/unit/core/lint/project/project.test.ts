import assert from "node:assert/strict";
import type { ModuleQuery, ProjectFiles } from "../../../../../src/core/lint/project/modules.ts";
import { ModuleCache } from "../../../../../src/core/lint/project/modules.ts";
import { Project } from "../../../../../src/core/lint/project/project.ts";
import type { Site } from "../../../../../src/core/lint/sites.ts";
import { code, engine, identity } from "../samples.ts";

/** Files of a project in memory, with a note of each that was read. */
class MemoryFiles implements ProjectFiles {
  readonly texts: Map<string, string>;
  readonly reads: string[] = [];

  constructor(texts: Readonly<Record<string, string>>) {
    this.texts = new Map(Object.entries(texts));
  }

  read(path: string): Promise<string | undefined> {
    this.reads.push(path);
    return Promise.resolve(this.texts.get(path));
  }

  list(folder: string): Promise<readonly string[]> {
    const inside = [...this.texts.keys()].filter((path) => path.startsWith(`${folder}/`));
    return Promise.resolve([...new Set(inside.map((path) => path.slice(folder.length + 1).split("/")[0] ?? ""))]);
  }
}

async function projectOf(texts: Readonly<Record<string, string>>): Promise<Project> {
  const project = new Project(engine, new MemoryFiles(texts));
  for (const [path, text] of Object.entries(texts)) await project.update(path, text);
  return project;
}

/** Each site of a file in short, with the file that its User-Agent comes from. */
function sites(project: Project, path: string): string[] {
  return project.report(path, { identity }).sites.map(inShort);
}

function inShort({ connector, userAgent }: Site): string {
  const { status, value, definedAt } = userAgent;
  const from = definedAt?.path === undefined ? "" : ` from ${definedAt.path}`;
  return `${connector} ${status}${value === undefined ? "" : ` ${value}`}${from}`;
}

const python = (imports: string, value: string) => code`
  from databricks import sql
  ${imports}
  sql.connect(server_hostname=host, http_path=path, user_agent_entry=${value})`;

describe("a project: values of other files", () => {
  const constants = 'USER_AGENT = "Acme_Loader/1.2.0"\n';
  const cases: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
    [
      "a relative import",
      "/p/app/db.py",
      { "/p/app/db.py": python("from .constants import USER_AGENT", "USER_AGENT"), "/p/app/constants.py": constants },
    ],
    [
      "a relative import from above",
      "/p/app/io/db.py",
      { "/p/app/io/db.py": python("from ..constants import USER_AGENT as UA", "UA"), "/p/app/constants.py": constants },
    ],
    [
      "an absolute import",
      "/p/app/io/db.py",
      {
        "/p/app/io/db.py": python("from app import constants", "constants.USER_AGENT"),
        "/p/app/constants.py": constants,
      },
    ],
    [
      "a package below src, re-exported",
      "/p/src/acme/db.py",
      {
        "/p/src/acme/db.py": python("import acme", "acme.USER_AGENT"),
        "/p/src/acme/__init__.py": "from .names import USER_AGENT\n",
        "/p/src/acme/names.py": constants,
      },
    ],
    [
      "a function that builds it",
      "/p/app/db.py",
      {
        "/p/app/db.py": python("from .names import user_agent", 'user_agent("Loader")'),
        "/p/app/names.py": code`
          ISV = "Acme"
          def user_agent(product):
              return f"{ISV}_{product}/1.2.0"`,
      },
    ],
    [
      "a class attribute",
      "/p/app/db.py",
      {
        "/p/app/db.py": python("from app.settings import Settings", "Settings.USER_AGENT"),
        "/p/app/settings.py": `class Settings:\n    ${constants}`,
      },
    ],
    [
      "TypeScript",
      "/p/src/db.ts",
      {
        "/p/src/db.ts": code`
          import { DBSQLClient } from "@databricks/sql";
          import { names } from "./names.js";
          await new DBSQLClient().connect({ host, path, userAgentEntry: names.userAgent });`,
        "/p/src/names.ts": 'export const names = { userAgent: "Acme_Loader/1.2.0" } as const;\n',
      },
    ],
    [
      "a file of the same Go package",
      "/p/cmd/main.go",
      {
        "/p/cmd/main.go": code`
          package main
          import dbsql "github.com/databricks/databricks-sql-go"
          func main() {
            connector, err := dbsql.NewConnector(dbsql.WithServerHostname(h), dbsql.WithUserAgentEntry(userAgent))
          }`,
        "/p/cmd/names.go": 'package main\nconst userAgent = "Acme_Loader/1.2.0"\n',
      },
    ],
    [
      "another Go package",
      "/p/cmd/main.go",
      {
        "/p/cmd/main.go": code`
          package main
          import (
            dbsql "github.com/databricks/databricks-sql-go"
            "example.com/acme/loader/internal/names"
          )
          func main() {
            connector, err := dbsql.NewConnector(dbsql.WithServerHostname(h), dbsql.WithUserAgentEntry(names.UserAgent))
          }`,
        "/p/internal/names/names.go": 'package names\nconst UserAgent = "Acme_Loader/1.2.0"\n',
      },
    ],
    [
      "a Java class of another package",
      "/p/src/main/java/com/acme/db/Pool.java",
      {
        "/p/src/main/java/com/acme/db/Pool.java": code`
          package com.acme.db;
          import com.acme.Names;
          import java.sql.DriverManager;
          import java.util.Properties;
          class Pool {
            Object open(String token) throws Exception {
              Properties p = new Properties();
              p.setProperty("UserAgentEntry", Names.USER_AGENT);
              return DriverManager.getConnection("jdbc:databricks://h:443;httpPath=x", p);
            }
          }`,
        "/p/src/main/java/com/acme/Names.java": code`
          package com.acme;
          public final class Names {
            public static final String USER_AGENT = "Acme_Loader/1.2.0";
          }`,
      },
    ],
  ];
  for (const [name, path, texts] of cases) {
    it(name, async () => {
      const project = await projectOf(texts);
      const [site = "", ...more] = sites(project, path);
      assert.match(site, / set-valid Acme_Loader\/1\.2\.0 from \/p\//);
      assert.deepEqual(more, []);
      project.dispose();
    });
  }

  it("says where a wrong value of another file is used, and does not offer to change it there", async () => {
    const text = python("from .constants import USER_AGENT", "USER_AGENT");
    const project = await projectOf({ "/p/db.py": text, "/p/constants.py": 'USER_AGENT = "acme loader"\n' });
    const { findings } = project.report("/p/db.py", { identity });
    const found = findings.map(({ rule, start, end, fix }) => [rule, text.slice(start, end), fix?.title]);
    assert.deepEqual(
      found.filter(([rule]) => rule === "ua-invalid-format"),
      [["ua-invalid-format", "USER_AGENT", undefined]],
    );
  });

  it("does not take what an import cannot be found for as missing", async () => {
    const project = await projectOf({ "/p/db.py": python("from elsewhere import USER_AGENT", "USER_AGENT") });
    assert.deepEqual(sites(project, "/p/db.py"), ["python-sql unknown"]);
  });

  it("survives modules that import each other", async () => {
    const project = await projectOf({
      "/p/a.py": python("from b import NAME", "NAME"),
      "/p/b.py": "from c import NAME\n",
      "/p/c.py": "from b import NAME\n",
    });
    assert.deepEqual(sites(project, "/p/a.py"), ["python-sql unknown"]);
  });

  it("follows a change of the imported file", async () => {
    const files = new MemoryFiles({
      "/p/db.py": python("from .constants import USER_AGENT", "USER_AGENT"),
      "/p/constants.py": 'USER_AGENT = "Acme_Loader/1.2.0"\n',
    });
    const project = new Project(engine, files);
    await project.update("/p/db.py", files.texts.get("/p/db.py") ?? "");
    assert.deepEqual(project.importersOf("/p/constants.py"), ["/p/db.py"]);
    files.texts.set("/p/constants.py", 'USER_AGENT = "Acme_Reader/2.0.0"\n');
    await project.update("/p/constants.py", files.texts.get("/p/constants.py") ?? "");
    await project.update("/p/db.py", files.texts.get("/p/db.py") ?? "");
    assert.deepEqual(sites(project, "/p/db.py"), ["python-sql set-valid Acme_Reader/2.0.0 from /p/constants.py"]);
  });

  it("runs once more for each file that one import leads through", async () => {
    class CountedCache extends ModuleCache {
      readonly asked: string[] = [];

      override fetch(wanted: readonly ModuleQuery[], grammars: typeof engine.grammars): Promise<void> {
        this.asked.push(wanted.map(({ path }) => path).join(" "));
        return super.fetch(wanted, grammars);
      }
    }
    const text = python("from acme.config import USER_AGENT", "USER_AGENT");
    const cache = new CountedCache(
      new MemoryFiles({
        "/p/app/db.py": text,
        "/p/src/acme/config/__init__.py": "from ..names import USER_AGENT\n",
        "/p/src/acme/names.py": constants,
      }),
    );
    const document = engine.open("/p/app/db.py");
    await document.read(text, cache);
    document.dispose();
    assert.deepEqual(cache.asked, ["acme.config.USER_AGENT", "..names.USER_AGENT"]);
    cache.dispose();
  });

  it("reads nothing for imports that lead to libraries", async () => {
    const files = new MemoryFiles({ "/p/db.py": python("import os, requests", 'os.environ["UA"]') });
    const project = new Project(engine, files);
    await project.update("/p/db.py", files.texts.get("/p/db.py") ?? "");
    assert.deepEqual(files.reads, []);
  });
});

describe("a project: tags for the whole process", () => {
  const client = code`
    package main
    import "github.com/databricks/databricks-sdk-go"
    func client() {
      w, err := databricks.NewWorkspaceClient(&databricks.Config{Host: host})
    }`;
  const tag = code`
    package main
    import "github.com/databricks/databricks-sdk-go/useragent"
    func init() {
      useragent.WithProduct("Acme_Loader", "1.2.0")
    }`;

  it("reach a client in another file", async () => {
    const project = await projectOf({ "/p/client.go": client, "/p/tag.go": tag });
    assert.deepEqual(sites(project, "/p/client.go"), ["go-sdk set-valid Acme_Loader/1.2.0 from /p/tag.go"]);
  });

  it("are gone with their file", async () => {
    const project = await projectOf({ "/p/client.go": client, "/p/tag.go": tag });
    project.remove("/p/tag.go");
    assert.deepEqual(sites(project, "/p/client.go"), ["go-sdk missing"]);
  });

  it("do not reach clients of another kind", async () => {
    const project = await projectOf({ "/p/db.py": python("", "None"), "/p/tag.go": tag });
    assert.deepEqual(sites(project, "/p/db.py"), ["python-sql missing"]);
  });
});

describe("a project: the environment", () => {
  it("tags Databricks Connect", async () => {
    const text = code`
      from databricks.connect import DatabricksSession
      spark = DatabricksSession.builder.remote(host=h, cluster_id=c).getOrCreate()`;
    const untagged = await projectOf({ "/p/job.py": text });
    assert.deepEqual(sites(untagged, "/p/job.py"), ["databricks-connect missing"]);
    const tagged = await projectOf({
      "/p/job.py": text,
      "/p/.env": "SPARK_CONNECT_USER_AGENT=Acme_Loader/1.2.0\nDATABRICKS_HOST=x\n",
    });
    assert.deepEqual(sites(tagged, "/p/job.py"), ["databricks-connect dynamic Acme_Loader/1.2.0 from /p/.env"]);
  });
});

describe("a project in Go or C#", () => {
  it("follows names of the package and of other packages", async () => {
    const project = await projectOf({
      "/p/main.go": code`
        package main
        import dbsql "github.com/databricks/databricks-sql-go"
        import "example.com/acme/internal/tag"
        func main() {
          dbsql.NewConnector(dbsql.WithUserAgentEntry(agent))
          dbsql.NewConnector(dbsql.WithUserAgentEntry(tag.Agent))
          dbsql.NewConnector(options()...)
        }`,
      "/p/agent.go": code`
        package main
        import dbsql "github.com/databricks/databricks-sql-go"
        const agent = "Acme_Loader/1.2.0"
        func options() []dbsql.ConnOption { return []dbsql.ConnOption{dbsql.WithPort(443)} }`,
      "/p/internal/tag/tag.go": 'package tag\nconst Agent = "Acme_Reader/1.2.0"\n',
    });
    assert.deepEqual(sites(project, "/p/main.go"), [
      "go-sql set-valid Acme_Loader/1.2.0 from /p/agent.go",
      "go-sql set-valid Acme_Reader/1.2.0 from /p/internal/tag/tag.go",
      "go-sql missing",
    ]);
  });

  it("follows classes into the files of their name", async () => {
    const text = 'new OdbcConnection($"Driver=Databricks;Host=h;UserAgentEntry={Names.Agent}")';
    const project = await projectOf({
      "/p/src/Client.cs": `class Client { void Run() { ${text}; } }`,
      "/p/src/Config/Names.cs": 'static class Names { public const string Agent = "Acme_Loader/1.2.0"; }',
    });
    assert.deepEqual(sites(project, "/p/src/Client.cs"), ["odbc set-valid Acme_Loader/1.2.0"]);
  });
});
