from databricks import sql

query = "CREATE CONNECTION pg TYPE postgresql OPTIONS (user 'app', password 'hunter22x')"
#                                                                            ^^^^^^^^^ uc-connection-inline-secret
print(sql.apilevel)
