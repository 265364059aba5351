import assert from "node:assert/strict";
import { check, code, siteTable } from "./samples.ts";

/** A sample and the sites in it, in file order. */
type Sample = readonly [name: string, text: string, ...sites: string[]];

const ok = "set-valid Acme_Loader/1.2.0";

function run(samples: readonly Sample[]): void {
  for (const [name, text, ...expected] of samples) {
    it(name, async () => assert.deepEqual(await siteTable("sample.py", text), expected));
  }
}

describe("python sites: imports", () => {
  run([
    [
      "from databricks import sql",
      code`
      from databricks import sql
      sql.connect(server_hostname=h, http_path=p)`,
      "missing",
    ],
    [
      "alias",
      code`
      from databricks import sql as dbsql
      dbsql.connect(h, p)`,
      "missing",
    ],
    [
      "import databricks.sql",
      code`
      import databricks.sql
      databricks.sql.connect(h, p, user_agent_entry="Acme_Loader/1.2.0")`,
      ok,
    ],
    [
      "import databricks.sql as x",
      code`
      import databricks.sql as dbx
      dbx.connect(h, p)`,
      "missing",
    ],
    [
      "from databricks.sql import connect",
      code`
      from databricks.sql import connect
      conn = connect(h, p)`,
      "missing",
    ],
    [
      "from databricks.sql import connect as c",
      code`
      from databricks.sql import connect as open_connection
      conn = open_connection(h, p)`,
      "missing",
    ],
    [
      "Connection class",
      code`
      from databricks.sql.client import Connection
      conn = Connection(h, p, access_token=t)`,
      "missing",
    ],
    [
      "several names in parentheses",
      code`
      from databricks import (
          sdk,
          sql,  # the connector
      )
      sql.connect(h)`,
      "missing",
    ],
    [
      "inside try",
      code`
      try:
          from databricks import sql
      except ImportError:
          sql = None

      def open_connection():
          if sql is None:
              raise RuntimeError("install databricks-sql-connector")
          return sql.connect(server_hostname=h)`,
      "missing",
    ],
    [
      "inside a function",
      code`
      def open_connection():
          from databricks import sql
          return sql.connect(server_hostname=h)`,
      "missing",
    ],
    [
      "star import",
      code`
      from databricks.sql import *
      connect(h, p)`,
      "missing",
    ],
    [
      "importlib",
      code`
      import importlib
      dbsql = importlib.import_module("databricks.sql")
      dbsql.connect(h, p)`,
      "missing",
    ],
    [
      "the function kept under a name",
      code`
      from databricks import sql
      connect = sql.connect
      c = connect(h, p)`,
      "missing",
    ],
    [
      "a member of self",
      code`
      from databricks import sql
      class Db:
          def __init__(self):
              self._open = sql.connect
          def get(self):
              return self._open(server_hostname=h)`,
      "missing",
    ],
    [
      "with statement, await and nesting",
      code`
      from databricks import sql
      with sql.connect(h, p) as connection, connection.cursor() as cursor:
          cursor.execute("select 1")`,
      "missing",
    ],
    [
      "inside a lambda and a comprehension",
      code`
      from databricks import sql
      make = lambda: sql.connect(h, p)
      all = [sql.connect(h, p) for h in hosts]`,
      "missing",
      "missing",
    ],
    [
      "asyncio.to_thread",
      code`
      import asyncio
      from databricks import sql
      async def main():
          return await asyncio.to_thread(sql.connect, server_hostname=h)`,
      "missing",
    ],
    [
      "submitted to an executor",
      code`
      from databricks import sql
      future = executor.submit(sql.connect, server_hostname=h, user_agent_entry="Acme_Loader/1.2.0")`,
      ok,
    ],
    [
      "imported by a helper",
      code`
      def _sql():
          from databricks import sql
          return sql
      _sql().connect(server_hostname=h)`,
      "missing",
    ],
    [
      "options filled by branches",
      code`
      from databricks import sql as dbsql
      def connection(self, token):
          kwargs: dict[str, Any] = {"server_hostname": self.host}
          if token:
              kwargs["access_token"] = token
          else:
              kwargs["credentials_provider"] = lambda: cfg.authenticate
          return dbsql.connect(**kwargs)`,
      "missing",
    ],
    [
      "kept in the object by a method",
      code`
      class Db:
          def _connect(self) -> None:
              try:
                  from databricks import sql
              except ImportError:
                  raise ImportError("databricks-sql-connector")
              self.conn = sql.connect(server_hostname=self.url.replace("https://", "").split("/")[0])
          def query(self, sql: str):
              return self.conn.cursor().execute(sql)`,
      "missing",
    ],
    [
      "behind a syntax error",
      code`
      from databricks import sql
      def broken(:
          pass
      conn = sql.connect(server_hostname=h)`,
      "missing",
    ],
  ]);
});

