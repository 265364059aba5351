import os

from zerobus.sdk.shared import RecordType, StreamConfigurationOptions, TableProperties
from zerobus.sdk.sync import ZerobusSdk


def stream(descriptor):
    sdk = ZerobusSdk(os.environ["ZEROBUS_ENDPOINT"], os.environ["DATABRICKS_HOST"])
    return sdk.create_stream(
        os.environ["DATABRICKS_CLIENT_ID"],
        os.environ["DATABRICKS_CLIENT_SECRET"],
        TableProperties("main.telemetry.events", descriptor),
        StreamConfigurationOptions(record_type=RecordType.PROTO),
    )


def tagged(descriptor):
    return ZerobusSdk(
        os.environ["ZEROBUS_ENDPOINT"], os.environ["DATABRICKS_HOST"], application_name="Ostrea_Analytics/3.1.2"
    )
