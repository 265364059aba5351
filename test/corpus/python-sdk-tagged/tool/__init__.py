from databricks.sdk import useragent

__version__ = "1.8.0"

useragent.with_partner("Harborline")
useragent.with_product("Harborline_Governor", __version__)
