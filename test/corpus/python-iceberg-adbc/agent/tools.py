import asyncio
import os

from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client

HOST = os.environ["DATABRICKS_HOST"]


async def tools(token: str):
    url = f"{HOST}/api/2.0/mcp/functions/main/tools"
    async with streamablehttp_client(url, headers={"Authorization": f"Bearer {token}", "User-Agent": "Ostrea_Analytics/3.1.2"}) as (read, write, _):
        async with ClientSession(read, write) as session:
            await session.initialize()
            return await session.list_tools()


async def vectors(token: str):
    url = f"{HOST}/api/2.0/mcp/vector-search/main/docs"
    async with streamablehttp_client(url, headers={"Authorization": f"Bearer {token}", "User-Agent": "Ostrea_Analytics/3.1.2"}) as streams:
        return streams


if __name__ == "__main__":
    print(asyncio.run(tools(os.environ["MCP_TOKEN"])))
