from databricks import sql
from databricks.sdk.core import Config, oauth_service_principal

AGENT = "Velthorn_Signin/1.0.0"
config = Config(profile="export", product="Velthorn_Signin", product_version="1.0.0")


class Warehouse:
    def __init__(self, host, path):
        self.config = Config(host=f"https://{host}", product="Velthorn_Signin", product_version="1.0.0")
        self.host, self.path = host, path

    def open(self):
        return sql.connect(self.host, self.path, credentials_provider=self.config.authenticate, user_agent_entry=AGENT)


def module_level(host, path):
    return sql.connect(
        server_hostname=host,
        http_path=path,
        credentials_provider=config.authenticate,
        user_agent_entry=AGENT,
    )


def wrapped(host, path):
    return sql.connect(host, path, credentials_provider=lambda: config.authenticate, user_agent_entry=AGENT)


def principal(host, path):
    return sql.connect(host, path, credentials_provider=lambda: oauth_service_principal(config), user_agent_entry=AGENT)


def of_other(host, path, gateway):
    # What this `authenticate` gives cannot be seen.
    return sql.connect(host, path, credentials_provider=gateway.authenticate, user_agent_entry=AGENT)
