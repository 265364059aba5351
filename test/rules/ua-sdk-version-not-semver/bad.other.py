from databricks.sdk import useragent

useragent.with_product("Acme_Loader", version="v1.2.0")
#                                             ^^^^^^^^ ua-sdk-version-not-semver
RELEASE = "2024.01.05"
#         ^^^^^^^^^^^^ ua-sdk-version-not-semver
useragent.with_product("Acme_Loader", RELEASE)
