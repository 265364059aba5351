from databricks.connect import DatabricksSession

spark = DatabricksSession.builder.userAgent("Acme_Loader/1.2.0").getOrCreate()
df = spark.read.csv("dbfs:/FileStore/acme/a.csv")
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ uc-dbfs-staging
open("/dbfs/tmp/acme.csv")
#     ^^^^^^^^^^^^^^^^^^ uc-dbfs-staging
df2 = spark.read.parquet("/mnt/raw/orders")
#                         ^^^^^^^^^^^^^^^ uc-dbfs-staging
dbutils.fs.mount(source=source, mount_point="/mnt/raw")
# <- uc-dbfs-staging 0 16
spark.sql("COPY INTO main.a.b FROM 'dbfs:/landing/orders' FILEFORMAT = CSV")
#                                   ^^^^^^^^^^^^^^^^^^^^ uc-dbfs-staging
os.system("databricks fs cp build.whl dbfs:/acme/build.whl")
#                                     ^^^^^^^^^^^^^^^^^^^^ uc-dbfs-staging
