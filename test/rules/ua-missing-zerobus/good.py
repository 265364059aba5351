from other.sdk import ZerobusSdk as Other
from zerobus.sdk.sync import ZerobusSdk

SERVER = "1234567890123456.zerobus.us-west-2.cloud.databricks.com"
WORKSPACE = "https://dbc-00000000-0000.cloud.databricks.com"

sdk = ZerobusSdk(SERVER, WORKSPACE, application_name="Acme_Loader/1.2.0")
other = Other(SERVER, WORKSPACE)
