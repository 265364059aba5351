import os
from databricks import sql


def one_line():
    return sql.connect(os.environ["HOST"], os.environ["PATH"], os.environ["TOKEN"])
    #      ^^^^^^^^^^^ ua-missing-python-sql


def black_style():
    return sql.connect(
    #      ^^^^^^^^^^^ ua-missing-python-sql
        server_hostname=os.environ["HOST"],
        http_path=os.environ["PATH"],  # the warehouse
        access_token=os.environ["TOKEN"],  # from the vault
    )


def no_trailing_comma():
    return sql.connect(
    #      ^^^^^^^^^^^ ua-missing-python-sql
        server_hostname=os.environ["HOST"],
        access_token=os.environ["TOKEN"]  # from the vault
    )


def hanging():
    return sql.connect(server_hostname=os.environ["HOST"],
    #      ^^^^^^^^^^^ ua-missing-python-sql
                       access_token=os.environ["TOKEN"])


def one_line_trailing_comma():
    return sql.connect(os.environ["HOST"], os.environ["PATH"], os.environ["TOKEN"],)
    #      ^^^^^^^^^^^ ua-missing-python-sql


def spread(options={"http_path": "x"}):
    return sql.connect(**options)
    #      ^^^^^^^^^^^ ua-missing-python-sql


def nothing():
    return sql.connect()
    #      ^^^^^^^^^^^ ua-missing-python-sql


def none():
    return sql.connect(user_agent_entry=None)
    #      ^^^^^^^^^^^ ua-missing-python-sql
