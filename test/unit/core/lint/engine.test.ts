import assert from "node:assert/strict";
import { applyEdits } from "../../../../src/core/base/text.ts";
import { check, code, engine, identity } from "./samples.ts";

const missing = code`
  from databricks import sql
  sql.connect(host)`;

describe("engine", () => {
  it("parses nothing without a trigger word", async () => {
    assert.deepEqual(await check("a.py", "import sqlite3\nsqlite3.connect('x')\n"), {
      findings: [],
      ignored: [],
      sites: [],
      parsed: false,
    });
  });

  it("knows nothing of other files", async () => {
    assert.equal((await check("README.md", missing)).parsed, false);
    assert.equal((await check("types.d.ts", 'import "@databricks/sql"')).parsed, false);
  });

  it("says that an identity is needed, and gives no edit without one", async () => {
    const { findings } = await check("a.py", missing, {});
    assert.equal(findings[0]?.needsIdentity, true);
    assert.equal(findings[0].fix, undefined);
  });

  it("takes severities from the options", async () => {
    const off = await check("a.py", missing, { rules: { "ua-missing-python-sql": "off" } });
    assert.deepEqual(off.findings, []);
    const warn = await check("a.py", missing, { rules: { "ua-missing-python-sql": "warn" } });
    assert.equal(warn.findings[0]?.severity, "warning");
  });

  it("reports a constant that several calls use once", async () => {
    const { findings } = await check(
      "a.py",
      code`
      from databricks import sql
      UA = "Acme Loader"
      sql.connect(a, user_agent_entry=UA)
      sql.connect(b, user_agent_entry=UA)`,
    );
    assert.equal(findings.length, 1);
  });

  it("never prints a token", async () => {
    const token = ["da", "pi"].join("") + "0".repeat(32);
    const { findings } = await check(
      "a.py",
      `from databricks import sql\nsql.connect(h, user_agent_entry="${token}")\n`,
    );
    assert.ok(findings.some(({ rule }) => rule === "ua-invalid-format"));
    for (const { message, fix } of findings) assert.ok(!JSON.stringify([message, fix]).includes(token));
  });

  it("counts offsets in UTF-16", async () => {
    const text = `# 🧱 überall\nfrom databricks import sql\nx = "𝄞"; sql.connect(host)\n`;
    const { findings } = await check("a.py", text);
    assert.equal(text.slice(findings[0]!.start, findings[0]!.end), "sql.connect");
    assert.match(
      applyEdits(text, findings[0]!.fix!.edits),
      /sql\.connect\(host, user_agent_entry="Acme_Loader\/1\.2\.0"\)/,
    );
  });

  it("gives results for a long file with syntax errors", async () => {
    const filler = Array.from({ length: 10_000 }, (_, index) =>
      index % 100 === 0 ? `x${index} = = [1\n` : `x${index} = f(${index})\n`,
    ).join("");
    const { findings } = await check("a.py", `from databricks import sql\n${filler}\nsql.connect(host)\n`);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ["ua-missing-python-sql"],
    );
  });

  it("stands any beginning of a file", async () => {
    const samples: readonly (readonly [string, string])[] = [
      [
        "a.py",
        code`
        from databricks import sql
        class A(B):
            def __init__(self, *a, ua: str = "x", **kw):
                self.o = {**kw, "user_agent_entry": f"{ua}/{1!r:>3}"}
            def f(self):
                with sql.connect(**self.o | {"a": 1}) as c, g() as d: pass`,
      ],
      [
        "a.ts",
        code`
        import { DBSQLClient as C } from "@databricks/sql";
        const { a: { b = 1 } = {}, ...rest } = require("x");
        class A<T> extends C { #o = { ...rest, userAgentEntry: "x" as const }; async f(@D() o?: T) { await super.connect({ ...this.#o, ...o }); } }`,
      ],
    ];
    for (const [path, text] of samples) {
      for (let end = 0; end <= text.length; end++) {
        const { findings } = await check(path, text.slice(0, end));
        for (const { start, end: stop } of findings) assert.ok(start >= 0 && start <= stop && stop <= end);
      }
    }
  });

  it("stands recursion of every kind", async () => {
    const texts = [
      "from databricks import sql\ndef f(x):\n    return f(f(x))\nsql.connect(**f(1))\n",
      "from databricks import sql\na = b\nb = a\nsql.connect(**a, user_agent_entry=b)\n",
      "from databricks import sql\nclass A(A):\n    pass\nclass B(C): pass\nclass C(B): pass\nsql.connect(user_agent_entry=A().x, **B().y)\n",
      "from databricks import sql\nd = {}\nd.update(d)\nd['d'] = d\nsql.connect(**d)\n",
      "from databricks import sql\nx = lambda f: f(f)\nsql.connect(user_agent_entry=x(x))\n",
      `from databricks import sql\nx = ${"(".repeat(3000)}1${")".repeat(3000)}\nsql.connect(user_agent_entry=x)\n`,
      `from databricks import sql\nsql.connect(user_agent_entry=${Array.from({ length: 3000 }, () => '"a"').join(" + ")})\n`,
    ];
    for (const text of texts) assert.equal((await check("a.py", text)).sites.length, 1);
  });
});

