"""The database of the tests runs next door and is no Lakebase."""

from psycopg_pool import ConnectionPool

# databricks_postgres is called the same here.
pool = ConnectionPool("host=127.0.0.1 dbname=databricks_postgres user=app sslmode=disable", max_lifetime=86400)