describe("python sites: what is no site", () => {
  run([
    [
      "another library's connect",
      code`
      import sqlite3, psycopg2
      # uses databricks later
      sqlite3.connect("x.db")
      psycopg2.connect(host="databricks")`,
    ],
    [
      "sqlite3 called sql",
      code`
      import sqlite3 as sql
      # databricks
      sql.connect("x.db")`,
    ],
    [
      "a parameter called sql",
      code`
      from databricks import sql
      def f(sql):
          return sql.connect("x")`,
    ],
    [
      "a local called sql",
      code`
      from databricks import sql
      def f():
          sql = make()
          return sql.connect("x")`,
    ],
    [
      "comments, texts and doc texts",
      code`
      """Use databricks like this:

      from databricks import sql
      sql.connect(host)
      """
      # sql.connect(host)
      text = "sql.connect(host)"
      from databricks import sql`,
    ],
    [
      "another module of databricks",
      code`
      from databricks.labs.blueprint import Installation
      w = Installation()
      w.connect()`,
    ],
    [
      "mocked",
      code`
      from unittest.mock import patch
      @patch("databricks.sql.connect")
      def test_it(connect):
          connect(h)`,
    ],
    [
      "a method called connect",
      code`
      from databricks import sql
      class Db:
          def connect(self):
              return self.connect()
      Db().connect()`,
    ],
    [
      "the connection's own attributes",
      code`
      from databricks import sql
      def f(connection: sql.client.Connection):
          return connection.cursor()`,
    ],
  ]);
});

