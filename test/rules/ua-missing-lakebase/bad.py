import os

import asyncpg
import psycopg
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine

HOST = "ep-cool-1.database.eu-west-1.cloud.databricks.com"


def one(password):
    return psycopg.connect(host=HOST, dbname="databricks_postgres", password=password, sslmode="require")
    #      ^^^^^^^^^^^^^^^ ua-missing-lakebase


def pool():
    return ConnectionPool(conninfo=f"host={HOST} dbname=databricks_postgres sslmode=require", kwargs={"connect_timeout": 5})
    #      ^^^^^^^^^^^^^^ ua-missing-lakebase


def engine():
    return create_engine(f"postgresql+psycopg://loader@{HOST}/databricks_postgres?sslmode=require")
    #      ^^^^^^^^^^^^^ ua-missing-lakebase


async def asynchronous(password):
    return await asyncpg.connect(
    #            ^^^^^^^^^^^^^^^ ua-missing-lakebase
        host=HOST,
        password=password,
        ssl="require",
    )
