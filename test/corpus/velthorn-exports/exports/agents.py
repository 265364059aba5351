"""Names under which the exporter shows up."""

import os
from importlib.metadata import version

from databricks import sql

COMPANY = "Velthorn"
BUILD = "2.3.0+linux.x64"


def legacy(host, path, provider):
    return sql.connect(
        server_hostname=host,
        http_path=path,
        credentials_provider=provider,
        _user_agent_entry="Velthorn_Exports/2.3.0",
    )


def legacy_dict(host, path, provider):
    settings = {"credentials_provider": provider, "_user_agent_entry": f"{COMPANY}_Exports/2.3.0"}
    return sql.connect(host, path, **settings)


def spoken(host, path, provider):
    # `_user_agent_entry` was the name before 4.0.1.
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry=f"Velthorn_Exports/{BUILD}")


def no_version(host, path, provider):
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry="Velthorn_Exports")


def joined(host, path, provider):
    name = "Velthorn_Exports"
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry=name + "/" + version("velthorn-exports"))


def formatted(host, path, provider):
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry="%s_Exports/%s" % (COMPANY, "2.3.0"))


def plus(host, path, provider):
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry="Velthorn+Exports/2.3.0")


def template(host, path, provider):
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry="<isv-name>_<product-name>/1.0")


def of_sample(host, path, provider):
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry="AcmePartner_Exports/1.0.0")


def with_mail(host, path, provider):
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry="Velthorn_Exports/2.3.0-ops@velthorn.example")


def with_user(host, path, provider, user):
    agent = f"Velthorn_Exports/2.3.0-{user.email}"
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry=agent)


def with_region(host, path, provider):
    return sql.connect(host, path, credentials_provider=provider, user_agent_entry=f"Velthorn_Exports-{os.environ.get('REGION', 'eu')}/2.3.0")
