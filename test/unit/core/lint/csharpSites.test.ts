import assert from "node:assert/strict";
import { siteTable } from "./samples.ts";

/** A sample and the sites in it, in file order. */
type Sample = readonly [name: string, text: string, ...sites: string[]];

const ok = "set-valid Acme_Loader/1.2.0";
const agent = "Acme_Loader/1.2.0";

function run(samples: readonly Sample[]): void {
  for (const [name, text, ...expected] of samples) {
    it(name, async () => assert.deepEqual(await siteTable("Sample.cs", text), expected));
  }
}

/** A class with a method of these statements, and further members. */
function inClass(body: string, members = ""): string {
  return `using System.Data.Odbc;\nnamespace Acme;\npublic class Sample\n{\n${members}\npublic void Run(string host)\n{\n${body}\n}\n}\n`;
}

const driver = "Driver=Databricks ODBC Driver;Host=adb-1.2.azuredatabricks.net";
const odbc = (text: string, members = "") => inClass(`var c = new OdbcConnection(${text});`, members);

describe("csharp sites: names", () => {
  const call = `new OdbcConnection("${driver}")`;
  run([
    ["using", odbc(`"${driver}"`), "missing"],
    ["without any using: it may be global", `class A { void B() { ${call}; } }`, "missing"],
    ["full name", `class A { void B() { ${call.replace("Odbc", "System.Data.Odbc.Odbc")}; } }`, "missing"],
    ["alias", `using Db = System.Data.Odbc.OdbcConnection;\nclass A { void B() { new Db("${driver}"); } }`, "missing"],
    ["a class of the file", `class OdbcConnection {}\nclass A { void B() { ${call}; } }`],
    ["target-typed new", inClass(`OdbcConnection c = new("${driver}");`), "missing"],
    ["target-typed new of a field", inClass("", `private readonly OdbcConnection _c = new("${driver}");`), "missing"],
    ["target-typed new of a property", inClass("", `public OdbcConnection C { get; } = new("${driver}");`), "missing"],
    ["top-level statements", `using System.Data.Odbc;\nvar c = ${call};\nc.Open();`, "missing"],
    ["using declaration", inClass(`using var c = ${call};`), "missing"],
    ["using statement", inClass(`using (var c = ${call}) { c.Open(); }`), "missing"],
    ["in a comment and a text", inClass(`// ${call}\nvar s = "new OdbcConnection(databricks)";`)],
  ]);
});

describe("csharp sites: texts", () => {
  run([
    ["sum", odbc(`"${driver}" + ";UserAgentEntry=" + "${agent}"`), ok],
    [
      "constant",
      odbc(
        'Text + ";UserAgentEntry=" + Agent',
        `const string Text = "${driver}"; static readonly string Agent = "${agent}";`,
      ),
      ok,
    ],
    ["interpolated", odbc(`$"${driver};UserAgentEntry={Agent}"`, `private const string Agent = "${agent}";`), ok],
    ["braces in an interpolated text", odbc('$"Driver={{Simba Spark ODBC Driver}};Host={host}"'), "missing"],
    ["verbatim", odbc(`@"${driver};UserAgentEntry=${agent}"`), ok],
    ["raw", odbc(`"""${driver};UserAgentEntry=${agent}"""`), ok],
    ["string.Format", odbc(`string.Format("${driver};UserAgentEntry={0}/{1}", "Acme_Loader", "1.2.0")`), ok],
    ["string.Join", odbc(`string.Join(";", "${driver}", "UserAgentEntry=${agent}")`), ok],
    ["+=", inClass(`var s = "${driver}";\ns += ";UserAgentEntry=${agent}";\nnew OdbcConnection(s);`), ok],
    [
      "conditional",
      odbc(`host == "" ? "${driver};UserAgentEntry=${agent}" : "${driver}"`),
      "missing Acme_Loader/1.2.0",
    ],
    ["unknown end", odbc(`"${driver};" + Rest()`), "unknown"],
    [
      "environment",
      odbc(`$"${driver};UserAgentEntry={Environment.GetEnvironmentVariable("UA")}"`),
      'dynamic {Environment.GetEnvironmentVariable("UA")}',
    ],
    ["option of another casing", odbc(`"${driver};useragententry=${agent}"`), ok],
  ]);
});

describe("csharp sites: members", () => {
  const use = "new OdbcConnection(_text);";
  run([
    [
      "field from the constructor",
      inClass(use, `private readonly string _text;\npublic Sample() { _text = "${driver}"; }`),
      "missing",
    ],
    [
      "with this",
      inClass(
        "new OdbcConnection(this._text);",
        `private string _text;\npublic Sample() { this._text = "${driver}"; }`,
      ),
      "missing",
    ],
    [
      "constructor's parameter, callers unseen",
      inClass(use, "private readonly string _text;\npublic Sample(string text) { _text = text; }"),
    ],
    [
      "constructor's parameter, from a caller",
      inClass(
        use,
        `private readonly string _text;\npublic Sample(string text) { _text = text; }\nstatic Sample Make() => new Sample("${driver}");`,
      ),
      "missing",
    ],
    [
      "primary constructor",
      `class A(string text) { void B() { new OdbcConnection(text); } static A Make() => new A("${driver}"); }`,
      "missing",
    ],
    [
      "property with a getter",
      inClass("new OdbcConnection(Text);", `public string Text { get { return "${driver}"; } }`),
      "missing",
    ],
    [
      "property with an arrow",
      inClass("new OdbcConnection(Text);", `public string Text => "${driver};UserAgentEntry=${agent}";`),
      ok,
    ],
    ["method", inClass("new OdbcConnection(Text());", `private string Text() => "${driver}";`), "missing"],
    [
      "static method of another class",
      `static class T { public static string Text() { return "${driver}"; } }\nclass A { void B() { new OdbcConnection(T.Text()); } }`,
      "missing",
    ],
    [
      "a local hides a field",
      inClass(`var _text = "${driver};UserAgentEntry=${agent}";\n${use}`, `private string _text = "${driver}";`),
      ok,
    ],
    [
      "inherited",
      `class Base { protected const string Text = "${driver}"; }\nclass A : Base { void B() { new OdbcConnection(base.Text); } }`,
      "missing",
    ],
  ]);
});

