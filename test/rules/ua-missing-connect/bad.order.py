from databricks.connect import DatabricksSession


def emptied(host, cluster):
    return DatabricksSession.builder.userAgent("Acme_Loader/1.2.0").remote(host=host, cluster_id=cluster).getOrCreate()
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-connect
