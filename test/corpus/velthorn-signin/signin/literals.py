from databricks.sdk import WorkspaceClient
from databricks.sdk.core import Config

UA = {"product": "Velthorn_Signin", "product_version": "1.0.0"}


def written(host):
    return Config(host=host, client_id="5b1d0a52-8f0e-4a6b-9a57-2f0c1d7e6b11", client_secret="@@SECRET@@", auth_type="oauth-m2m", **UA)


def in_constant(host):
    secret = "@@SECRET@@"
    return WorkspaceClient(host=host, client_id="5b1d0a52-8f0e-4a6b-9a57-2f0c1d7e6b11", client_secret=secret, auth_type="oauth-m2m", **UA)


def to_be_filled(host):
    return WorkspaceClient(host=host, client_id="<your client id>", client_secret="<your secret>", auth_type="oauth-m2m", **UA)


def stars(host):
    return WorkspaceClient(host=host, token="dapi********************************", auth_type="pat", **UA)


def reference(host):
    return WorkspaceClient(host=host, client_id="app", client_secret="${vault:kv/velthorn#secret}", auth_type="oauth-m2m", **UA)
