from databricks.sdk import WorkspaceClient, useragent


def slash():
    return WorkspaceClient(product="Brightforge_Scheduler/4.0.0", product_version="4.0.0")


def no_company():
    return WorkspaceClient(product="scheduler", product_version="4.0.0")


def calendar_version():
    useragent.with_product("Brightforge_Scheduler", "2024.01.05")


def v_prefix():
    useragent.with_product("Brightforge_Scheduler", "v4.0.0")


def two_parts():
    # Python takes two numbers.
    useragent.with_product("Brightforge_Scheduler", "4.0")
