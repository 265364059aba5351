# A Databricks App.
from flask import request

token = request.headers.get("X-Forwarded-Access-Token")
#                            ^^^^^^^^^^^^^^^^^^^^^^^^ app-obo-missing-scopes
