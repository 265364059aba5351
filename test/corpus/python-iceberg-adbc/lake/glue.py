"""Tables outside Databricks, in a catalog of another kind."""
from pyiceberg.catalog import load_catalog


def other():
    return load_catalog("archive", **{"type": "glue", "uri": "https://glue.eu-west-1.amazonaws.com/iceberg"})
