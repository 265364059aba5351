from zerobus.sdk.sync import ZerobusSdk

sdk = ZerobusSdk("1234567890123456.zerobus.us-west-2.cloud.databricks.com", "https://dbc-00000000-0000.cloud.databricks.com")
#     ^^^^^^^^^^ ua-missing-zerobus
