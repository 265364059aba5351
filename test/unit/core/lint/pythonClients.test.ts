import assert from "node:assert/strict";
import { check, code } from "./samples.ts";

/** A sample, and each site in it: table, User-Agent, authentication. */
type Sample = readonly [name: string, text: string, ...sites: string[]];

const ok = "set-valid Acme_Loader/1.2.0";

function run(samples: readonly Sample[]): void {
  for (const [name, text, ...expected] of samples) {
    it(name, async () => {
      const { sites } = await check("sample.py", text);
      assert.deepEqual(
        sites.map(({ facts, userAgent: { status, value }, auth }) =>
          [facts, value === undefined ? status : `${status} ${value}`, auth.kind].join(" "),
        ),
        expected,
      );
    });
  }
}

describe("python clients: SQLAlchemy", () => {
  run([
    [
      "a URL with a token",
      code`
      from sqlalchemy import create_engine
      create_engine(f"databricks://token:{token}@{host}?http_path={path}")`,
      "sqlalchemy missing pat",
    ],
    [
      "arguments built in steps",
      code`
      import sqlalchemy as sa
      args = {"http_path": p}
      args["user_agent_entry"] = "Acme_Loader/1.2.0"
      sa.create_engine(f"databricks+connector://token:{token}@{host}:443/default", connect_args=args)`,
      `sqlalchemy ${ok} pat`,
    ],
    [
      "a URL by its parts",
      code`
      from sqlalchemy import URL, create_engine
      url = URL.create("databricks", username="token", password=t, host=h, query={"http_path": p})
      create_engine(url.render_as_string(hide_password=False))`,
      "sqlalchemy missing pat",
    ],
    [
      "another database",
      code`
      # databricks
      from sqlalchemy import create_engine
      create_engine("sqlite://")
      create_engine(url)`,
    ],
  ]);
});

describe("python clients: SDK", () => {
  run([
    ...(
      [
        ["partition", 'name, _, version = UA.partition("/")'],
        ["split", 'name, version = UA.split("/")'],
        ["split, by index", 'name = UA.split("/")[0]; version = UA.split("/")[1]'],
      ] as const
    ).map(([how, line]): Sample => [
      `product and version of one constant: ${how}`,
      code`
        from databricks.sdk import WorkspaceClient
        UA = "Acme_Loader/1.2.0"
        ${line}
        WorkspaceClient(token=t, product=name, product_version=version)`,
      `python-sdk/client ${ok} pat`,
    ]),
    [
      "pieces of a text that is not known",
      code`
      from databricks.sdk import WorkspaceClient
      name, *rest, version = os.environ["UA"].split("/")
      WorkspaceClient(token=t, product=name, product_version=version)`,
      "python-sdk/client unknown pat",
    ],
    [
      "nothing given",
      code`
      from databricks.sdk import AccountClient, WorkspaceClient
      WorkspaceClient()
      AccountClient(profile="ACCOUNT")`,
      "python-sdk/client missing ambient",
      "python-sdk/client missing dynamic",
    ],
    [
      "a configuration",
      code`
      from databricks.sdk import WorkspaceClient
      from databricks.sdk.core import Config
      cfg = Config(host=h, client_id=a, client_secret=b, product="Acme_Loader", product_version="1.2.0")
      WorkspaceClient(config=cfg)`,
      `python-sdk/Config ${ok} m2m`,
      `python-sdk/client ${ok} m2m`,
    ],
    [
      "two kinds of authentication",
      code`
      from databricks.sdk import WorkspaceClient
      WorkspaceClient(token=t, client_id=a, product="Acme_Loader", product_version="1.2.0")`,
      `python-sdk/client ${ok} mixed`,
    ],
    [
      "an extra of the configuration",
      code`
      from databricks.sdk import WorkspaceClient
      w = WorkspaceClient(auth_type="external-browser")
      w.config.with_user_agent_extra("Acme_Loader", "1.2.0")`,
      `python-sdk/client ${ok} u2m`,
    ],
    [
      "a product for the process, which only a configuration of one's own keeps",
      code`
      from databricks.sdk import WorkspaceClient, useragent
      from databricks.sdk.core import Config
      useragent.with_product("Acme_Loader", "1.2.0")
      WorkspaceClient()
      WorkspaceClient(config=Config(auth_type="github-oidc"))`,
      "python-sdk/client missing ambient",
      `python-sdk/client ${ok} federation`,
      `python-sdk/Config missing federation`,
    ],
    [
      "a partner for the process",
      code`
      from databricks.sdk import WorkspaceClient
      from databricks.sdk.useragent import with_partner
      with_partner("Acme")
      WorkspaceClient(token=t)`,
      "python-sdk/client set-valid pat",
    ],
    [
      "a client that is handed on",
      code`
      from databricks.sdk import WorkspaceClient
      def use(client):
          client.clusters.list()
      client = WorkspaceClient(profile="DEFAULT")
      use(client)`,
      "python-sdk/client missing dynamic",
    ],
    [
      "options from a caller",
      code`
      from databricks.sdk import WorkspaceClient
      def client(**options):
          return WorkspaceClient(**options)`,
      "python-sdk/client unknown unknown",
    ],
  ]);
});

