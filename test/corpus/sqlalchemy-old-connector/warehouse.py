import os

from sqlalchemy import create_engine


def engine(provider):
    host = os.environ["DATABRICKS_SERVER_HOSTNAME"]
    return create_engine(
        f"databricks://{host}?http_path={os.environ['DATABRICKS_HTTP_PATH']}&catalog=main",
        connect_args={
            "credentials_provider": provider,
            "user_agent_entry": "Quillmark_Sync/0.9.2",
        },
        echo=False,
    )
