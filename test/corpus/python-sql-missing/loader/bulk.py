import argparse
import csv
import os
from pathlib import Path

from databricks import sql as dbsql


def read_rows(path: Path):
    with path.open(newline="") as handle:
        yield from csv.DictReader(handle)


def load(path: Path, table: str, batch: int = 1000) -> int:
    done = 0
    with dbsql.connect(
        server_hostname=os.environ["DATABRICKS_SERVER_HOSTNAME"],
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        auth_type="databricks-oauth",
    ) as connection:
        with connection.cursor() as cursor:
            pending = []
            for row in read_rows(path):
                pending.append((row["sku"], int(row["units"])))
                if len(pending) >= batch:
                    cursor.executemany(f"INSERT INTO {table} VALUES (?, ?)", pending)
                    done += len(pending)
                    pending.clear()
            if pending:
                cursor.executemany(f"INSERT INTO {table} VALUES (?, ?)", pending)
                done += len(pending)
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description="Load a CSV file into a warehouse table")
    parser.add_argument("file", type=Path)
    parser.add_argument("--table", default="inventory.raw.stock")
    args = parser.parse_args()
    print(f"{load(args.file, args.table)} rows")


if __name__ == "__main__":
    main()
