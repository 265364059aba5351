from databricks import sql


# Each step has four ways to the next: 4 096 in all.
def tenant(options):
    return region({**options, "a": 1}) if one else region({**options, "b": 1}) if two else region({**options, "c": 1}) if three else region(options)


def region(options):
    return stage({**options, "a": 2}) if one else stage({**options, "b": 2}) if two else stage({**options, "c": 2}) if three else stage(options)


def stage(options):
    return tier({**options, "a": 3}) if one else tier({**options, "b": 3}) if two else tier({**options, "c": 3}) if three else tier(options)


def tier(options):
    return shard({**options, "a": 4}) if one else shard({**options, "b": 4}) if two else shard({**options, "c": 4}) if three else shard(options)


def shard(options):
    return pool({**options, "a": 5}) if one else pool({**options, "b": 5}) if two else pool({**options, "c": 5}) if three else pool(options)


def pool(options):
    return {**options, "a": 6} if one else {**options, "b": 6} if two else {**options, "c": 6} if three else options


def followed():
    return sql.connect(http_path="p", user_agent_entry="Acme_Loader/1.2.0")


def lost():
    return sql.connect(**tenant({"http_path": "p"}))
#          ^^^^^^^^^^^ unread-calls
