from databricks import sql

TAG = "Acme_Loader/1.2.0"


def nothing(host, path):
    return sql.connect(server_hostname=host, http_path=path, user_agent_entry=TAG)
    #      ^^^^^^^^^^^ python-sql-implicit-browser


def none(host, path):
    return sql.connect(host, path, access_token=None, user_agent_entry=TAG)
    #      ^^^^^^^^^^^ python-sql-implicit-browser


def options(host, path):
    chosen = {"http_path": path, "user_agent_entry": TAG}
    return sql.connect(server_hostname=host, **chosen)
    #      ^^^^^^^^^^^ python-sql-implicit-browser
