from airflow.hooks.base import BaseHook
from databricks import sql


class WarehouseHook(BaseHook):
    """Base of all our hooks; the agent is set here once."""

    conn_name_attr = "databricks_conn_id"
    user_agent = "Harborline_Airflow/6.1.0"

    def __init__(self, databricks_conn_id: str = "databricks_default"):
        super().__init__()
        self.databricks_conn_id = databricks_conn_id

    def options(self) -> dict:
        connection = self.get_connection(self.databricks_conn_id)
        return {
            "server_hostname": connection.host,
            "http_path": connection.extra_dejson["http_path"],
            "user_agent_entry": self.user_agent,
        }

    def get_conn(self):
        return sql.connect(**self.options(), credentials_provider=self.provider())

    def provider(self):
        raise NotImplementedError