describe("python sites: values", () => {
  const call = "\nsql.connect(h, p, user_agent_entry=UA)\n";
  const head = "from databricks import sql\n";
  run([
    ["a literal", head + 'sql.connect(h, user_agent_entry="Acme_Loader/1.2.0")', ok],
    ["the former name", head + 'sql.connect(h, _user_agent_entry="Acme_Loader/1.2.0")', ok],
    ["a constant", head + 'UA = "Acme_Loader/1.2.0"' + call, ok],
    ["an annotated constant", head + 'UA: Final[str] = "Acme_Loader/1.2.0"' + call, ok],
    [
      "a constant defined below",
      head + "def f():" + "\n    return sql.connect(h, user_agent_entry=UA)\n" + 'UA = "Acme_Loader/1.2.0"',
      ok,
    ],
    ["raw and triple quotes", head + 'UA = r"""Acme_Loader/1.2.0"""' + call, ok],
    ["texts side by side", head + 'UA = ("Acme_" "Loader"\n  "/1.2.0")' + call, ok],
    ["a sum", head + 'ISV = "Acme"\nUA = ISV + "_" + "Loader" + "/" + "1.2.0"' + call, ok],
    ["an f-string", head + 'ISV = "Acme"; V = "1.2.0"\nUA = f"{ISV}_Loader/{V}"' + call, ok],
    [
      "an f-string with an unknown version",
      head + 'from acme import __version__\nUA = f"Acme_Loader/{__version__}"' + call,
      "set-valid Acme_Loader/{__version__}",
    ],
    ["an f-string with an unknown name", head + 'UA = f"{name}/1.0"' + call, "dynamic {name}/1.0"],
    ["an f-string that is wrong anyway", head + 'UA = f"Acme Loader/{v}"' + call, "set-invalid Acme Loader/{v}"],
    ["an f-string without separator", head + 'UA = f"AcmeLoader/{v}"' + call, "set-invalid AcmeLoader/{v}"],
    ["percent", head + 'UA = "%s_%s/%s" % ("Acme", "Loader", "1.2.0")' + call, ok],
    ["percent with one value", head + 'UA = "Acme_Loader/%s" % VERSION' + call, "set-valid Acme_Loader/{VERSION}"],
    ["percent with names", head + 'UA = "Acme_Loader/%(v)s" % {"v": "1.2.0"}' + call, ok],
    ["format by place", head + 'UA = "{}_{}/{}".format("Acme", "Loader", "1.2.0")' + call, ok],
    ["format by number and name", head + 'UA = "{0}_{p}/{1}".format("Acme", "1.2.0", p="Loader")' + call, ok],
    ["join", head + 'UA = "/".join(["Acme_Loader", "1.2.0"])' + call, ok],
    ["strip", head + 'UA = " Acme_Loader/1.2.0\\n".strip()' + call, ok],
    ["environment with default", head + 'import os\nUA = os.environ.get("UA", "Acme_Loader/1.2.0")' + call, ok],
    [
      "getenv with default",
      head + 'import os\nUA = os.getenv("UA", "Acme Loader/1.2.0")' + call,
      "set-invalid Acme Loader/1.2.0",
    ],
    [
      "getenv imported, or default",
      head + 'from os import getenv\nUA = getenv("UA") or "Acme_Loader/1.2.0"' + call,
      ok,
    ],
    ["environment without default", head + 'import os\nUA = os.environ["UA"]' + call, "dynamic"],
    ["imported", head + "from .constants import UA" + call, "unknown"],
    [
      "settings object of another module",
      head + "from .config import settings\nUA = settings.user_agent" + call,
      "unknown",
    ],
    ["a conditional, both right", head + 'UA = "Acme_Loader/1.2.0" if prod else "Acme_Loader/0.0.0"' + call, ok],
    [
      "a conditional, one wrong",
      head + 'UA = "Acme_Loader/1.2.0" if prod else "acme-dev"' + call,
      "set-invalid acme-dev",
    ],
    ["None", head + "sql.connect(h, user_agent_entry=None)", "missing"],
    ["empty", head + 'sql.connect(h, user_agent_entry="")', "set-invalid "],
    [
      "class attribute",
      head +
        'class C:\n    UA = "Acme_Loader/1.2.0"\n    def f(self):\n        return sql.connect(h, user_agent_entry=self.UA)',
      ok,
    ],
    [
      "class attribute by class name",
      head + 'class C:\n    UA = "Acme_Loader/1.2.0"\nsql.connect(h, user_agent_entry=C.UA)',
      ok,
    ],
    [
      "class attribute by cls",
      head +
        'class C:\n    UA = "Acme_Loader/1.2.0"\n    @classmethod\n    def f(cls):\n        return sql.connect(h, user_agent_entry=cls.UA)',
      ok,
    ],
    [
      "inherited class attribute",
      head +
        'class B:\n    UA = "Acme_Loader/1.2.0"\nclass C(B):\n    def f(self):\n        return sql.connect(h, user_agent_entry=self.UA)',
      ok,
    ],
    [
      "set in __init__",
      head +
        'class C:\n    def __init__(self):\n        self.ua = "Acme_Loader/1.2.0"\n    def f(self):\n        return sql.connect(h, user_agent_entry=self.ua)',
      ok,
    ],
    [
      "instance of a settings class",
      head + 'class S:\n    ua: str = "Acme_Loader/1.2.0"\ns = S()\nsql.connect(h, user_agent_entry=s.ua)',
      ok,
    ],
    [
      "a property",
      head +
        'class C:\n    @property\n    def ua(self):\n        return "Acme_Loader/1.2.0"\n    def f(self):\n        return sql.connect(h, user_agent_entry=self.ua)',
      ok,
    ],
    [
      "a function's result",
      head + 'def ua():\n    return "Acme_Loader/1.2.0"\nsql.connect(h, user_agent_entry=ua())',
      ok,
    ],
    [
      "a function with arguments",
      head + 'def ua(v, isv="Acme"):\n    return f"{isv}_Loader/{v}"\nsql.connect(h, user_agent_entry=ua("1.2.0"))',
      ok,
    ],
    [
      "reassigned elsewhere",
      head +
        'UA = "Acme Loader"\ndef g():\n    global UA\n    UA = make()\ndef f():\n    return sql.connect(h, user_agent_entry=UA)',
      "unknown",
    ],
    ["reassigned in order", head + 'UA = "Acme Loader"\nUA = "Acme_Loader/1.2.0"' + call, ok],
    [
      "assigned in both branches",
      head + 'if prod:\n    UA = "Acme_Loader/1.2.0"\nelse:\n    UA = "Acme_Loader/1.2.0"' + call,
      ok,
    ],
    ["appended", head + 'UA = "Acme_Loader"\nUA += "/1.2.0"' + call, "unknown"],
    ["walrus", head + 'if (UA := "Acme_Loader/1.2.0"):\n    sql.connect(h, user_agent_entry=UA)', ok],
    ["tuple assignment", head + 'A, UA = 1, "Acme_Loader/1.2.0"' + call, ok],
    ["tuple that a function returns", head + 'def f():\n    return 1, "Acme_Loader/1.2.0"\n_, UA = f()' + call, ok],
    ["a chain of assignments", head + 'A = UA = "Acme_Loader/1.2.0"' + call, ok],
    [
      "two values of an OEM host",
      head + 'UA = "Acme_Loader/1.2.0 Partner_Tool/3"' + call,
      "set-valid Acme_Loader/1.2.0 Partner_Tool/3",
    ],
    ["a loop variable", head + "for UA in agents:\n    sql.connect(h, user_agent_entry=UA)", "unknown"],
    [
      "a User-Agent in http_headers does not count",
      head + 'sql.connect(h, http_headers=[("User-Agent", "Acme_Loader/1.2.0")])',
      "missing",
    ],
    [
      "misspelt names do not count",
      head + 'sql.connect(h, useragent_entry="Acme_Loader/1.2.0", userAgentEntry="x")',
      "missing",
    ],
    ["dict item", head + 'C = {"ua": "Acme_Loader/1.2.0"}\nsql.connect(h, user_agent_entry=C["ua"])', ok],
    [
      "dict get with default",
      head + 'C = load()\nsql.connect(h, user_agent_entry=C.get("ua", "Acme_Loader/1.2.0"))',
      "unknown",
    ],
    ["recursion", head + "def ua():\n    return ua()\nsql.connect(h, user_agent_entry=ua())", "unknown"],
    ["a name defined by itself", head + "UA = UA\nsql.connect(h, user_agent_entry=UA)", "unknown"],
    ["str.format with the template in a constant", head + 'T = "Acme_Loader/{v}"\nUA = T.format(v="1.2.0")' + call, ok],
    [
      "enum member value",
      head + 'class E(str, Enum):\n    UA = "Acme_Loader/1.2.0"\nsql.connect(h, user_agent_entry=E.UA.value)',
      ok,
    ],
  ]);
});

