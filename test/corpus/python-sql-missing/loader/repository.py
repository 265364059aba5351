from typing import Any, Optional

from databricks.sql import connect
from databricks.sql.client import Connection

from loader.config import WarehouseSettings


class StockRepository:
    """Reads stock levels; the connection is made on first use."""

    def __init__(self, settings: WarehouseSettings, token_source) -> None:
        self._settings = settings
        self._token_source = token_source
        self._connection: Optional[Connection] = None

    @property
    def connection(self) -> Connection:
        if self._connection is None:
            self._connection = connect(
                server_hostname=self._settings.host,
                http_path=self._settings.http_path,
                access_token=self._token_source(),
                session_configuration={"ansi_mode": "true"},
            )
        return self._connection

    def level(self, sku: str) -> Any:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT units FROM inventory.raw.stock WHERE sku = ?", [sku])
            row = cursor.fetchone()
            return row[0] if row else None
