from databricks.connect import DatabricksSession
from databricks.sdk.core import Config


def chain():
    return DatabricksSession.builder.serverless(True).getOrCreate()
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-connect


def variable(config: Config):
    builder = DatabricksSession.builder
    return builder.sdkConfig(Config(profile="DEFAULT")).getOrCreate()
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-connect


def remote(host, cluster):
    return DatabricksSession.builder.remote(host=host, cluster_id=cluster).getOrCreate()
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-connect