describe("csharp sites: objects", () => {
  const open = "new DatabricksDriver().Open(p);";
  run([
    [
      "dictionary with indexers",
      inClass(`var p = new Dictionary<string, string> { ["adbc.spark.user_agent_entry"] = "${agent}" };\n${open}`),
      ok,
    ],
    [
      "dictionary with pairs",
      inClass(`var p = new Dictionary<string, string> { { "adbc.spark.user_agent_entry", "${agent}" } };\n${open}`),
      ok,
    ],
    [
      "dictionary without it",
      inClass(`var p = new Dictionary<string, string> { ["adbc.spark.host"] = host };\n${open}`),
      "missing",
    ],
    [
      "set later",
      inClass(`Dictionary<string, string> p = new();\np["adbc.spark.user_agent_entry"] = "${agent}";\n${open}`),
      ok,
    ],
    [
      "a key from a constant of the library",
      inClass(`var p = new Dictionary<string, string> { [SparkParameters.HostName] = host };\n${open}`),
      "unknown",
    ],
    [
      "handed to what is not seen",
      inClass(`var p = new Dictionary<string, string>();\nExtend(p);\n${open}`),
      "unknown",
    ],
    [
      "handed to a method that sets it",
      inClass(
        `var p = new Dictionary<string, string>();\nExtend(p);\n${open}`,
        `void Extend(Dictionary<string, string> all) { all["adbc.spark.user_agent_entry"] = "${agent}"; }`,
      ),
      ok,
    ],
  ]);
});

describe("csharp sites: requests", () => {
  const url = '"https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list"';
  const send = "await client.SendAsync(request);";
  const make = `var client = new HttpClient();\nvar request = new HttpRequestMessage(HttpMethod.Get, ${url});`;
  run([
    ["bare", inClass(`${make}\n${send}`), "missing"],
    ["header of the message", inClass(`${make}\nrequest.Headers.Add("User-Agent", "${agent}");\n${send}`), ok],
    [
      "TryAddWithoutValidation",
      inClass(`${make}\nrequest.Headers.TryAddWithoutValidation("User-Agent", "${agent}");\n${send}`),
      ok,
    ],
    [
      "ProductInfoHeaderValue",
      inClass(`${make}\nrequest.Headers.UserAgent.Add(new ProductInfoHeaderValue("Acme_Loader", "1.2.0"));\n${send}`),
      ok,
    ],
    [
      "header of the client",
      inClass(`${make}\nclient.DefaultRequestHeaders.UserAgent.ParseAdd("${agent}");\n${send}`),
      ok,
    ],
    [
      "in the initializer of the client",
      inClass(
        `var client = new HttpClient { DefaultRequestHeaders = { { "User-Agent", "${agent}" } } };\nawait client.GetAsync(${url});`,
      ),
      ok,
    ],
    [
      "static client",
      inClass(`await Http.GetAsync(${url});`, "private static readonly HttpClient Http = new();"),
      "missing",
    ],
    [
      "base address",
      inClass(
        'var client = new HttpClient { BaseAddress = new Uri("https://adb-1.2.azuredatabricks.net") };\nawait client.GetAsync("api/2.0/clusters/list");',
      ),
      "missing",
    ],
    [
      "a client from outside",
      inClass(
        `await http.GetAsync(${url});`,
        "private readonly HttpClient http;\npublic Sample(HttpClient http) { this.http = http; }",
      ),
      "unknown",
    ],
    [
      "a client of a factory",
      inClass(`await clients.CreateClient().GetAsync(${url});`, "private readonly IHttpClientFactory clients;"),
      "unknown",
    ],
    ["a handler of the project", inClass(`await new HttpClient(new Tagging()).GetAsync(${url});`), "unknown"],
    ["a handler of .NET", inClass(`await new HttpClient(new SocketsHttpHandler()).GetAsync(${url});`), "missing"],
    [
      "a message's address in its initializer",
      inClass(`var m = new HttpRequestMessage { RequestUri = new Uri(${url}) };\nawait new HttpClient().SendAsync(m);`),
      "missing",
    ],
    ["another host", inClass('await new HttpClient().GetAsync("https://acme.example/api/2.0/items");')],
    ["WebRequest", inClass(`var r = (HttpWebRequest)WebRequest.Create(${url});\nr.UserAgent = "${agent}";`), ok],
  ]);
});
