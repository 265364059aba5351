import logging

from databricks.sdk.core import Config

log = logging.getLogger(__name__)


def show(config: Config, client_secret: str, token: str) -> None:
    log.info("access_token is missing")
    log.info("token expires at %s", config.oauth_token().expiry)
    print(f"{len(token)} characters, {token[:4]}…, {token is None}")
    print(mask(token), token.expiry, token_count)
    log.info("token_type=%s", token_type)
