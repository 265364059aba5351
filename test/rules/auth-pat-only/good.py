from databricks import sql


def connect(host, path, token):
    return sql.connect(host, path, access_token=token, user_agent_entry="Acme_Loader/1.2.0")


def sign_in(host, path):
    return sql.connect(host, path, auth_type="databricks-oauth", user_agent_entry="Acme_Loader/1.2.0")
