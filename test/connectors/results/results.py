"""Reads one query in every way that the SQL connector and the SDK for Python know, and asks for the catalog.

Prints a line of JSON for each: its name, how many rows came, and a digest of their text.
"""

import datetime
import hashlib
import io
import json
import os
import urllib.request

import pyarrow.ipc
from databricks import sql
from databricks.sdk import WorkspaceClient
from databricks.sdk.service.sql import Disposition, ExecuteStatementRequestOnWaitTimeout, Format, StatementState

host = os.environ["DATABRICKS_HOST"]
warehouse = os.environ["DATABRICKS_WAREHOUSE_ID"]
query = os.environ["QUERY"]
agent = "Acme_Loader/1.2.0"


def text(value) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime):
        # The API's own text has milliseconds; the query has nothing finer.
        return value.replace(tzinfo=None).isoformat(timespec="milliseconds")
    return str(value)


def report(way: str, rows) -> None:
    lines = ["|".join(text(value) for value in row) for row in rows]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    print(json.dumps({"way": way, "rows": len(lines), "digest": digest, "first": lines[:2]}), flush=True)


def connect(**options):
    return sql.connect(
        server_hostname=host.removeprefix("https://"),
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        access_token=os.environ["DATABRICKS_TOKEN"],
        user_agent_entry=agent,
        **options,
    )


def read(way: str, **options) -> None:
    with connect(**options) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        report(way, cursor.fetchall())


def read_all(way: str, **options) -> None:
    """Every type: what comes is compared with what the other ways bring, as Python prints it."""
    with connect(**options) as connection, connection.cursor() as cursor:
        cursor.execute(os.environ["EVERY_TYPE"])
        report(way, ([repr(value) for value in row] for row in cursor.fetchall()))


for is_file in [False, True]:
    for is_compressed in [False, True]:
        way = f"connector, {'files' if is_file else 'inline'}, {'compressed' if is_compressed else 'plain'}"
        options = {"use_cloud_fetch": is_file, "enable_query_result_lz4_compression": is_compressed}
        read(way, **options)
        read_all(f"every type: {way}", **options)
read("connector, REST", use_sea=True)

for rows in [10, 30_000]:
    with connect() as connection, connection.cursor(row_limit=rows) as cursor:
        cursor.execute(query)
        report(f"connector, {rows} rows at most", cursor.fetchall())

with connect() as connection, connection.cursor() as cursor:
    for name, rows in [
        ("catalogs", cursor.catalogs().fetchall()),
        ("schemas", cursor.schemas(catalog_name="main").fetchall()),
        ("tables", cursor.tables(catalog_name="main", schema_name="sales").fetchall()),
        ("columns", cursor.columns("main", "sales", "orders", "order_id").fetchall()),
    ]:
        print(json.dumps({"catalog": name, "rows": [[text(value) for value in row] for row in rows]}), flush=True)

workspace = WorkspaceClient(host=host, token=os.environ["DATABRICKS_TOKEN"], product="Acme_Loader", product_version="1.2.0")
api = workspace.statement_execution


def execute(**options):
    answer = api.execute_statement(query, warehouse, **options)
    while answer.status.state in (StatementState.PENDING, StatementState.RUNNING):
        answer = api.get_statement(answer.statement_id)
    assert answer.status.state == StatementState.SUCCEEDED, answer.status
    return answer


def chunks(answer):
    """The first chunk, and those it leads to."""
    chunk = answer.result
    while True:
        yield chunk
        following = chunk.external_links[0].next_chunk_index if chunk.external_links else chunk.next_chunk_index
        if following is None:
            return
        chunk = api.get_statement_result_chunk_n(answer.statement_id, following)


def files(answer):
    for chunk in chunks(answer):
        for link in chunk.external_links:
            request = urllib.request.Request(link.external_link, headers=link.http_headers or {})
            with urllib.request.urlopen(request) as file:
                yield file.read()


def api_rows(rows):
    """Text as the API has it, as the other ways print it."""
    return ([value.removesuffix("Z") if value else value for value in row] for row in rows)


inline = execute(wait_timeout="0s", on_wait_timeout=ExecuteStatementRequestOnWaitTimeout.CONTINUE)
report("SDK, inline", api_rows(row for chunk in chunks(inline) for row in chunk.data_array))
json_files = execute(disposition=Disposition.EXTERNAL_LINKS, format=Format.JSON_ARRAY)
report("SDK, files of JSON", api_rows(row for file in files(json_files) for row in json.loads(file)))
arrow_files = execute(disposition=Disposition.EXTERNAL_LINKS, format=Format.ARROW_STREAM)
tables = [pyarrow.ipc.open_stream(io.BytesIO(file)).read_all() for file in files(arrow_files)]
report("SDK, files of Arrow", (row.values() for table in tables for row in table.to_pylist()))
