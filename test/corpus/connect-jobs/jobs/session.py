import os

from databricks.connect import DatabricksSession
from databricks.sdk.core import Config

APP = "Nordlys_Curation/0.4.1"


def tagged():
    config = Config(
        host=os.environ["DATABRICKS_HOST"],
        client_id=os.environ["DATABRICKS_CLIENT_ID"],
        client_secret=os.environ["DATABRICKS_CLIENT_SECRET"],
        auth_type="oauth-m2m",
        serverless_compute_id="auto",
        product="Nordlys_Curation", product_version="0.4.1")
    return DatabricksSession.builder.sdkConfig(config).userAgent(APP).getOrCreate()


def remote_with_agent(cluster: str):
    return DatabricksSession.builder.remote(cluster_id=cluster, user_agent=APP).getOrCreate()


def after_remote(cluster: str):
    return (
        DatabricksSession.builder.remote(cluster_id=cluster)
        .userAgent(APP)
        .getOrCreate()
    )
