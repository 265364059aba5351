import os
from dataclasses import dataclass, field


@dataclass(frozen=True)
class WarehouseSettings:
    host: str = field(default_factory=lambda: os.environ["DATABRICKS_SERVER_HOSTNAME"])
    http_path: str = field(default_factory=lambda: os.environ["DATABRICKS_HTTP_PATH"])
    catalog: str = "inventory"

    def parameters(self) -> dict:
        return {"server_hostname": self.host, "http_path": self.http_path, "catalog": self.catalog}
