"""Which ways to pay the gateways have for a bill, and what each costs the payer: QRIS nothing, ever."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

from shared.clients.gateways import GATEWAYS
from shared.core.errors import Conflict, invalid
from shared.payments.charge_models import CHANNEL_WORD, ChannelRule, ChargeRequest, GatewayChannel, GatewayWay
from shared.payments.models import PaymentRules


def set_channels(rules: PaymentRules) -> list[ChannelRule]:
    """What the owner offers; all there is where nothing was chosen."""
    if rules.channels is not None:
        return rules.channels
    return [ChannelRule(gateway=one.gateway, channel=one.channel) for one in all_channels()]


def all_channels() -> list[GatewayChannel]:
    """All that the gateways have, in the order of a pay page: their own pages last."""
    all_there_is = [
        ChannelRule.model_validate({"gateway": name, "channel": channel})
        for name, gateway in GATEWAYS.items()
        for channel in gateway.CHANNELS
    ]
    return [
        GatewayChannel(gateway=one.gateway, channel=one.channel, label=CHANNEL_WORD[one.channel])
        for one in sorted(all_there_is, key=lambda rule: rule.channel == "page")
    ]


def checked_channels(channels: list[ChannelRule]) -> list[ChannelRule]:
    """The same. Raises Invalid for what a gateway does not have, and for what is there twice."""
    for index, rule in enumerate(channels):
        if rule.channel not in GATEWAYS[rule.gateway].CHANNELS:
            raise invalid(
                f"channels.{index}.channel",
                f"{CHANNEL_WORD[rule.channel]} tidak ada di gerbang pembayaran ini.",
                "This gateway does not have that channel.",
            )
    twice = [pair for pair, number in Counter((rule.gateway, rule.channel) for rule in channels).items() if number > 1]
    if twice:
        raise invalid("channels", "Ada cara bayar yang tertulis dua kali.", "One way to pay is there twice.")
    return channels


def chosen_channel(rules: PaymentRules, asked: ChargeRequest) -> ChannelRule:
    """The rule of what the payer chose. Raises Conflict `not_offered`."""
    for rule in _offered(rules):
        if (rule.gateway, rule.channel) == (asked.gateway, asked.channel):
            return rule
    raise Conflict(
        code="not_offered",
        message_id="Cara bayar ini tidak tersedia. Pilih cara bayar yang lain.",
        message_en="This way to pay is not offered. Choose another.",
    )


def fee_of(rule: ChannelRule, due: int) -> int:
    """What the payer pays on top of `due`, in rupiah, rounded half up."""
    part = Decimal(due) * Decimal(str(rule.fee_percent)) / 100
    return rule.fee + int(part.quantize(Decimal(1), ROUND_HALF_UP))


def gateway_ways(rules: PaymentRules, due: int) -> list[GatewayWay]:
    """What is offered for `due` rupiah, each channel once, at the gateway the owner named first."""
    ways: dict[str, ChannelRule] = {}
    for rule in _offered(rules) if due else []:
        ways.setdefault(rule.channel, rule)
    return [
        GatewayWay(
            gateway=rule.gateway,
            channel=rule.channel,
            label=CHANNEL_WORD[rule.channel],
            fee=fee_of(rule, due),
            amount=due + fee_of(rule, due),
        )
        for rule in ways.values()
    ]


def _offered(rules: PaymentRules) -> list[ChannelRule]:
    return [rule for rule in set_channels(rules) if GATEWAYS[rule.gateway].is_ready()]
