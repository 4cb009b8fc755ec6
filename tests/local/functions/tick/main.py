"""Notes the date it is called on, by the sandbox's clock: for the tests of the local stack only."""

import os
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import functions_framework
from flask import Request


@functions_framework.http
def main(request: Request) -> str:
    offset = Path(os.environ["CLOCK_OFFSET_FILE"])
    seconds = time.time() + (float(offset.read_text()) if offset.exists() else 0)
    on = datetime.fromtimestamp(seconds, ZoneInfo("Asia/Jakarta")).date()
    with offset.with_name("ticks").open("a") as file:
        file.write(f"{on}\n")
    return "ticked"
