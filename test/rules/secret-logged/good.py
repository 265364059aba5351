import logging

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
