"""Engines of other databases, and a URL whose dialect is not known."""
import os

from sqlalchemy import create_engine

ENGINES = {
    "postgres": create_engine("postgresql+psycopg://app@db.internal/app", connect_args={"connect_timeout": 5}),
    "lite": create_engine("sqlite:///databricks_cache.db"),
    "mysql": create_engine("mysql+pymysql://root@localhost/databricks"),
}


def configured():
    return create_engine(os.environ["DATABASE_URL"], pool_recycle=1800)


def by_name(dialect: str, host: str):
    return create_engine(f"{dialect}://{host}/main")
