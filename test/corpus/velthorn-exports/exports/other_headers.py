"""Names that look like those of the connector and are not."""

import httpx
from databricks import sql


class Recorder:
    def __init__(self, _user_agent_entry=None):
        self.entry = _user_agent_entry


def record():
    return Recorder(_user_agent_entry="a+b")


def mirror():
    # Not Databricks: any agent will do.
    return httpx.get("https://mirror.velthorn.example/index", headers={"User-Agent": "mirror+sync me@velthorn.example"})


def tagged(host, path, provider):
    contact = "ops@velthorn.example"
    connection = sql.connect(host, path, credentials_provider=provider, user_agent_entry="Velthorn_Exports/2.3.0")
    return connection, contact
