from databricks.connect import DatabricksSession

spark = DatabricksSession.builder.userAgent("Acme_Loader/1.2.0").getOrCreate()
# dbfs:/old
spark.read.csv("dbfs:/databricks-datasets/nyctaxi")
spark.read.csv("/Volumes/main/acme/staging/a.csv")
open("/mnt/c/Users/x")
cache = "/mnt/efs/cache"
