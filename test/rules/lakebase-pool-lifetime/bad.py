from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine

HOST = "ep-cool-1.database.eu-west-1.cloud.databricks.com"
TAG = {"application_name": "Acme_Loader/1.2.0"}

engine = create_engine(f"postgresql://loader@{HOST}/db?sslmode=require", connect_args=TAG, pool_recycle=3600)
#                                                                                          ^^^^^^^^^^^^^^^^^ lakebase-pool-lifetime
pool = ConnectionPool(f"host={HOST} sslmode=require", kwargs=TAG, max_lifetime=2 * 60 * 60)
#                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^ lakebase-pool-lifetime
