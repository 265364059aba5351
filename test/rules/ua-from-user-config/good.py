import os

import psycopg

# A Databricks App: the platform names it.
connection = psycopg.connect(
    f"dbname={os.environ['PGDATABASE']} host={os.environ['LAKEBASE_HOST']} application_name={os.getenv('PGAPPNAME')}",
    sslmode="require",
)