describe("python sites: options", () => {
  const head = "from databricks import sql\n";
  run([
    ["dict built above", head + 'o = {"server_hostname": h}\nsql.connect(**o)', "missing"],
    [
      "dict built above, with it",
      head + 'o = {"server_hostname": h, "user_agent_entry": "Acme_Loader/1.2.0"}\nsql.connect(**o)',
      ok,
    ],
    [
      "item assigned later",
      head + 'o = {"server_hostname": h}\no["user_agent_entry"] = "Acme_Loader/1.2.0"\nsql.connect(**o)',
      ok,
    ],
    [
      "item assigned after the call",
      head + 'o = {"server_hostname": h}\nsql.connect(**o)\no["user_agent_entry"] = "Acme_Loader/1.2.0"',
      "missing",
    ],
    [
      "item assigned under a condition",
      head + 'o = {}\nif x:\n    o["user_agent_entry"] = "Acme_Loader/1.2.0"\nsql.connect(**o)',
      "dynamic Acme_Loader/1.2.0",
    ],
    ["update with a dict", head + 'o = {}\no.update({"user_agent_entry": "Acme_Loader/1.2.0"})\nsql.connect(**o)', ok],
    ["update with keywords", head + 'o = {}\no.update(user_agent_entry="Acme_Loader/1.2.0")\nsql.connect(**o)', ok],
    [
      "dict that another one was filled from",
      head + 'b = {"server_hostname": h}\nkw = {}\nkw.update(b)\nsql.connect(**b)\nsql.connect(**kw)',
      "missing",
      "missing",
    ],
    [
      "dict handed to an update of the project",
      head + "from ours import tagger\nb = {}\ntagger.update(b)\nsql.connect(**b)",
      "unknown",
    ],
    ["update with something unknown", head + "o = {}\no.update(extra)\nsql.connect(**o)", "unknown"],
    [
      "setdefault",
      head + 'def f(**kw):\n    kw.setdefault("user_agent_entry", "Acme_Loader/1.2.0")\n    return sql.connect(**kw)',
      ok,
    ],
    ["dict()", head + 'o = dict(server_hostname=h, user_agent_entry="Acme_Loader/1.2.0")\nsql.connect(**o)', ok],
    ["dict() without it", head + "o = dict(server_hostname=h)\nsql.connect(**o)", "missing"],
    [
      "dict of a dict",
      head + 'b = {"user_agent_entry": "Acme_Loader/1.2.0"}\no = dict(b, server_hostname=h)\nsql.connect(**o)',
      ok,
    ],
    [
      "spread in a dict",
      head + 'b = {"user_agent_entry": "Acme_Loader/1.2.0"}\nsql.connect(**{**b, "server_hostname": h})',
      ok,
    ],
    ["spread of something unknown", head + 'sql.connect(**{**base, "server_hostname": h})', "unknown"],
    ["union", head + 'b = {"user_agent_entry": "Acme_Loader/1.2.0"}\nsql.connect(**(b | {"server_hostname": h}))', ok],
    ["union without it", head + 'b = {"a": 1}\nsql.connect(**(b | {"server_hostname": h}))', "missing"],
    ["union in place", head + 'o = {}\no |= {"user_agent_entry": "Acme_Loader/1.2.0"}\nsql.connect(**o)', ok],
    ["copied", head + 'b = {"user_agent_entry": "Acme_Loader/1.2.0"}\no = b.copy()\nsql.connect(**o)', ok],
    ["computed key", head + "o = {key: value}\nsql.connect(**o)", "unknown"],
    ["comprehension", head + "o = {k: v for k, v in items}\nsql.connect(**o)", "unknown"],
    ["handed to a function that may change it", head + "o = {}\nadd_agent(o)\nsql.connect(**o)", "unknown"],
    ["printed", head + "o = {}\nprint(o)\nlogger.info(o)\nsql.connect(**o)", "missing"],
    ["two spreads", head + 'a = {"x": 1}\nb = {"user_agent_entry": "Acme_Loader/1.2.0"}\nsql.connect(**a, **b)', ok],
    ["spread of a call's result", head + "sql.connect(**load())", "unknown"],
    [
      "spread of a function's result",
      head +
        'def options():\n    return {"server_hostname": h, "user_agent_entry": "Acme_Loader/1.2.0"}\nsql.connect(**options())',
      ok,
    ],
    [
      "spread of a function's result without it",
      head + 'def options():\n    o = {"server_hostname": h}\n    return o\nsql.connect(**options())',
      "missing",
    ],
    [
      "spread of a method's result",
      head +
        'class C:\n    def options(self):\n        return {"user_agent_entry": "Acme_Loader/1.2.0"}\n    def f(self):\n        return sql.connect(**self.options())',
      ok,
    ],
    ["positional spread", head + "sql.connect(*args)", "missing"],
    [
      "member dict",
      head +
        'class C:\n    def __init__(self):\n        self.o = {"server_hostname": h}\n        self.o["user_agent_entry"] = "Acme_Loader/1.2.0"\n    def f(self):\n        return sql.connect(**self.o)',
      ok,
    ],
    [
      "member dict without it",
      head +
        'class C:\n    def __init__(self):\n        self.o = {"server_hostname": h}\n    def f(self):\n        return sql.connect(**self.o)',
      "missing",
    ],
    [
      "module dict changed in a function",
      head + 'O = {}\ndef g():\n    O["user_agent_entry"] = UA\ndef f():\n    return sql.connect(**O)',
      "unknown",
    ],
    [
      "removed",
      head + 'o = {"user_agent_entry": "Acme_Loader/1.2.0"}\no.pop("user_agent_entry")\nsql.connect(**o)',
      "missing",
    ],
    [
      "condition around the spread",
      head + 'sql.connect(h, **({"user_agent_entry": "Acme_Loader/1.2.0"} if tag else {}))',
      "dynamic Acme_Loader/1.2.0",
    ],
  ]);
});

