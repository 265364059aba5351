import os

import pandas as pd
from databricks import sql

UA = "Quillmark_Reports/1.3.0"


def frame(query: str, provider) -> pd.DataFrame:
    connection = sql.connect(
        server_hostname=os.environ["DATABRICKS_SERVER_HOSTNAME"],
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        credentials_provider=provider,
        _user_agent_entry=UA,
    )
    try:
        return pd.read_sql(query, connection)
    finally:
        connection.close()
