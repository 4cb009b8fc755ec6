"""The script is read by RouterOS 6.49 and 7 as far as a lexer can tell, and speaks as the simulator does."""

import re

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient

from local.routers.router import Router
from shared.network.mikrotik_script import AGENT, agent_script, install_line, install_script, quoted
from shared.network.read_report import FACTS, MOST_BYTES
from shared.network.router_door import router_door
from shared.network.settle_line import RouterRules
from tests.network.conftest import ROUTER, Site
from tests.network.routeros import check, tokens, unquoted

SOURCE = AGENT.read_text(encoding="ascii")


@pytest.fixture
def routeros(db: None) -> str:
    return install_script("rb-utara.geheim-123_x", RouterRules(isolir_profile='is"o\\lir $x', isolir_list="isolir"))


def test_the_agent_reads_as_routeros_6_and_7() -> None:
    check(SOURCE)


def test_the_file_to_import_reads_and_holds_the_agent_unchanged(routeros: str) -> None:
    check(routeros)
    texts = [unquoted(token.text) for token in tokens(routeros) if token.kind == "text"]
    agent = max(texts, key=len)
    assert agent == agent_script("rb-utara.geheim-123_x")
    check(agent)
    assert "Bearer rb-utara.geheim-123_x" in agent
    assert "@" not in agent
    assert 'is"o\\lir $x' in texts


@pytest.mark.parametrize(
    "wrong",
    [
        ":local a 1\n:if ($a = 1 do={ }\n",
        ":put $a\n",
        ":set a 1\n",
        ":local a [:serialize to=json]\n",
        ":foreach a in=[/ppp active find] do={ }\n:if ($a = 1) do={ }\n",
        "/ppp active frobnicate\n",
        "/routing ospf find\n",
        ':local a "x\n',
        "}\n",
    ],
)
def test_what_routeros_would_not_read_is_seen(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"line|never"):
        check(wrong)


def test_any_text_is_quoted_so_that_it_is_read_as_it_was() -> None:
    for text in ('a"b', "a\\nb", "$x [/system reset]", "a\nb\tc\\", "\\$"):
        assert [token.kind for token in tokens(quoted(text))] == ["text"]
        assert unquoted(quoted(text)) == text


def test_script_and_simulator_write_the_same_words() -> None:
    sent: list[str] = []

    def post(text: str) -> str:
        sent.append(text)
        return "next\t1\n"

    router = Router()
    router.watched["10.0.0.9"] = True
    router.poll(post)
    said = {line.split("\t")[0] for line in sent[0].splitlines()}
    written = set(re.findall(r'(?:"|\\n)([a-z]+|[+-])\\t', SOURCE))
    assert said - written == set()
    assert FACTS | {"poll", "kind", "part", "if", "done", "fail", "+", "-"} <= written
    assert {'"full"', '"changes"'} <= set(re.findall(r'"[a-z]+"', SOURCE))
    for verb in ("list", "unlist", "profile", "enable", "drop"):
        assert f'$verb = "{verb}"' in SOURCE


@pytest.fixture
def door(site: Site) -> FlaskClient:
    app = Flask("door")

    @app.route("/<path:_>", methods=["GET", "POST"])
    def answer(_: str) -> Response:
        return router_door(request)

    return app.test_client()


def test_the_door_opens_to_the_token_alone(site: Site, door: FlaskClient) -> None:
    ours = {"Authorization": f"Bearer {site.token}"}
    first = "poll\t0\nkind\tfull\npart\t1\tlast\n"
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": f"Bearer {ROUTER}.x"}, {"Authorization": "x"}):
        for method, path in (("POST", "/agent/poll"), ("GET", "/agent/mikrotik.rsc"), ("GET", "/agent/else")):
            assert door.open(path, method=method, data=first, headers=headers).status_code == 401
    answer = door.post("/agent/poll", data=first, headers=ours)
    assert (answer.status_code, answer.text[:5], answer.mimetype) == (200, "next\t", "text/plain")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert door.post("/agent/poll", data=b"\xff\xfe", headers=ours).status_code == 400
    assert door.post("/agent/poll", data=b"x" * (MOST_BYTES + 1), headers=ours).status_code == 413
    assert door.get("/agent/poll", headers=ours).status_code == 404
    script = door.get("/agent/mikrotik.rsc?certificate=yes", headers=ours)
    assert "check-certificate=yes-without-crl" in script.text
    check(script.text)


def test_what_is_pasted_fetches_the_script_with_the_token(db: None) -> None:
    line = install_line("rb-utara.geheim")
    assert line.startswith('/tool fetch url="http://localhost:8080/agent/mikrotik.rsc" ')
    assert "Bearer rb-utara.geheim" in line
