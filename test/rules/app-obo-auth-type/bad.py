import streamlit as st
from databricks.sdk import WorkspaceClient
from databricks.sdk.core import Config


def in_place(request, host):
    return WorkspaceClient(
        host=host,
        token=request.headers.get("X-Forwarded-Access-Token"),
        # <- app-obo-auth-type 8 61
        product="Acme_Loader",
        product_version="1.2.0",
    )


def variable():
    user_token = st.context.headers.get("x-forwarded-access-token")
    return Config(token=user_token)
    #             ^^^^^^^^^^^^^^^^ app-obo-auth-type


def parameter(x_forwarded_access_token: str):
    return Config(token=x_forwarded_access_token)
    #             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ app-obo-auth-type
