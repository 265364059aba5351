import os

from databricks import sql
from tenacity import retry, stop_after_attempt


@retry(stop=stop_after_attempt(3))
def rows(query: str, provider):
    with sql.connect(
        server_hostname=os.environ["DATABRICKS_SERVER_HOSTNAME"],
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        credentials_provider=provider,
        _user_agent_entry="Quillmark_Sync/0.9.2",
    ) as connection:
        with connection.cursor() as cursor:
            return cursor.execute(query).fetchall()
