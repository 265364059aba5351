from databricks import sql


def test_any_version(host, path):
    assert sql.connect(host, path, user_agent_entry="Acme_Loader/0.0.1")
