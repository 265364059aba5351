from databricks import sql


class Agent:
    user_agent = "Harborline_Agent/5.0.1"

    def __init__(self, host, path, provider):
        self.connection = sql.connect(
            server_hostname=host,
            http_path=path,
            credentials_provider=provider,
            _user_agent_entry=self.user_agent,
        )

    def ping(self):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone()[0] == 1
