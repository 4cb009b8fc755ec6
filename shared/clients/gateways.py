"""The payment gateways there are, by name."""

from shared.clients import midtrans, tripay, xendit
from shared.clients.gateway import Gateway

GATEWAYS: dict[str, Gateway] = {gateway.NAME: gateway for gateway in (midtrans, xendit, tripay)}
