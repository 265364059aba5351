import os

from databricks.connect import DatabricksSession
from pyspark.sql import SparkSession


def after_remote(host, cluster):
    return (
        DatabricksSession.builder.remote(host=host, cluster_id=cluster)
        .userAgent("Acme_Loader/1.2.0")
        .getOrCreate()
    )


def by_remote(host):
    return DatabricksSession.builder.remote(host=host, user_agent="Acme_Loader/1.2.0").getOrCreate()


def twice(host):
    session = DatabricksSession.builder.userAgent("Acme_Loader/1.2.0")
    return session.remote(host=host, user_agent="Acme_Loader/1.2.0").getOrCreate()


def by_address(host, token, cluster):
    address = f"sc://{host}:443/;token={token};x-databricks-cluster-id={cluster};user_agent=Acme_Loader/1.2.0"
    return SparkSession.builder.remote(address).getOrCreate()


def local():
    return SparkSession.builder.remote("sc://localhost:15002").getOrCreate()


def unseen(builder):
    return builder.getOrCreate()
