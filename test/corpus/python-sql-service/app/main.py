from fastapi import FastAPI, HTTPException

from app.constants import PAGE_SIZE
from app.warehouse import warehouse

app = FastAPI(title="Shipments")


@app.get("/shipments/{region}")
def shipments(region: str, page: int = 0):
    with warehouse() as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, weight_kg FROM logistics.core.shipments WHERE region = :region LIMIT :n OFFSET :o",
            {"region": region, "n": PAGE_SIZE, "o": page * PAGE_SIZE},
        )
        rows = cursor.fetchall()
    if not rows:
        raise HTTPException(404, "no shipments there")
    return [row.asDict() for row in rows]
