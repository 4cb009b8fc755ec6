"""The Cloud Tasks server of one machine: gRPC for clients, and over HTTP what is left to do."""

import argparse
import asyncio
import os
import signal
from dataclasses import asdict
from pathlib import Path
from time import time

import grpc
from aiohttp import web

from local.addresses import Addresses
from local.manifests import FUNCTIONS, load_all, queues_of
from local.tasks.deliver import Delivery
from local.tasks.faults import FaultsFile
from local.tasks.queue import Counts
from local.tasks.service import CloudTasks, handlers
from local.tasks.store import Store

CLEAN_EVERY_S = 600


async def serve(options: argparse.Namespace) -> None:
    """Serve until TERM or INT."""
    store = Store(options.store)
    delivery = Delivery(Addresses(options.ports_file), os.environ.get("INVOKER_SECRET", ""))
    await delivery.start()
    faults = FaultsFile(options.faults_file)
    service = CloudTasks(queues_of(load_all(options.functions)), store, delivery.attempt, faults.now)
    server = grpc.aio.server(options=[("grpc.max_receive_message_length", 32 * 1024 * 1024)])
    server.add_generic_rpc_handlers((handlers(service),))
    server.add_insecure_port(f"127.0.0.1:{options.port}")
    service.restore()
    admin = web.AppRunner(_admin(service), access_log=None)
    await admin.setup()
    await web.TCPSite(admin, "127.0.0.1", options.admin_port).start()
    await server.start()

    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    while not stopping.is_set():
        store.free_names(time())
        try:
            await asyncio.wait_for(stopping.wait(), CLEAN_EVERY_S)
        except TimeoutError:
            continue
    await server.stop(0)
    await admin.cleanup()
    await delivery.close()


def _admin(service: CloudTasks) -> web.Application:
    async def queues(request: web.Request) -> web.Response:
        """`{queue id: {waiting_due, retrying, running, scheduled_later, next_at}}`, all or of `?project=`."""
        project = request.query.get("project")
        told: dict[str, Counts] = {}
        for name, queue in service.queues.items():
            if project and not name.startswith(f"projects/{project}/"):
                continue
            total, counts = told.setdefault(name.rpartition("/")[2], Counts()), queue.counts()
            total.waiting_due += counts.waiting_due
            total.retrying += counts.retrying
            total.running += counts.running
            total.scheduled_later += counts.scheduled_later
            moments = [at for at in (total.next_at, counts.next_at) if at is not None]
            total.next_at = min(moments, default=None)
        return web.json_response({name: asdict(counts) for name, counts in told.items()})

    app = web.Application()
    app.router.add_get("/queues", queues)
    return app


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--admin-port", type=int, required=True)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--functions", type=Path, default=FUNCTIONS)
    parser.add_argument("--ports-file", type=Path, required=True)
    parser.add_argument("--faults-file", type=Path, required=True)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
