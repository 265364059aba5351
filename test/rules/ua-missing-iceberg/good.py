from pyiceberg.catalog import load_catalog

URI = "https://dbc-00000000-0000.cloud.databricks.com/api/2.1/unity-catalog/iceberg-rest"
properties = {"uri": URI, "warehouse": "main", "header.User-Agent": "Acme_Loader/1.2.0"}

catalog = load_catalog("main", **properties)
other = load_catalog("other", uri="https://catalog.example.com/iceberg")
