import os

import asyncpg
import psycopg
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine

HOST = "ep-cool-1.database.eu-west-1.cloud.databricks.com"
TAG = "Acme_Loader/1.2.0"


def one(password):
    return psycopg.connect(host=HOST, password=password, sslmode="require", application_name=TAG)


def by_text():
    return psycopg.connect(f"host={HOST} dbname=databricks_postgres sslmode=require application_name={TAG}")


def pool():
    return ConnectionPool(f"host={HOST} sslmode=require", kwargs={"application_name": TAG})


def engine_by_url():
    return create_engine(f"postgresql+psycopg://loader@{HOST}/databricks_postgres?sslmode=require&application_name={TAG}")


def engine_by_arguments():
    return create_engine(f"postgresql://loader@{HOST}/db?sslmode=require", connect_args={"application_name": TAG})


async def asynchronous(password):
    return await asyncpg.connect(host=HOST, password=password, ssl="require", server_settings={"application_name": TAG})


def other_postgres(password):
    return psycopg.connect(host="localhost", dbname="lakebase", password=password), psycopg.connect(os.environ["DATABASE_URL"])
