"""The WhatsApp simulator alone, for whoever needs no more: `python -m local.whatsapp.main --port N`."""

import argparse

from aiohttp import web

from local.whatsapp.serve import add_whatsapp
from local.whatsapp.settings import settings_from_environment

if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, required=True)
    simulator = web.Application(client_max_size=128 * 1024 * 1024)
    add_whatsapp(simulator, settings_from_environment())
    web.run_app(simulator, host="127.0.0.1", port=arguments.parse_args().port, print=None, access_log=None)
