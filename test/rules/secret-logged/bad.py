import logging
import os

from databricks.sdk.core import Config

log = logging.getLogger(__name__)


def show(config: Config, client_secret: str, token: str) -> None:
    log.info("token: %s", token)
#                         ^^^^^ secret-logged
    print(f"refresh token is {config.oauth_token().refresh_token}")
#                                                  ^^^^^^^^^^^^^ secret-logged
    logging.debug("secret=" + str(client_secret))
#                                 ^^^^^^^^^^^^^ secret-logged
    print("using", os.environ["DATABRICKS_TOKEN"])
#                              ^^^^^^^^^^^^^^^^ secret-logged
    log.debug(f"secret {os.getenv('DATABRICKS_CLIENT_SECRET')}")
#                                  ^^^^^^^^^^^^^^^^^^^^^^^^ secret-logged
