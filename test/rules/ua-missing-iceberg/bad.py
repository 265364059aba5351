from pyiceberg.catalog import load_catalog

catalog = load_catalog(
#         ^^^^^^^^^^^^ ua-missing-iceberg
    "main",
    uri="https://dbc-00000000-0000.cloud.databricks.com/api/2.1/unity-catalog/iceberg-rest",
    warehouse="main",
)