describe("python sites: wrappers", () => {
  const head = "from databricks import sql\n";
  run([
    [
      "sets it and passes the rest on",
      head +
        'def connect(**kw):\n    return sql.connect(user_agent_entry="Acme_Loader/1.2.0", **kw)\nconnect(server_hostname=h)',
      ok,
    ],
    ["passes everything on, callers unseen", head + "def connect(**kw):\n    return sql.connect(**kw)", "unknown"],
    [
      "passes everything on, the caller sets it",
      head + 'def connect(**kw):\n    return sql.connect(**kw)\nconnect(user_agent_entry="Acme_Loader/1.2.0")',
      ok,
    ],
    [
      "passes everything on, the caller does not",
      head + "def connect(**kw):\n    return sql.connect(**kw)\nconnect(server_hostname=h)",
      "missing",
    ],
    ["parameter, callers unseen", head + "def connect(ua):\n    return sql.connect(h, user_agent_entry=ua)", "dynamic"],
    [
      "parameter with default",
      head + 'def connect(ua="Acme_Loader/1.2.0"):\n    return sql.connect(h, user_agent_entry=ua)',
      ok,
    ],
    [
      "parameter with default None",
      head + "def connect(ua=None):\n    return sql.connect(h, user_agent_entry=ua)",
      "dynamic",
    ],
    [
      "parameter from a caller",
      head + 'def connect(ua):\n    return sql.connect(h, user_agent_entry=ua)\nconnect("Acme Loader")',
      "set-invalid Acme Loader",
    ],
    [
      "parameter from a caller by name",
      head + 'def connect(*, ua):\n    return sql.connect(h, user_agent_entry=ua)\nconnect(ua="Acme_Loader/1.2.0")',
      ok,
    ],
    [
      "parameter or default",
      head +
        'def connect(ua=None):\n    ua = ua or "Acme_Loader/1.2.0"\n    return sql.connect(h, user_agent_entry=ua)',
      ok,
    ],
    [
      "default set when None",
      head +
        'def connect(ua=None):\n    if ua is None:\n        ua = "Acme_Loader/1.2.0"\n    return sql.connect(h, user_agent_entry=ua)',
      "dynamic Acme_Loader/1.2.0",
    ],
    [
      "constructor argument",
      head +
        'class Db:\n    def __init__(self, ua):\n        self.ua = ua\n    def open(self):\n        return sql.connect(h, user_agent_entry=self.ua)\nDb("Acme_Loader/1.2.0").open()',
      ok,
    ],
    [
      "constructor argument, callers unseen",
      head +
        "class Db:\n    def __init__(self, ua):\n        self.ua = ua\n    def open(self):\n        return sql.connect(h, user_agent_entry=self.ua)",
      "dynamic",
    ],
    [
      "partial",
      head +
        'from functools import partial\nconnect = partial(sql.connect, user_agent_entry="Acme_Loader/1.2.0")\nconnect(server_hostname=h)',
      ok,
    ],
    [
      "partial without it",
      head + "import functools\nconnect = functools.partial(sql.connect, http_path=p)\nconnect(server_hostname=h)",
      "missing",
    ],
    [
      "partial handed on",
      head +
        'from functools import partial\npool = Pool(creator=partial(sql.connect, user_agent_entry="Acme_Loader/1.2.0"))',
      ok,
    ],
    [
      "partial, the call sets it",
      head +
        'from functools import partial\nconnect = partial(sql.connect, http_path=p)\nconnect(user_agent_entry="Acme_Loader/1.2.0")',
      ok,
    ],
    [
      "context manager",
      head +
        "from contextlib import contextmanager\n@contextmanager\ndef connection():\n    c = sql.connect(server_hostname=h)\n    try:\n        yield c\n    finally:\n        c.close()",
      "missing",
    ],
    [
      "nested function",
      head +
        'def outer():\n    ua = "Acme_Loader/1.2.0"\n    def inner():\n        return sql.connect(h, user_agent_entry=ua)\n    return inner',
      ok,
    ],
    [
      "calls itself with other options",
      head + "def connect(**kw):\n    if retry:\n        return connect(**kw)\n    return sql.connect(**kw)",
      "unknown",
    ],
    [
      "dataclass",
      head +
        '@dataclass\nclass Config:\n    host: str\n    ua: str = "Acme_Loader/1.2.0"\ndef f(c: Config):\n    return sql.connect(c.host, user_agent_entry=c.ua)',
      ok,
    ],
    [
      "subclass of Connection",
      head + "from databricks.sql.client import Connection\nclass Mine(Connection):\n    pass\nMine(h, p)",
    ],
  ]);
});

