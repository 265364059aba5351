import os

from databricks import sql
from databricks.sdk.core import Config, oauth_service_principal

TAG = "Acme_Loader/1.2.0"
cfg = Config(auth_type="oauth-m2m")


def method(host, path):
    return sql.connect(host, path, credentials_provider=cfg.authenticate, user_agent_entry=TAG)
    #                                                   ^^^^^^^^^^^^^^^^ python-credentials-provider-shape


def of_a_client(client, host, path):
    return sql.connect(
        server_hostname=host,
        http_path=path,
        credentials_provider=client.config.authenticate,
        #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ python-credentials-provider-shape
        user_agent_entry=TAG,
    )


def factory(host, path):
    return sql.connect(host, path, credentials_provider=oauth_service_principal(cfg), user_agent_entry=TAG)
    #                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ python-credentials-provider-shape
