from databricks import sql


def region(options):
    return {**options, "a": 2} if one else {**options, "b": 2} if two else options


def tenant(options):
    return region({**options, "a": 1}) if one else region({**options, "b": 1}) if two else region(options)


# Some ways are no maze, and options from elsewhere are merely not known.
sql.connect(user_agent_entry="Acme_Loader/1.2.0", **tenant({"http_path": "p"}))
sql.connect(**given)
sql.connect(http_path="p", user_agent_entry=entry())
