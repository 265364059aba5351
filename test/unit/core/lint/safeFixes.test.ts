import assert from "node:assert/strict";
import { checkTogether, identity, code } from "./samples.ts";

/** One fix of a rule in a project: whether `--fix` may apply it unseen. */
interface Case {
  readonly what: string;
  readonly rule: string;
  readonly safe: boolean;
  readonly files: Readonly<Record<string, string>>;
}

function sdkClient(clientId: string, secret: string): Record<string, string> {
  return {
    "a.py": code`
      import os
      from databricks.sdk import WorkspaceClient
      from settings import s
      ID = "00000000-0000-0000-0000-000000000001"
      w = WorkspaceClient(client_id=${clientId}, client_secret=${secret}, product="Acme_Loader", product_version="1.2.0")
    `,
  };
}

function ofTheUser(token: string): Record<string, string> {
  return {
    "a.py": code`
      from databricks.sdk import WorkspaceClient
      def client(request, host):
          return WorkspaceClient(host=host, token=${token}, product="Acme_Loader", product_version="1.2.0")
    `,
  };
}

function provider(value: string): Record<string, string> {
  return {
    "a.py": code`
      from databricks import sql
      from databricks.sdk.core import Config
      from clients import w
      cfg = Config(auth_type="oauth-m2m")
      sql.connect(credentials_provider=${value}, user_agent_entry="Acme_Loader/1.2.0")
    `,
  };
}

function workflow(on: string, permission: string): Record<string, string> {
  return {
    ".github/workflows/deploy.yml": code`
      on: ${on}
      permissions:
        ${permission}
      jobs:
        deploy:
          runs-on: ubuntu-latest
          env:
            DATABRICKS_AUTH_TYPE: github-oidc
          steps:
            - run: databricks bundle deploy
    `,
  };
}

function nodeProject(requested: string): Record<string, string> {
  return {
    "package.json": JSON.stringify({ dependencies: { "@databricks/sql": requested } }),
    "a.ts": code`
      import { DBSQLClient } from "@databricks/sql";
      await new DBSQLClient().connect({ host, path, clientId: "Acme_Loader/1.2.0" });
    `,
  };
}

function connected(constant: string, value: string): Record<string, string> {
  return {
    "a.py": code`
      from databricks import sql
      ${constant} = "${value}"
      sql.connect(host, path, user_agent_entry=${constant})
    `,
  };
}

const environment = (name: string) => `os.environ["${name}"]`;

