import assert from "node:assert/strict";
import { check, engine, identity, wholeSites } from "./samples.ts";

/** Statements that lean on each other, among others that use the same names for something else. */
const pool = [
  "from databricks import sql",
  "from databricks import sql as warehouse",
  "from acme.settings import *",
  'PRODUCT = "Acme_Loader"',
  'VERSION = "1.2.0"',
  'AGENT = PRODUCT + "/" + VERSION',
  'AGENT = "acme loader"',
  'options = {"server_hostname": HOST, "http_path": PATH}',
  'options["user_agent_entry"] = AGENT',
  "options.update(access_token=TOKEN)",
  "connection = sql.connect(**options)",
  "connection = warehouse.connect(HOST, PATH, user_agent_entry=AGENT)",
  "def agent():\n    return AGENT",
  "def connect(entry=None):\n    return sql.connect(HOST, PATH, user_agent_entry=entry)",
  'connection = sql.connect(HOST, PATH, user_agent_entry=str("Acme_Loader/1.2.0"))',
  "connect(agent())",
  "connect()",
  "@cached\ndef opened(\n    **more\n):\n    return connect(**more)",
  "class Client:\n    entry = AGENT\n\n    def open(self):\n        return sql.connect(HOST, PATH, user_agent_entry=self.entry)",
  "class Other(Client):\n    entry = None",
  "# pwaf-ignore ua-missing-python-sql: a probe\nsql.connect(HOST, PATH)",
  "try:\n    import databricks.sql\nexcept ImportError:\n    pass\nelse:\n    databricks.sql.connect(HOST, PATH)",
  'def unrelated(rows):\n    """Says:\n\ndef agent(): "no"\n"""\n    return [row for row in rows if row]',
  "def hidden():\n    AGENT = None\n    return AGENT",
  "def changes():\n    global AGENT\n    AGENT = load()",
  "rows = unrelated(\n[1, 2],\n)",
  "if __name__ == '__main__':\n    unrelated([])",
  "print('agent', \"AGENT\")  # it's unbalanced (",
];

/** Numbers that are the same in every run: a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("an excerpt", () => {
  it("leads to the same sites as the whole text, through any edits", async () => {
    const random = numbers(7);
    const statements = pool.slice(0, 1);
    const document = engine.open("sample.py");
    let sites = 0;
    for (let edit = 0; edit < 150; edit++) {
      const place = 1 + random(statements.length);
      const isRemoval = statements.length > 25 || random(3) === 0;
      statements.splice(place, isRemoval ? 1 : 0, ...(isRemoval ? [] : [pool[random(pool.length)] ?? ""]));
      const text = statements.join(random(2) === 0 ? "\n" : "\n\n\n") + "\n";
      const expected = await wholeSites(text);
      const edited = await document.check(text, { identity });
      assert.deepEqual(edited.sites.map(withoutFunctions), expected, text);
      const fresh = await check("sample.py", text);
      assert.deepEqual(fresh.sites.map(withoutFunctions), expected, text);
      assert.deepEqual(edited.findings, fresh.findings, text);
      sites += fresh.sites.length;
    }
    document.dispose();
    assert.ok(sites > 150, `only ${sites} sites were compared`);
  });

  it("grows until everything that the answer rests on is in it", async () => {
    const chain = Array.from({ length: 30 }, (_, index) => `A${index} = A${index + 1}\n\ndef other${index}(): ...\n`);
    const text = `from databricks import sql\nsql.connect(h, user_agent_entry=A0)\n${chain.join("")}A30 = "Acme_Loader/1.2.0"\n`;
    const { sites } = await check("sample.py", text);
    assert.equal(sites[0]?.userAgent.value, "Acme_Loader/1.2.0");
  });

  it("ends for names that the parser makes up where one is missing", async () => {
    const text = "from databricks import sql\nx. = sql.connect\nself. = sql.connect\n = sql.connect\n";
    assert.equal((await check("sample.py", text)).parsed, true);
  });
});

function withoutFunctions(site: unknown): unknown {
  return JSON.parse(JSON.stringify(site));
}
