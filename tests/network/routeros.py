"""As much of RouterOS' grammar as our script uses: enough to see that it would be read, not to run it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

COMMANDS = {
    "if", "foreach", "while", "do", "local", "global", "set", "len", "typeof", "toarray", "tonum", "find", "pick",
    "log",
}  # fmt: skip
"""Of RouterOS 6.49 and 7 alike; :serialize, :convert, :onerror, :return and the like are not."""
MENUS = {
    "/ppp active", "/ppp secret", "/ppp profile", "/ip firewall address-list", "/ip firewall filter", "/tool netwatch",
    "/tool fetch", "/interface", "/system resource", "/system identity", "/system script", "/system script job",
    "/system scheduler",
}  # fmt: skip
VERBS = {"find", "get", "set", "add", "remove", "run"}
CLOSES = {")": "(", "]": "[", "}": "{"}
TOKEN = re.compile(
    r"""(?P<comment>(?:^|(?<=\n))\#[^\n]*)
      | (?P<text>"(?:[^"\\$\n]|\\[nrt"\\$?]|\\\n[ ]*)*")
      | (?P<variable>\$[A-Za-z][A-Za-z0-9]*)
      | (?P<command>:[a-z]+)
      | (?P<menu>/[a-z]+)
      | (?P<arrow>->)
      | (?P<sign>&&|\|\||!=|[=<>+.,;])
      | (?P<open>[(\[{])
      | (?P<close>[)\]}])
      | (?P<word>@[A-Z]+@|[A-Za-z0-9_*-]+)
      | (?P<blank>[ ]+)
      | (?P<end>\n)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    line: int


def tokens(source: str) -> Iterator[Token]:
    """Raises ValueError for what RouterOS would not read."""
    at, line = 0, 1
    while at < len(source):
        found = TOKEN.match(source, at)
        if not found or found.end() == at:
            raise ValueError(f"line {line}: {source[at : at + 40]!r}")
        kind, text = str(found.lastgroup), found.group()
        if kind not in ("blank", "comment"):
            yield Token(kind, text, line)
        line += text.count("\n")
        at = found.end()


def check(source: str) -> None:
    """Brackets close in order, commands and menus are known, a variable is declared before and where it is used."""
    open_: list[str] = []
    scopes: list[set[str]] = [set()]
    read = list(tokens(source))
    for index, token in enumerate(read):
        if token.kind == "open":
            open_.append(token.text)
            if token.text == "{":
                scopes.append(set(_loop_names(read, index)))
        elif token.kind == "close":
            if not open_ or open_.pop() != CLOSES[token.text]:
                raise ValueError(f"line {token.line}: {token.text} closes nothing")
            if token.text == "}":
                scopes.pop()
        elif token.kind == "command":
            _check_command(read, index, scopes)
        elif token.kind == "menu" and (index == 0 or read[index - 1].kind in ("end", "open")):
            _check_menu(read, index)
        elif token.kind == "variable" and not any(token.text[1:] in scope for scope in scopes):
            raise ValueError(f"line {token.line}: {token.text} is nowhere declared")
    if open_:
        raise ValueError(f"{open_} never close")


def unquoted(text: str) -> str:
    """What a quoted text stands for."""
    plain = re.sub(r"\\\n[ ]*", "", text[1:-1])
    names = {"n": "\n", "t": "\t", "r": "\r"}
    return re.sub(r"\\(.)", lambda found: names.get(found[1], found[1]), plain)


def _check_command(read: list[Token], index: int, scopes: list[set[str]]) -> None:
    token = read[index]
    name = token.text[1:]
    if name not in COMMANDS:
        raise ValueError(f"line {token.line}: {token.text} is not in both RouterOS 6 and 7")
    following = read[index + 1]
    if name in ("local", "global"):
        if following.kind != "word" or not following.text.isalnum():
            raise ValueError(f"line {token.line}: {following.text} is no name")
        scopes[-1].add(following.text)
    if name == "set" and following.kind == "word" and not any(following.text in scope for scope in scopes):
        raise ValueError(f"line {token.line}: {following.text} is set and nowhere declared")


def _check_menu(read: list[Token], index: int) -> None:
    words = [read[index].text]
    for token in read[index + 1 : index + 5]:
        if token.kind != "word":
            break
        words.append(token.text)
    path = [" ".join(words[:length]) for length in range(len(words), 0, -1)]
    menu = next((one for one in path if one in MENUS), None)
    if menu is None:
        raise ValueError(f"line {read[index].line}: {' '.join(words)} is no menu we know")
    rest = words[len(menu.split()) :]
    if menu != "/tool fetch" and (not rest or rest[0] not in VERBS):
        raise ValueError(f"line {read[index].line}: {' '.join(words)} does nothing we know")


def _loop_names(read: list[Token], index: int) -> Iterator[str]:
    """The names a `:foreach a,b in=... do={` brings into its body."""
    line = [token for token in read[:index] if token.line == read[index].line]
    starts = [number for number, token in enumerate(line) if token.text == ":foreach"]
    if starts and [token.text for token in line[-2:]] == ["do", "="]:
        for token in line[starts[-1] + 1 :]:
            if token.text == "in":
                return
            if token.kind == "word":
                yield token.text
