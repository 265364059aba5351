from databricks.sdk import WorkspaceClient

TAG = {"product": "Acme_Loader", "product_version": "1.2.0"}


def of_the_user(request):
    token = request.headers.get("X-Forwarded-Access-Token")
    return WorkspaceClient(token=token, auth_type="pat", **TAG)


def of_the_app():
    return WorkspaceClient(**TAG)


def other_token(token):
    return WorkspaceClient(token=token, **TAG)


def email(request):
    return request.headers.get("X-Forwarded-Email")
