"""Spark Connect (gRPC) of the emulated workspace, for Databricks Connect: `sparkConnect.py <certificate> <key> <workspace>`.

Prints the port of an https proxy that leads every name to it. It can do one thing, `SELECT current_user()`. Who that is
the workspace says: each call goes on to it as a request for the current user with the same User-Agent and credentials,
and so is recorded there, and refused there when its token is not good.
"""

import contextlib
import json
import socket
import sys
import threading
import urllib.error
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor

import grpc
import pyarrow
from pyspark.sql.connect.proto import base_pb2, base_pb2_grpc

certificate, key, workspace = sys.argv[1:]


def current_user(call, context: grpc.ServicerContext) -> str:
    sent = dict(context.invocation_metadata())
    # gRPC's own User-Agent names gRPC; a client of Spark Connect says what it is in each message.
    headers = {"User-Agent": call.client_type, "Authorization": sent.get("authorization", "")}
    request = urllib.request.Request(f"{workspace}/api/2.0/preview/scim/v2/Me", headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["userName"]
    except urllib.error.HTTPError as error:
        context.abort(grpc.StatusCode.UNAUTHENTICATED, f"The workspace answered {error.code}.")


class SparkConnect(base_pb2_grpc.SparkConnectServiceServicer):
    def AnalyzePlan(self, request, context):
        current_user(request, context)
        version = base_pb2.AnalyzePlanResponse.SparkVersion(version="3.5.2", dbr_version="16.1.x-scala2.12")
        return base_pb2.AnalyzePlanResponse(session_id=request.session_id, spark_version=version)

    def Config(self, request, context):
        current_user(request, context)
        operation = request.operation
        asked = operation.get_with_default if operation.HasField("get_with_default") else None
        pairs = [base_pb2.KeyValue(key=pair.key, value=pair.value) for pair in asked.pairs] if asked else []
        return base_pb2.ConfigResponse(session_id=request.session_id, pairs=pairs)

    def ExecutePlan(self, request, context):
        user = current_user(request, context)
        made = {"session_id": request.session_id, "operation_id": request.operation_id}
        answer = base_pb2.ExecutePlanResponse(response_id=str(uuid.uuid4()), **made)
        if request.plan.HasField("command"):
            # A statement that only reads is handed back, to be run when its rows are asked for.
            answer.sql_command_result.relation.CopyFrom(request.plan.command.sql_command.input)
        else:
            rows = pyarrow.table({"current_user()": [user]})
            stream = pyarrow.BufferOutputStream()
            with pyarrow.ipc.new_stream(stream, rows.schema) as writer:
                writer.write_table(rows)
            answer.arrow_batch.row_count = rows.num_rows
            answer.arrow_batch.data = stream.getvalue().to_pybytes()
        yield answer
        done = base_pb2.ExecutePlanResponse.ResultComplete()
        yield base_pb2.ExecutePlanResponse(response_id=str(uuid.uuid4()), result_complete=done, **made)

    def ReleaseExecute(self, request, context):
        current_user(request, context)
        return base_pb2.ReleaseExecuteResponse(session_id=request.session_id, operation_id=request.operation_id)

    def ReleaseSession(self, request, context):
        current_user(request, context)
        return base_pb2.ReleaseSessionResponse(session_id=request.session_id)


def serve_proxy(listener: socket.socket, port: int) -> None:
    while True:
        client, _ = listener.accept()
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += client.recv(1)
        server = socket.create_connection(("127.0.0.1", port))
        client.sendall(b"HTTP/1.1 200 Connection Established\r\n\r\n")
        for pair in [(client, server), (server, client)]:
            threading.Thread(target=pump, args=pair, daemon=True).start()


def pump(source: socket.socket, target: socket.socket) -> None:
    # One side that breaks off ends the other.
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


with open(key, "rb") as key_file, open(certificate, "rb") as certificate_file:
    credentials = grpc.ssl_server_credentials([(key_file.read(), certificate_file.read())])
server = grpc.server(ThreadPoolExecutor())
base_pb2_grpc.add_SparkConnectServiceServicer_to_server(SparkConnect(), server)
port = server.add_secure_port("127.0.0.1:0", credentials)
server.start()
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
serve_proxy(listener, port)
