#!/bin/sh
databricks database create-database-instance loader --capacity CU_1
# <- lakebase-provisioned-api 0 44
