"""The caller decides about options, so nothing is known to be missing."""
from functools import partial

from databricks import sql


def open_connection(host: str, path: str, provider, **options):
    return sql.connect(server_hostname=host, http_path=path, credentials_provider=provider, **options)


def opener(base: dict):
    merged = {**base, "catalog": "main"}
    return partial(sql.connect, **merged)


class Session:
    def __init__(self, params):
        self.params = params

    def open(self):
        return sql.connect(**self.params)
