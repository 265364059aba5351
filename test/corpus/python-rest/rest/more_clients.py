import json
import os
import urllib.request

import aiohttp
import httpx

HOST = os.environ["DATABRICKS_HOST"]
AGENT = {"User-Agent": "Brightforge_Scheduler/4.0.0"}


async def volumes(token: str):
    async with httpx.AsyncClient(base_url=HOST, headers={"Authorization": f"Bearer {token}"}) as client:
        reply = await client.get("/api/2.1/unity-catalog/volumes", params={"catalog_name": "main", "schema_name": "raw"})
        return reply.json()


def warehouses(token: str):
    return httpx.get(f"{HOST}/api/2.0/sql/warehouses", headers={"Authorization": f"Bearer {token}"}).json()


def warehouses_tagged(token: str):
    return httpx.get(f"{HOST}/api/2.0/sql/warehouses", headers={"Authorization": f"Bearer {token}", **AGENT}).json()


async def clusters(token: str):
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}", **AGENT}) as session:
        async with session.get(f"{HOST}/api/2.1/clusters/list") as reply:
            return await reply.json()


def upload(token: str, path: str, content: bytes):
    request = urllib.request.Request(
        f"https://dbc-00000000-0000.cloud.databricks.com/api/2.0/fs/files{path}",
        data=content,
        method="PUT",
        headers={"Authorization": f"Bearer {token}"},
    )
    with urllib.request.urlopen(request) as reply:
        return reply.status


def tagged_request(token: str):
    request = urllib.request.Request(f"{HOST}/api/2.1/unity-catalog/catalogs")
    request.add_header("Authorization", f"Bearer {token}")
    request.add_header("User-Agent", "Brightforge_Scheduler/4.0.0")
    return json.load(urllib.request.urlopen(request))
