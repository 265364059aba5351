"""A Postgres of our own."""
import os

import psycopg
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine

local = psycopg.connect("host=localhost dbname=notes user=app")
pool = ConnectionPool(os.environ["DATABASE_URL"], max_lifetime=7200)
engine = create_engine("postgresql://app@pg.internal.tessera.example/databricks?sslmode=disable")
