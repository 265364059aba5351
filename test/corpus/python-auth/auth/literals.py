from databricks import sql
from databricks.sdk import WorkspaceClient


def leaked():
    return sql.connect(
        server_hostname="dbc-00000000-0000.cloud.databricks.com",
        http_path="/sql/1.0/warehouses/00000000000000aa",
        access_token="@@PAT@@",
        user_agent_entry="Tessera_Console/1.0.0",
    )


def leaked_secret():
    return WorkspaceClient(
        host="https://dbc-00000000-0000.cloud.databricks.com",
        client_id="6f1b0a52-0000-4000-8000-000000000001",
        client_secret="@@DOSE@@",
        auth_type="oauth-m2m",
        product="Tessera_Console",
        product_version="1.0.0",
    )


def other_literal():
    return WorkspaceClient(
        host="https://dbc-00000000-0000.cloud.databricks.com",
        client_id="6f1b0a52-0000-4000-8000-000000000001",
        client_secret="@@SECRET@@",
        auth_type="oauth-m2m",
        product="Tessera_Console",
        product_version="1.0.0",
    )


def placeholders():
    """What the manual prints; nobody's secret."""
    return [
        sql.connect(
            server_hostname="dbc-00000000-0000.cloud.databricks.com",
            http_path="/sql/1.0/warehouses/00000000000000aa",
            access_token="<your-access-token>",
            user_agent_entry="Tessera_Console/1.0.0",
        ),
        sql.connect(
            server_hostname="dbc-00000000-0000.cloud.databricks.com",
            http_path="/sql/1.0/warehouses/00000000000000aa",
            access_token="dapiXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
            user_agent_entry="Tessera_Console/1.0.0",
        ),
        WorkspaceClient(token="********", host="https://example.cloud.databricks.com", product="Tessera_Console", product_version="1.0.0"),
    ]
