from databricks import sql

secret = "@@DOSE@@"
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-databricks-oauth
print(sql.apilevel)
