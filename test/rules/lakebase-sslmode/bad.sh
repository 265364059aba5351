#!/bin/sh
psql "host=ep-blue.database.us-west-2.cloud.databricks.com user=loader application_name=Acme_Loader/1.2.0 sslmode=disable"
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lakebase-sslmode
psql "postgresql://loader@ep-blue.database.us-west-2.cloud.databricks.com/app?sslmode=disable&application_name=Acme_Loader/1.2.0"
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lakebase-sslmode
