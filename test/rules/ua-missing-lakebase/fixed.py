import os

import asyncpg
import psycopg
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine

HOST = "ep-cool-1.database.eu-west-1.cloud.databricks.com"


def one(password):
    return psycopg.connect(host=HOST, dbname="databricks_postgres", password=password, sslmode="require", application_name="Acme_Loader/1.2.0")


def pool():
    return ConnectionPool(conninfo=f"host={HOST} dbname=databricks_postgres sslmode=require", kwargs={"connect_timeout": 5, "application_name": "Acme_Loader/1.2.0"})


def engine():
    return create_engine(f"postgresql+psycopg://loader@{HOST}/databricks_postgres?sslmode=require", connect_args={"application_name": "Acme_Loader/1.2.0"})


async def asynchronous(password):
    return await asyncpg.connect(
        host=HOST,
        password=password,
        ssl="require",
        server_settings={"application_name": "Acme_Loader/1.2.0"},
    )
