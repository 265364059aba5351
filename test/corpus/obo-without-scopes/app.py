from fastapi import FastAPI, Header
from databricks.sdk import WorkspaceClient
from databricks.sdk.core import Config

app = FastAPI()
HOST = Config(product="Tessera_Desk", product_version="0.3.0").host


@app.get("/me")
def me(x_forwarded_access_token: str = Header()):
    w = WorkspaceClient(host=HOST, token=x_forwarded_access_token, auth_type="pat", product="Tessera_Desk", product_version="0.3.0")
    return {"user": w.current_user.me().user_name}


@app.get("/token")
def token(request):
    return bool(request.headers.get("X-Forwarded-Access-Token"))