describe("a document that changes", () => {
  it("gives after each edit what a fresh check gives", async () => {
    const document = engine.open("a.py");
    let text = code`
      from databricks import sql
      def first():
          return sql.connect(host)
      def second():
          o = {"user_agent_entry": "Acme_Loader/1.2.0"}
          return sql.connect(**o)`;
    const edits: readonly (readonly [string, string])[] = [
      ["host)", 'host, user_agent_entry="Acme Loader")'],
      ["Acme Loader", "Acme_Loader/1.2.0"],
      ['"user_agent_entry": ', '"ü": '],
      ["def second():\n", "def second(sql):\n"],
      ["def second(sql):\n", "def second():\n"],
      ["from databricks", "from databrick"],
      ["from databrick", "from databricks"],
      ["return sql.connect(host", "return (((sql.connect(host"],
    ];
    for (const [from, to] of edits) {
      text = text.replace(from, to);
      const [changed, fresh] = [await document.check(text, { identity }), await check("a.py", text)];
      assert.deepEqual(JSON.parse(JSON.stringify(changed)), JSON.parse(JSON.stringify(fresh)), to);
    }
    document.dispose();
  });
});

describe("ignore comments", () => {
  const cases: readonly (readonly [name: string, path: string, text: string, ...rules: string[]])[] = [
    [
      "behind the code",
      "a.py",
      "from databricks import sql\nsql.connect(h)  # pwaf-ignore ua-missing-python-sql: probe\n",
    ],
    ["above", "a.py", "from databricks import sql\n# pwaf-ignore ua-missing-python-sql: probe\nsql.connect(h)\n"],
    [
      "above, with another comment between",
      "a.py",
      "from databricks import sql\n# pwaf-ignore ua-missing-python-sql: probe\n# more\nsql.connect(h)\n",
    ],
    [
      "of one line speaks for no other",
      "a.py",
      "from databricks import sql\nsql.connect(h)  # pwaf-ignore ua-missing-python-sql: probe\nsql.connect(h)\n",
      "ua-missing-python-sql",
    ],
    [
      "of another rule",
      "a.py",
      "from databricks import sql\nsql.connect(h)  # pwaf-ignore ua-placeholder: x\n",
      "ua-missing-python-sql",
      "unused-ignore",
    ],
    ["of no rule", "a.py", "# pwaf-ignore no-such-rule: x\n", "unused-ignore"],
    [
      "of several rules, one unused",
      "a.py",
      "from databricks import sql\nsql.connect(h)  # pwaf-ignore ua-missing-python-sql, ua-placeholder: x\n",
      "unused-ignore",
    ],
    ["in a text", "a.py", 'from databricks import sql\nx = "# pwaf-ignore ua-placeholder: x"\n'],
    [
      "of TypeScript",
      "a.ts",
      'import { DBSQLClient } from "@databricks/sql";\n// pwaf-ignore ua-missing-node-sql: probe\nnew DBSQLClient().connect({ host });\n',
    ],
    [
      "as a block",
      "a.ts",
      'import { DBSQLClient } from "@databricks/sql";\n/* pwaf-ignore ua-missing-node-sql: probe */\nnew DBSQLClient().connect({ host });\n',
    ],
  ];
  for (const [name, path, text, ...expected] of cases) {
    it(name, async () =>
      assert.deepEqual(
        (await check(path, text)).findings.map(({ rule }) => rule),
        expected,
      ),
    );
  }
});
