"""Tells the caller what arrived: for the tests of the local stack only."""

import os

import functions_framework
from flask import Request


@functions_framework.http
def main(request: Request) -> dict[str, object]:
    body = request.get_data()
    return {
        "pid": os.getpid(),
        "path": request.path,
        "query": request.query_string.decode(),
        "bytes": len(body),
        "headers": dict(request.headers),
        "variables": sorted(os.environ),
    }
