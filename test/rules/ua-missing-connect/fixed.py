from databricks.connect import DatabricksSession
from databricks.sdk.core import Config


def chain():
    return DatabricksSession.builder.serverless(True).userAgent("Acme_Loader/1.2.0").getOrCreate()


def variable(config: Config):
    builder = DatabricksSession.builder
    return builder.sdkConfig(Config(profile="DEFAULT")).userAgent("Acme_Loader/1.2.0").getOrCreate()


def remote(host, cluster):
    return DatabricksSession.builder.remote(host=host, cluster_id=cluster).userAgent("Acme_Loader/1.2.0").getOrCreate()
