import logging

from databricks.sdk.core import Config

log = logging.getLogger("signin")


def login(profile: str) -> dict:
    config = Config(profile=profile, product="Tessera_Console", product_version="1.0.0")
    headers = config.authenticate()
    access_token = headers["Authorization"].removeprefix("Bearer ")
    log.info("signed in as %s", config.host)
    log.debug("token: %s", access_token)
    print(f"refresh token is {config.oauth_token().refresh_token}")
    log.info("token expires at %s", config.oauth_token().expiry)
    return headers
