import os

import streamlit as st
from databricks import sql
from databricks.sdk import WorkspaceClient
from databricks.sdk.core import Config

cfg = Config(product="Quillmark_Desk", product_version="0.3.0")


def user_token() -> str:
    return st.context.headers.get("X-Forwarded-Access-Token")


def user_client() -> WorkspaceClient:
    return WorkspaceClient(host=cfg.host, token=user_token(), product="Quillmark_Desk", product_version="0.3.0")


def user_client_right() -> WorkspaceClient:
    token = st.context.headers["x-forwarded-access-token"]
    return WorkspaceClient(host=cfg.host, token=token, auth_type="pat", product="Quillmark_Desk", product_version="0.3.0")


def query(statement: str):
    with sql.connect(
        server_hostname=cfg.host.replace("https://", ""),
        http_path=f"/sql/1.0/warehouses/{os.environ['DATABRICKS_WAREHOUSE_ID']}",
        access_token=user_token(),
        user_agent_entry="Quillmark_Desk/0.3.0",
    ) as connection:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall_arrow().to_pandas()


st.dataframe(query("SELECT * FROM main.desk.tickets LIMIT 50"))
