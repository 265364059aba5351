import json
import os
from pathlib import Path

from databricks import sql


def from_file(path: str):
    options = json.loads(Path(path).read_text())
    options.setdefault("catalog", "main")
    return sql.connect(**options)


def from_settings(settings, provider):
    kwargs = dict(
        server_hostname=settings.host,
        http_path=settings.http_path,
        credentials_provider=provider,
    )
    kwargs.update(settings.extra)
    return sql.connect(**kwargs)


def from_helper(provider):
    return sql.connect(
        server_hostname=os.environ["DATABRICKS_SERVER_HOSTNAME"],
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        credentials_provider=provider,
        user_agent_entry=_agent(),
    )


def _agent():
    from client.build_info import agent_string

    return agent_string()