describe("python clients: Databricks Connect", () => {
  run([
    [
      "chains and variables",
      code`
      from databricks.connect import DatabricksSession as Session
      builder = Session.builder
      spark = builder.serverless(True).getOrCreate()
      spark = Session.builder.remote(host=h, token=t).userAgent("Acme_Loader/1.2.0").getOrCreate()
      spark = Session.builder.remote(host=h, user_agent="Acme_Loader/1.2.0").create()`,
      "databricks-connect missing ambient",
      `databricks-connect ${ok} pat`,
      `databricks-connect ${ok} ambient`,
    ],
    [
      "Spark Connect to a workspace, and to anything else",
      code`
      from pyspark.sql import SparkSession
      SparkSession.builder.remote(f"sc://{host}:443/;token={t};x-databricks-cluster-id={c}").getOrCreate()
      SparkSession.builder.remote("sc://localhost:15002").getOrCreate()
      SparkSession.builder.appName("local").getOrCreate()`,
      "databricks-connect/spark missing pat",
    ],
  ]);
});

describe("python clients: ODBC", () => {
  run([
    [
      "strings, keywords and other drivers",
      code`
      # databricks
      import pyodbc
      pyodbc.connect("DSN=Databricks", autocommit=True)
      pyodbc.connect("Driver=Simba Spark ODBC Driver;Host=adb-1.2.azuredatabricks.net;AuthMech=3;UID=token;PWD=" + pw)
      pyodbc.connect(driver="Databricks ODBC Driver", host=h, useragententry="Acme_Loader/1.2.0", AuthMech=11)
      pyodbc.connect("DRIVER={ODBC Driver 18 for SQL Server};SERVER=x")`,
      "odbc/pyodbc missing pat",
      `odbc/pyodbc ${ok} unknown`,
    ],
  ]);
});

describe("python clients: HTTP", () => {
  run([
    [
      "requests, with headers built in steps",
      code`
      import requests
      from settings import DATABRICKS_HOST
      headers = {"Authorization": f"Bearer {t}"}
      requests.get(f"https://{DATABRICKS_HOST}/api/2.0/sql/warehouses", headers=headers)
      headers["User-Agent"] = "Acme_Loader/1.2.0"
      requests.request("GET", f"https://{DATABRICKS_HOST}/api/2.0/sql/warehouses", headers=headers)
      requests.get("https://api.github.com/databricks")`,
      "rest/python-function missing dynamic",
      `rest/python-request ${ok} dynamic`,
    ],
    [
      "sessions of two classes",
      code`
      # databricks
      import requests
      NAME = "User-Agent"
      class Tagged:
          def __init__(self, host):
              self.host = host
              self.session = requests.Session()
              self.session.headers[NAME] = "Acme_Loader/1.2.0"
          def list(self):
              return self.session.get(f"https://{self.host}/api/2.0/sql/warehouses")
      class Bare:
          def __init__(self, host):
              self.host = host
              self.session = requests.Session()
              self.session.headers.update(Authorization="x")
          def list(self):
              return self.session.get(f"https://{self.host}/api/2.0/sql/warehouses")`,
      `rest/python-session ${ok} unknown`,
      "rest/python-session missing unknown",
    ],
    [
      "headers that a class keeps for several requests",
      code`
      # databricks
      import requests
      class Client:
          def __init__(self, host, token):
              self.base = f"https://{host}/api/2.0/sql"
              self.headers = {"Authorization": f"Bearer {token}"}
          def one(self):
              return requests.get(f"{self.base}/warehouses", headers=self.headers)
          def two(self):
              return requests.post(self.base + "/statements", headers={**self.headers, "User-Agent": "Acme_Loader/1.2.0"})`,
      "rest/python-function missing dynamic",
      `rest/python-function ${ok} dynamic`,
    ],
    [
      "a session that somebody hands in",
      code`
      # databricks
      import requests
      def go(host, session: requests.Session):
          return session.get(f"https://{host}/api/2.0/sql/warehouses")`,
      "rest/python-session unknown unknown",
    ],
    [
      "httpx and aiohttp",
      code`
      import aiohttp, httpx
      async def f():
          async with httpx.AsyncClient(base_url="https://adb-1.2.azuredatabricks.net", headers={"user-agent": "Acme_Loader/1.2.0"}) as client:
              await client.get("/api/2.0/clusters/list")
          async with aiohttp.ClientSession() as session:
              async with session.post(f"{DATABRICKS_HOST}/api/2.0/sql/statements", json={}) as response:
                  pass`,
      `rest/python-client ${ok} unknown`,
      "rest/python-session missing unknown",
    ],
    [
      "urllib",
      code`
      import urllib.request
      URL = "https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list"
      request = urllib.request.Request(URL, headers={"Authorization": "x"})
      request.add_header("User-Agent", "Acme_Loader/1.2.0")
      urllib.request.urlopen(request)
      urllib.request.urlopen(URL)`,
      `rest/urllib ${ok} dynamic`,
      "rest/urlopen missing unknown",
    ],
  ]);
});