describe("python sites: names where only a value can stand", () => {
  const use = "sql.connect(h, p, user_agent_entry=agent)";
  run([
    [
      "the middle of a chain of assignments is a definition",
      `from databricks import sql\nother = agent = "Acme_Loader/1.2.0"\n${use}`,
      ok,
    ],
    ["without blanks too", `from databricks import sql\nother=agent="Acme_Loader/1.2.0"\n${use}`, ok],
    [
      "a comparison is none",
      `from databricks import sql\nagent = "Acme_Loader/1.2.0"\nis_ours = agent == "x"\n${use}`,
      ok,
    ],
  ]);
});

describe("python auth", () => {
  const kinds: readonly (readonly [string, string])[] = [
    ["access_token=t", "pat"],
    ["access_token=None", "u2m"],
    ["", "u2m"],
    ['auth_type="databricks-oauth"', "u2m"],
    ['auth_type="azure-sp-m2m", azure_client_id=i, azure_client_secret=s', "m2m"],
    ["credentials_provider=provider", "dynamic"],
    ["auth_type=kind", "dynamic"],
    ["**more", "unknown"],
    ["access_token=oauth_token()", "dynamic"],
    ['access_token=os.environ["DATABRICKS_OAUTH_TOKEN"]', "dynamic"],
    ['access_token=request.headers.get("X-Forwarded-Access-Token")', "dynamic"],
    ["access_token=robot_token()", "pat"],
    ['access_token="oauth"', "pat"],
    ["credentials_provider=p if p else None, access_token=t", "dynamic"],
    ['access_token=os.environ["A"] if a else os.environ["B"]', "dynamic"],
  ];
  for (const [args, kind] of kinds) {
    it(`${args || "nothing"} is ${kind}`, async () => {
      const { sites } = await check("a.py", `import os\nfrom databricks import sql\nsql.connect(${args})\n`);
      assert.equal(sites[0]?.auth.kind, kind);
    });
  }

  it("is settled elsewhere where options hold a token or a provider", async () => {
    const text = code`
      from databricks import sql

      class Loader:
          def _options(self):
              options = {"server_hostname": self.host}
              if self.token:
                  options["access_token"] = self.token
              else:
                  options["credentials_provider"] = self.provider
              return options

          def open(self):
              return sql.connect(**self._options())`;
    const { sites } = await check("a.py", text);
    assert.equal(sites[0]?.auth.kind, "dynamic");
  });
});
