"""Stands in for pyodbc, which needs a driver that is not free: prints what it is to connect with, and answers one query."""

import json


class Connection:
    def execute(self, statement: str) -> "Connection":
        print(statement)
        return self

    def fetchval(self) -> str:
        return "somebody"

    def close(self) -> None:
        print("closed")


def connect(*, autocommit: bool = False, **keywords: str) -> Connection:
    print(json.dumps({"autocommit": autocommit, **keywords}))
    return Connection()