describe("python clients: Lakebase", () => {
  run([
    [
      "by host",
      code`
      import psycopg, asyncpg
      from psycopg_pool import ConnectionPool
      HOST = "ep-x.database.eu-west-1.cloud.databricks.com"
      psycopg.connect(host=HOST, password=t)
      psycopg.connect(f"host={HOST} application_name=Acme_Loader/1.2.0")
      ConnectionPool(conninfo=f"host={HOST}", kwargs={"application_name": "Acme_Loader/1.2.0"})
      asyncpg.connect(host=HOST, server_settings={"application_name": "Acme_Loader/1.2.0"})
      psycopg.connect(host="localhost")`,
      "lakebase/psycopg missing dynamic",
      `lakebase/psycopg ${ok} unknown`,
      `lakebase/psycopg-pool ${ok} unknown`,
      `lakebase/asyncpg ${ok} unknown`,
    ],
    [
      "by the credential, of a client that comes from elsewhere",
      code`
      import os, psycopg2
      from app.db import get_client
      def connect():
          credential = get_client().postgres.generate_database_credential(endpoint=os.environ["LAKEBASE_ENDPOINT"])
          return psycopg2.connect(host=os.environ["PGHOST"], password=credential.token)`,
      "lakebase/psycopg missing dynamic",
    ],
    [
      "an engine, whose URL or arguments name it",
      code`
      from sqlalchemy import create_engine
      HOST = "ep-x.database.eu-west-1.cloud.databricks.com"
      create_engine(f"postgresql+psycopg://u:{t}@{HOST}/db?application_name=Acme_Loader/1.2.0")
      create_engine(f"postgresql+psycopg://u:{t}@{HOST}/db", connect_args={"sslmode": "require"})
      create_engine(f"postgresql+asyncpg://u:{t}@{HOST}/db", connect_args={"application_name": "Acme_Loader/1.2.0"})`,
      `lakebase/sqlalchemy ${ok} dynamic`,
      "lakebase/sqlalchemy missing dynamic",
      "lakebase/sqlalchemy-asyncpg missing dynamic",
    ],
  ]);
});

describe("python clients: others", () => {
  run([
    [
      "ADBC",
      code`
      from adbc_driver_manager import dbapi
      dbapi.connect(driver="databricks", db_kwargs={"uri": f"databricks://token:{t}@{h}:443/sql?userAgentEntry=Acme_Loader/1.2.0"})
      dbapi.connect(driver="postgresql", db_kwargs={"uri": "postgresql://x"})`,
      `adbc/dbapi ${ok} pat`,
    ],
    [
      "PyIceberg",
      code`
      from pyiceberg.catalog import load_catalog
      URI = "https://adb-1.2.azuredatabricks.net/api/2.1/unity-catalog/iceberg-rest"
      load_catalog("unity", **{"type": "rest", "uri": URI, "header.User-Agent": "Acme_Loader/1.2.0"})
      load_catalog("unity", type="rest", uri=URI, credential=c)
      load_catalog("glue", type="glue")`,
      `iceberg/pyiceberg ${ok} unknown`,
      "iceberg/pyiceberg missing m2m",
    ],
    [
      "Zerobus",
      code`
      from zerobus.sdk.sync import ZerobusSdk
      ZerobusSdk(endpoint, catalog, application_name="Acme_Loader/1.2.0")
      ZerobusSdk(endpoint, catalog)`,
      `zerobus/python ${ok} m2m`,
      "zerobus/python missing m2m",
    ],
    [
      "MCP",
      code`
      from databricks_mcp import DatabricksMCPClient
      from mcp.client.streamable_http import streamablehttp_client
      DatabricksMCPClient(server_url=f"{host}/api/2.0/mcp/functions/a/b", workspace_client=w)
      streamablehttp_client(f"{DATABRICKS_HOST}/api/2.0/mcp/genie/x", headers={"Authorization": "x"})
      streamablehttp_client("https://mcp.example.com/mcp")`,
      "mcp/databricks unknown unknown",
      "mcp/http missing dynamic",
    ],
  ]);
});
