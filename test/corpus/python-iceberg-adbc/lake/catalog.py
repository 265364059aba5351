import os

from pyiceberg.catalog import load_catalog
from pyiceberg.catalog.rest import RestCatalog


def tagged():
    return load_catalog(
        "unity",
        **{
            "type": "rest",
            "uri": f"https://{os.environ['DATABRICKS_SERVER_HOSTNAME']}/api/2.1/unity-catalog/iceberg-rest",
            "warehouse": "main",
            "credential": f"{os.environ['DATABRICKS_CLIENT_ID']}:{os.environ['DATABRICKS_CLIENT_SECRET']}",
            "oauth2-server-uri": f"https://{os.environ['DATABRICKS_SERVER_HOSTNAME']}/oidc/v1/token",
            "scope": "all-apis",
            "header.User-Agent": "Ostrea_Analytics/3.1.2",
        },
    )


def untagged():
    properties = {
        "type": "rest",
        "uri": "https://dbc-00000000-0000.cloud.databricks.com/api/2.1/unity-catalog/iceberg-rest",
        "warehouse": "main",
        "token": os.environ["UNITY_TOKEN"],
    }
    return load_catalog("unity", **properties)


def untagged_class(token: str):
    return RestCatalog(name="unity", uri="https://dbc-00000000-0000.cloud.databricks.com/api/2.1/unity-catalog/iceberg-rest", warehouse="main", token=token)


def other():
    return load_catalog("glue", **{"type": "glue", "s3.region": "eu-west-1"})


def polaris():
    return RestCatalog("polaris", uri="https://polaris.internal/api/catalog", warehouse="databricks_copy")
