"""The script an owner imports into a MikroTik: it keeps the agent, runs it every 30 s, and readies the shutting out.

Plain enough for RouterOS 6.49 and 7: no JSON, no functions, values never run as commands.
https://help.mikrotik.com/docs/display/ROS/Scripting, https://help.mikrotik.com/docs/display/ROS/Fetch
"""

from pathlib import Path

from shared.core.config import settings
from shared.network.settle_line import RouterRules

AGENT = Path(__file__).with_name("mikrotik_agent.rsc")
NAME = "sambung-agent"
EVERY = "sambung-every-30s"
"""The scheduler's name is another one: where RouterOS lists what runs, it must not be taken for the script."""
POLICY = "ftp,read,write,test,policy"


def agent_address() -> str:
    """Where routers call, the function's own address; on one machine its origin."""
    config = settings()
    base = config.public_url if config.emulated else config.function_address.format(name="router-agent")
    return f"{base}/agent"


def agent_script(token: str, *, check_certificate: bool = False) -> str:
    """What runs every 30 s. `check_certificate`: the router keeps the root certificates (RouterOS 7.19 has them)."""
    certificate = "check-certificate=yes-without-crl" if check_certificate else "check-certificate=no"
    text = AGENT.read_text(encoding="ascii")
    for name, value in {"URL": f"{agent_address()}/poll", "TOKEN": token, "CERTIFICATE": certificate}.items():
        text = text.replace(f"@{name}@", value)
    return text


def install_script(token: str, rules: RouterRules, *, check_certificate: bool = False) -> str:
    """The file to import. Imported again, it replaces what it had put there."""
    profile, shut_out = quoted(rules.isolir_profile), quoted(rules.isolir_list)
    drop = f'chain=forward src-address-list={shut_out} action=drop comment="sambung-isolir"'
    return f"""# Sambung: import this file once. It holds this router's token: keep it to yourself.
:if ([:len [/ppp profile find name={profile}]] = 0) do={{
/ppp profile add name={profile} address-list={shut_out} comment="sambung"
}}
:if ([:len [/ip firewall filter find comment="sambung-isolir"]] = 0) do={{
:local rules [/ip firewall filter find dynamic=no]
:if ([:len $rules] = 0) do={{
/ip firewall filter add {drop}
}} else={{
/ip firewall filter add {drop} place-before=[:pick $rules 0]
}}
}}
/system scheduler remove [find name={EVERY}]
/system script remove [find name={NAME}]
/system script add name={NAME} policy={POLICY} source={quoted(agent_script(token, check_certificate=check_certificate))}
/system scheduler add name={EVERY} interval=30s start-time=startup policy={POLICY} on-event="/system script run {NAME}"
/system script run {NAME}
"""


def install_line(token: str) -> str:
    """What is pasted into the router's terminal: it fetches the file and imports it."""
    return (
        f'/tool fetch url="{agent_address()}/mikrotik.rsc" http-header-field="Authorization: Bearer {token}" '
        f"dst-path=sambung.rsc; /import sambung.rsc; /file remove sambung.rsc"
    )


def quoted(text: str) -> str:
    """As RouterOS writes a text in an export: quotes, backslashes and $ are escaped, and each line stands alone."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$").replace("\t", "\\t")
    return '"' + escaped.replace("\n", "\\n\\\n    ") + '"'
