/** A text that nobody would write, made to be slow. */
export interface InventedText {
  readonly path: string;
  readonly text: string;
}

const host = "dbc-a1b2c3d4-e5f6.cloud.databricks.com";

/** The address of one of many calls. */
const url = (index: number) => `https://${host}/api/2.0/clusters/get?id=${index}`;

/** So many lines each: a call in every line, objects with hundreds of options that hundreds of calls share, and both in turn. */
export function inventedTexts(count = 1000): InventedText[] {
  const half = count / 2;
  return [
    { path: "calls.js", text: lines(count, (i) => `await fetch("${url(i)}", { headers: { Authorization: token } });`) },
    { path: "calls.sh", text: lines(count, (i) => `curl -H "Authorization: Bearer $TOKEN" ${url(i)}`) },
    {
      path: "calls.py",
      text: `from databricks import sql\n${lines(count, (i) => `c${i} = sql.connect(server_hostname=h, http_path=p, access_token=t)`)}`,
    },
    {
      path: "engines.py",
      text: `from sqlalchemy import create_engine\n${lines(count, (i) => `e${i} = create_engine(f"databricks://token:{t}@{h}?http_path={p}&catalog=c${i}")`)}`,
    },
    {
      path: "calls.go",
      text: `package a\nimport "net/http"\nfunc a() {\n${lines(count, (i) => `r${i}, _ := http.Get("${url(i)}")`)}\n}`,
    },
    {
      path: "Calls.cs",
      text: `using System.Net.Http;\nclass A { async Task B() {\nvar c = new HttpClient();\n${lines(count, (i) => `var r${i} = await c.GetAsync("${url(i)}");`)}\n}}`,
    },
    {
      path: "calls.kt",
      text: `import java.sql.DriverManager\nfun a() {\n${lines(count, (i) => `  val c${i} = ${connection("props")}`)}\n}`,
    },
    {
      path: "calls.scala",
      text: `import java.sql.DriverManager\nobject A { def a() = {\n${lines(count, (i) => `  val c${i} = ${connection("props")}`)}\n}}`,
    },
    {
      path: "shared.py",
      text: `import requests\nheaders = {\n${entries(half)}\n}\n${lines(half, (i) => `requests.get("${url(i)}", headers=headers)`)}`,
    },
    {
      path: "shared.js",
      text: `const headers = {\n${entries(half)}\n};\n${lines(half, (i) => `await fetch("${url(i)}", { headers });`)}`,
    },
    { path: "Puts.java", text: javaMethod(`${lines(half, put)}\n${lines(half, javaConnection)}`) },
    { path: "PutsInTurn.java", text: javaMethod(lines(half, (i) => `${put(i)}\n${javaConnection(i)}`)) },
    {
      path: "servers.py",
      text: `scope = "sql"\n${lines(count, (i) => `a${i} = "https://${host}/api/2.0/mcp/genie/${i}"`)}`,
    },
    { path: "tables.sql", text: lines(count, (i) => `SELECT * FROM orders${i} -- databricks`) },
  ];
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("\n");
}

function entries(count: number): string {
  return lines(count, (index) => `  "X-Header-${index}": "value ${index}",`);
}

function connection(options: string): string {
  return `DriverManager.getConnection("jdbc:databricks://${host}:443/default", ${options})`;
}

function put(index: number): string {
  return `p.put("key${index}", "v${index}");`;
}

function javaConnection(index: number): string {
  return `Connection c${index} = ${connection("p")};`;
}

function javaMethod(body: string): string {
  return `import java.sql.*;\nimport java.util.*;\nclass A { void a() throws Exception {\nProperties p = new Properties();\n${body}\n}}`;
}
