from databricks.connect import DatabricksSession


def main():
    spark = DatabricksSession.builder.getOrCreate()
    spark.table("main.curation.orders").groupBy("region").count().show()


if __name__ == "__main__":
    main()
