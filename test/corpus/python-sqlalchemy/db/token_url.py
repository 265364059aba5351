import os

from sqlalchemy import create_engine, text

DATABRICKS_URL = "databricks://token:@@PAT@@@dbc-00000000-0000.cloud.databricks.com?http_path=/sql/1.0/warehouses/00000000000000aa&catalog=main"


def main():
    engine = create_engine(DATABRICKS_URL, connect_args={"user_agent_entry": "Ostrea_Analytics/3.1.2"})
    with engine.connect() as connection:
        for row in connection.execute(text("SELECT region, sum(amount) FROM main.sales.orders GROUP BY region")):
            print(row.region, row[1])


if __name__ == "__main__":
    main()
