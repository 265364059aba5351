# Databricks notebook source
# MAGIC %run ./setup

# COMMAND ----------

import requests as http

host = os.environ["DATABRICKS_HOST"]
found = http.get(f"{host}/api/2.0/apps/rooms", timeout=10)
