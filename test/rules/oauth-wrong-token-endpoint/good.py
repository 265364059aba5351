# databricks
url = f"https://{databricks_host}/oidc/v1/token"
logto = "https://login.example.org/oidc/token"
entra = "https://login.microsoftonline.com/t/oauth2/v2.0/token"
scope = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default"
registry = "https://acme-databricks.registry.example.com/access/api/v1/oidc/token"
other = "https://databricks.identity.example.com/oidc/token"
azure = "https://login.microsoftonline.com/t/oauth2/v2.0/token"
# Databricks' own flow would ask for all-apis scope instead.


def test_other():
    assert scopes == ["all-apis"]
