import os
from databricks import sql


def one_line():
    return sql.connect(os.environ["HOST"], os.environ["PATH"], os.environ["TOKEN"], user_agent_entry="Acme_Loader/1.2.0")


def black_style():
    return sql.connect(
        server_hostname=os.environ["HOST"],
        http_path=os.environ["PATH"],  # the warehouse
        access_token=os.environ["TOKEN"],  # from the vault
        user_agent_entry="Acme_Loader/1.2.0",
    )


def no_trailing_comma():
    return sql.connect(
        server_hostname=os.environ["HOST"],
        access_token=os.environ["TOKEN"],  # from the vault
        user_agent_entry="Acme_Loader/1.2.0"
    )


def hanging():
    return sql.connect(server_hostname=os.environ["HOST"],
                       access_token=os.environ["TOKEN"],
                       user_agent_entry="Acme_Loader/1.2.0")


def one_line_trailing_comma():
    return sql.connect(os.environ["HOST"], os.environ["PATH"], os.environ["TOKEN"], user_agent_entry="Acme_Loader/1.2.0",)


def spread(options={"http_path": "x"}):
    return sql.connect(**options, user_agent_entry="Acme_Loader/1.2.0")


def nothing():
    return sql.connect(user_agent_entry="Acme_Loader/1.2.0")


def none():
    return sql.connect(user_agent_entry="Acme_Loader/1.2.0")
