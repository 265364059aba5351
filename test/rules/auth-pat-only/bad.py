from databricks import sql


def connect(host, path, token):
    return sql.connect(host, path, access_token=token, user_agent_entry="Acme_Loader/1.2.0")
    #      ^^^^^^^^^^^ auth-pat-only


def connect_again(host, path, token):
    return sql.connect(host, path, access_token=token, user_agent_entry="Acme_Loader/1.2.0")
