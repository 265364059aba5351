from databricks.sdk import WorkspaceClient
from flask import Flask, request

server = Flask(__name__)


@server.get("/me")
def me():
    client = WorkspaceClient(token=request.headers.get("x-forwarded-access-token"), product="Harborline_Genie", product_version="0.2.0")
    return client.current_user.me().user_name


@server.get("/service")
def service():
    is_user = "x-forwarded-access-token" in request.headers
    client = WorkspaceClient(product="Harborline_Genie", product_version="0.2.0")
    return {"user": is_user, "name": client.current_user.me().user_name}


@server.get("/kept")
def kept():
    user_token = request.headers.get("x-forwarded-access-token")
    client = WorkspaceClient(token=user_token, auth_type="pat", product="Harborline_Genie", product_version="0.2.0")
    return client.current_user.me().user_name
