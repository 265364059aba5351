import psycopg

# Postgres keeps 63 bytes.
psycopg.connect(
    host="ep-quiet-dune-0001.database.eu-west-1.cloud.databricks.com",
    sslmode="require",
    application_name="Acme_LoaderWithANameThatIsMuchLongerThanPostgresEverKeepsOfIt/1.2.0",
    #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-invalid-format
)
