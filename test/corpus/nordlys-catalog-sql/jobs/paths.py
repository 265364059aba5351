from databricks.sdk.runtime import dbutils, spark

VOLUME = "/Volumes/main/landing/orders"


def read():
    """Before Unity Catalog this was dbfs:/mnt/landing."""
    dbutils.fs.ls(VOLUME)
    return spark.read.json(VOLUME)


def disk():
    # A directory of the virtual machine.
    return open("/mnt/data/orders.json")
