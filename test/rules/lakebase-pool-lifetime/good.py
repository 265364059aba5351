import os

from sqlalchemy import create_engine

HOST = "ep-cool-1.database.eu-west-1.cloud.databricks.com"
TAG = {"application_name": "Acme_Loader/1.2.0"}

short = create_engine(f"postgresql://loader@{HOST}/db?sslmode=require", connect_args=TAG, pool_recycle=45 * 60)
unset = create_engine(f"postgresql://loader@{HOST}/db?sslmode=require", connect_args=TAG)
settings = create_engine(
    f"postgresql://loader@{HOST}/db?sslmode=require", connect_args=TAG, pool_recycle=int(os.environ["RECYCLE"])
)
other = create_engine("postgresql://loader@localhost/lakebase", pool_recycle=7200)
