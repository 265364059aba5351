from databricks.sdk import useragent

useragent.with_product("Acme_Loader", "1")
#                                     ^^^ ua-sdk-version-not-semver
