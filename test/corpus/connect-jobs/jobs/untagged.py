from databricks.connect import DatabricksSession

APP = "Nordlys_Curation/0.4.1"


def plain():
    return DatabricksSession.builder.getOrCreate()


def serverless():
    spark = DatabricksSession.builder.serverless(True).getOrCreate()
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    return spark


def stepwise(profile: str):
    builder = DatabricksSession.builder
    if profile:
        builder = builder.profile(profile)
    return builder.validateSession(False).getOrCreate()


def lost(host: str, cluster: str):
    # remote() sets the agent again, to nothing.
    return DatabricksSession.builder.userAgent(APP).remote(host=host, cluster_id=cluster).getOrCreate()


def wrong_value(cluster: str):
    return DatabricksSession.builder.clusterId(cluster).userAgent("curation").getOrCreate()
