import os

from databricks.connect import DatabricksSession

os.environ.setdefault("SPARK_CONNECT_USER_AGENT", "Acme_Loader/1.2.0")
spark = DatabricksSession.builder.getOrCreate()
