import os

import adbc_driver_manager.dbapi as dbapi


def by_options():
    # The Go driver has no option for it: only the uri carries the entry.
    return dbapi.connect(
        driver="databricks",
        db_kwargs={
            "uri": f"databricks://{os.environ['DATABRICKS_SERVER_HOSTNAME']}:443{os.environ['DATABRICKS_HTTP_PATH']}?userAgentEntry=Ostrea_Analytics/3.1.2",
            "databricks.oauth.client_id": os.environ["DATABRICKS_CLIENT_ID"],
            "databricks.oauth.client_secret": os.environ["DATABRICKS_CLIENT_SECRET"],
        },
    )


def sqlite():
    return dbapi.connect(driver="adbc_driver_sqlite")
