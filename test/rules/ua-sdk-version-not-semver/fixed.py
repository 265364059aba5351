from databricks.sdk import useragent

useragent.with_product("Acme_Report", "1.0.0")