const cases: readonly Case[] = [
  {
    what: "id and secret that must be set",
    rule: "oauth-m2m-auth-type",
    safe: true,
    files: sdkClient("ID", environment("S")),
  },
  {
    what: "a secret that may be None",
    rule: "oauth-m2m-auth-type",
    safe: false,
    files: sdkClient("ID", 'os.environ.get("S")'),
  },
  {
    what: "an id of settings",
    rule: "oauth-m2m-auth-type",
    safe: false,
    files: sdkClient("s.client_id", environment("S")),
  },
  {
    what: "a header that must be there",
    rule: "app-obo-auth-type",
    safe: true,
    files: ofTheUser('request.headers["X-Forwarded-Access-Token"]'),
  },
  {
    what: "a header that may be missing",
    rule: "app-obo-auth-type",
    safe: false,
    files: ofTheUser('request.headers.get("X-Forwarded-Access-Token")'),
  },
  {
    what: "a configuration of the file",
    rule: "python-credentials-provider-shape",
    safe: true,
    files: provider("cfg.authenticate"),
  },
  {
    what: "a factory of the SDK",
    rule: "python-credentials-provider-shape",
    safe: true,
    files: provider("oauth_service_principal(cfg)"),
  },
  {
    what: "an object of another file",
    rule: "python-credentials-provider-shape",
    safe: false,
    files: provider("w.config.authenticate"),
  },
  {
    what: "a workflow of its own",
    rule: "gha-id-token-permission",
    safe: true,
    files: workflow("push", "contents: read"),
  },
  {
    what: "a workflow that others call",
    rule: "gha-id-token-permission",
    safe: false,
    files: workflow("workflow_call", "contents: read"),
  },
  {
    what: "a permission that is denied",
    rule: "gha-id-token-permission",
    safe: false,
    files: workflow("push", "id-token: none"),
  },
  { what: "a range above 1.10", rule: "ua-deprecated-node-clientid", safe: true, files: nodeProject("^2.1.0") },
  {
    what: "two ranges above 1.10",
    rule: "ua-deprecated-node-clientid",
    safe: true,
    files: nodeProject("^1.12.0 || ^2.1.0"),
  },
  {
    what: "a range that begins below 1.10",
    rule: "ua-deprecated-node-clientid",
    safe: false,
    files: nodeProject("^1.8.0 || ^2.1.0"),
  },
  { what: "any version", rule: "ua-deprecated-node-clientid", safe: false, files: nodeProject("*") },
  {
    what: "a constant for the User-Agent",
    rule: "ua-version-missing",
    safe: true,
    files: connected("USER_AGENT", "Acme_Loader"),
  },
  { what: "a constant for anything", rule: "ua-version-missing", safe: false, files: connected("APP", "Acme_Loader") },
  {
    what: "the form of a User-Agent",
    rule: "ua-invalid-format",
    safe: true,
    files: connected("APP", "acme loader/1.0"),
  },
  { what: "a name for anything", rule: "ua-invalid-format", safe: false, files: connected("APP", "acme-loader") },
  {
    what: "a mode for Lakebase",
    rule: "lakebase-sslmode",
    safe: true,
    files: {
      "a.py":
        'import psycopg\npsycopg.connect(host="ep-1.database.us-west-2.cloud.databricks.com", application_name="Acme_Loader/1.2.0", sslmode="prefer")\n',
    },
  },
  {
    what: "a mode for a host of settings",
    rule: "lakebase-sslmode",
    safe: false,
    files: {
      "a.py": code`
        import os
        import psycopg
        from databricks.sdk import WorkspaceClient
        w = WorkspaceClient(product="Acme_Loader", product_version="1.2.0")
        token = w.postgres.generate_database_credential(endpoint="projects/p/branches/b/endpoints/e").token
        psycopg.connect(host=os.environ["PGHOST"], password=token, application_name="Acme_Loader/1.2.0", sslmode="prefer")
      `,
    },
  },
  {
    what: "a bare host",
    rule: "host-normalize",
    safe: true,
    files: {
      "a.py":
        'from databricks import sql\nsql.connect("https://dbc-1.cloud.databricks.com", path, user_agent_entry="Acme_Loader/1.2.0")\n',
    },
  },
  {
    what: "a host without TLS",
    rule: "host-normalize",
    safe: false,
    files: {
      "a.py":
        'from databricks import sql\nsql.connect("http://127.0.0.1", path, user_agent_entry="Acme_Loader/1.2.0")\n',
    },
  },
  {
    what: "a redirect that a profile's app may not have",
    rule: "oauth-redirect-builtin-java",
    safe: false,
    files: {
      "A.java": code`
        import com.databricks.sdk.WorkspaceClient;
        import com.databricks.sdk.core.DatabricksConfig;
        class A {
          WorkspaceClient client(String host) {
            return new WorkspaceClient(new DatabricksConfig().setHost(host).setAuthType("external-browser"));
          }
        }
      `,
    },
  },
];

describe("fixes that are applied unseen", () => {
  for (const { what, rule, safe, files } of cases) {
    it(`${safe ? "take in" : "leave out"} ${rule} for ${what}`, async () => {
      const found = await checkTogether(new Map(Object.entries(files)), { identity });
      const fixes = [...found.values()].flat().filter((finding) => finding.rule === rule);
      assert.deepEqual(
        fixes.map(({ fix }) => fix?.safe),
        [safe],
      );
    });
  }
});

describe("a statement behind a new object", () => {
  const untagged = async (path: string, text: string) => {
    const found = await checkTogether(new Map([[path, text]]), { identity });
    return [...found.values()]
      .flat()
      .flatMap(({ rule, fix }) => (rule.startsWith("ua-missing") ? [fix !== undefined] : []));
  };

  it("is written only where the object still has its name", async () => {
    const request = 'http.NewRequest("GET", "https://dbc-1.cloud.databricks.com/api/2.0/x", nil)';
    const go = (body: string) => `package a\n\nimport "net/http"\n\nfunc get() {\n\t${body}\n}\n`;
    const sent = "http.DefaultClient.Do(req)";
    assert.deepEqual(await untagged("a.go", go(`req, err := ${request}\n\t_ = err\n\t${sent}`)), [true]);
    assert.deepEqual(await untagged("a.go", go(`if req, err := ${request}; err == nil {\n\t\t${sent}\n\t}`)), [false]);
  });
});

describe("a version that has moved on", () => {
  const fixes = async (version: string) => {
    const text =
      'package a\n\nimport "github.com/databricks/databricks-sdk-go/useragent"\n\nfunc init() {\n\tuseragent.WithProduct("Acme_Loader", "1.1.0")\n}\n';
    const found = await checkTogether(new Map([["a.go", text]]), { identity: { ...identity, version } });
    return [...found.values()].flat().map(({ rule, fix }) => [rule, fix?.title]);
  };

  it("is written only where the SDK takes it, which panics on others", async () => {
    assert.deepEqual(await fixes("1.2.0"), [["ua-version-behind", "Write 1.2.0"]]);
    assert.deepEqual(await fixes("1.2"), [["ua-version-behind", undefined]]);
    assert.deepEqual(await fixes("1.0.0"), []);
  });
});
