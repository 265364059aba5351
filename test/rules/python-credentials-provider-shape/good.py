from databricks import sql
from databricks.sdk.core import Config, oauth_service_principal

TAG = "Acme_Loader/1.2.0"
cfg = Config(auth_type="oauth-m2m")


def credential_provider():
    return oauth_service_principal(cfg)


def wrapped(host, path):
    return sql.connect(host, path, credentials_provider=lambda: cfg.authenticate, user_agent_entry=TAG)


def function(host, path):
    return sql.connect(host, path, credentials_provider=credential_provider, user_agent_entry=TAG)


def handed_in(host, path, provider):
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry=TAG)


def authenticate():
    return cfg.authenticate


def own_function_of_that_name(host, path):
    return sql.connect(host, path, credentials_provider=authenticate, user_agent_entry=TAG)


def of_a_gateway(host, path, gateway):
    # What this `authenticate` gives is not seen.
    return sql.connect(host, path, credentials_provider=gateway.authenticate, user_agent_entry="Acme_Loader/1.2.0")
