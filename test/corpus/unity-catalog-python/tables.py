"""DDL of the product. Old notebooks read from dbfs:/ and hive_metastore; this module must not."""
import os

from databricks import sql

UA = "Ostrea_Analytics/3.1.2"

CREATE = """
CREATE TABLE IF NOT EXISTS main.sales.orders (
  id BIGINT,
  amount DECIMAL(18, 2)
)
"""

EXTERNAL = """
CREATE TABLE main.sales.orders_ext (id BIGINT)
USING DELTA
LOCATION 's3://ostrea-lake/orders'
"""

COPY = "COPY INTO main.sales.orders FROM 's3://ostrea-staging/orders/' FILEFORMAT = PARQUET"
COPY_VOLUME = "COPY INTO main.sales.orders FROM '/Volumes/main/sales/staging/orders/' FILEFORMAT = PARQUET"
LEGACY = "SELECT * FROM hive_metastore.sales.orders"
GRANT = "GRANT ALL PRIVILEGES ON CATALOG main TO `account users`"
GRANT_NARROW = "GRANT SELECT ON TABLE main.sales.orders TO `6f1b0a52-0000-4000-8000-000000000001`"


def stage(local: str):
    with open(f"/dbfs/tmp/ostrea/{os.path.basename(local)}", "wb") as target:
        target.write(open(local, "rb").read())


def connection_object(token_scope: str) -> str:
    return f"""
    CREATE CONNECTION ostrea_api TYPE HTTP
    OPTIONS (host 'https://api.ostrea.example', port '443', bearer_token secret('{token_scope}', 'api'))
    """


def connection_literal() -> str:
    return "CREATE CONNECTION ostrea_api TYPE HTTP OPTIONS (host 'https://api.ostrea.example', bearer_token '@@SECRET@@')"


def apply(provider):
    with sql.connect(os.environ["DBX_HOST"], os.environ["DBX_PATH"], credentials_provider=provider, user_agent_entry=UA) as connection:
        with connection.cursor() as cursor:
            for statement in (CREATE, COPY_VOLUME, GRANT_NARROW):
                cursor.execute(statement)
