import os

from databricks.sdk.core import Config


def databricks_and_azure():
    return Config(client_id=os.environ["CLIENT_ID"], azure_client_id=os.environ["ARM_CLIENT_ID"])
    #                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ auth-mixed-constructor
