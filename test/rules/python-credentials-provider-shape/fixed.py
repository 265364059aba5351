import os

from databricks import sql
from databricks.sdk.core import Config, oauth_service_principal

TAG = "Acme_Loader/1.2.0"
cfg = Config(auth_type="oauth-m2m")


def method(host, path):
    return sql.connect(host, path, credentials_provider=lambda: cfg.authenticate, user_agent_entry=TAG)


def of_a_client(client, host, path):
    return sql.connect(
        server_hostname=host,
        http_path=path,
        credentials_provider=lambda: client.config.authenticate,
        user_agent_entry=TAG,
    )


def factory(host, path):
    return sql.connect(host, path, credentials_provider=lambda: oauth_service_principal(cfg), user_agent_entry=TAG)
