"""Plain Spark, as the unit tests use it."""
from pyspark.sql import SparkSession


def spark():
    # DatabricksSession.builder.getOrCreate() on the cluster
    return SparkSession.builder.master("local[2]").appName("curation-tests").getOrCreate()


def remote(url: str):
    return SparkSession.builder.remote(url).getOrCreate()
