# Databricks notebook source
# MAGIC %md
# MAGIC # Ingest
# MAGIC Connects with `sql.connect(server_hostname=..., http_path=...)`; see the team page.

# COMMAND ----------

# MAGIC %pip install databricks-sql-connector==4.2.1

# COMMAND ----------

dbutils.library.restartPython()

# COMMAND ----------

from databricks import sql

host = dbutils.secrets.get("loader", "host")
provider = make_provider(host)

connection = sql.connect(server_hostname=host, http_path=dbutils.widgets.get("http_path"), credentials_provider=provider)

# COMMAND ----------

# MAGIC %sql
# MAGIC SELECT count(*) FROM hive_metastore.default.orders

# COMMAND ----------

df = spark.read.format("json").load("/mnt/landing/orders/")
df.write.mode("overwrite").saveAsTable("main.raw.orders")
