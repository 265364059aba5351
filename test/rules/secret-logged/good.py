import logging
import os

from databricks.sdk.core import Config

log = logging.getLogger(__name__)


def show(config: Config, client_secret: str, token: str) -> None:
    log.info("access_token is missing")
    log.info("token expires at %s", config.oauth_token().expiry)
    print(f"{len(token)} characters, {token[:4]}…, {token is None}")
    print(mask(token), token.expiry, token_count)
    log.info("token_type=%s", token_type)
    print("there is a token" if token else "no token")
    log.info(f"signing in by {'access_token' if token else 'browser'}")
    log.info("secret: %s", "yes" if client_secret else "no")
    log.info("ready: %s", token and client_secret and "yes")
    print("token is set" if os.getenv("DATABRICKS_TOKEN") else "no token", "DATABRICKS_TOKEN" in os.environ)
    print(os.getenv("DATABRICKS_TOKEN", "")[:4], os.environ["DATABRICKS_TOKEN_FILE"], os.environ["DATABRICKS_HOST"])
    print(bool(os.environ.get("DATABRICKS_TOKEN")), 'set os.environ["DATABRICKS_TOKEN"] first')
    print(f"{os.environ.get('DATABRICKS_TOKEN') is not None}, {mask(os.environ['DATABRICKS_TOKEN'])}")
    log.info("GET %s, %d characters of credentials", config.host, len(headers.get("Authorization", "")))
