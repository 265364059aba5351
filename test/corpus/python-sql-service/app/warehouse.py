from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from typing import Iterator

from databricks import sql
from databricks.sdk.core import Config, oauth_service_principal

from app.constants import PRODUCT_UA

log = logging.getLogger(__name__)


def _provider(host: str):
    def credential_provider():
        config = Config(
            host=f"https://{host}",
            client_id=os.environ["DATABRICKS_CLIENT_ID"],
            client_secret=os.environ["DATABRICKS_CLIENT_SECRET"],
            auth_type="oauth-m2m",
        )
        return oauth_service_principal(config)

    return credential_provider


@contextmanager
def warehouse() -> Iterator[sql.client.Connection]:
    """One connection per request; the driver keeps no pool."""
    host = os.environ["DATABRICKS_SERVER_HOSTNAME"]
    connection = sql.connect(
        server_hostname=host,
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        credentials_provider=_provider(host),
        user_agent_entry=PRODUCT_UA,
    )
    try:
        yield connection
    finally:
        connection.close()
        log.debug("closed the warehouse connection")
