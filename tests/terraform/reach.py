"""What a function can come to, read from its sources: from main.py along every name that is used.

A name is followed to where it is defined, imports inside functions too; a class stands for all its methods, a module
used as a value for all it holds, a table of routes for all its routes.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
Symbol = tuple[str, str]
"""(module, name in it)"""


@dataclass
class Module:
    """The names that a file defines, what it imports, and which functions hang on which table."""

    nodes: dict[str, list[ast.AST]] = field(default_factory=dict)
    imports: dict[str, Symbol | str] = field(default_factory=dict)
    hangs_on: dict[str, list[str]] = field(default_factory=dict)


@cache
def module(name: str) -> Module | None:
    """One of ours, or None."""
    path = ROOT / Path(*name.split("."))
    file = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
    if not name.startswith(("shared.", "functions.")) or not file.exists():
        return None
    found = Module()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found.imports = imported(tree.body)
    for node in tree.body:
        for defined in names_of(node):
            found.nodes.setdefault(defined, []).append(node)
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                table = decorator.func if isinstance(decorator, ast.Call) else decorator
                if isinstance(table, ast.Attribute) and isinstance(table.value, ast.Name):
                    found.hangs_on.setdefault(table.value.id, []).append(node.name)
    return found


def names_of(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return [] if isinstance(node, ast.Import | ast.ImportFrom) else ["(on import)"]


def imported(nodes: list[ast.stmt]) -> dict[str, Symbol | str]:
    """Name here -> symbol of ours, or the dotted name of a module."""
    found: dict[str, Symbol | str] = {}
    for top in nodes:
        for node in ast.walk(top):
            if isinstance(node, ast.Import):
                found |= {alias.asname or alias.name.split(".")[0]: alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    whole = f"{node.module}.{alias.name}"
                    found[alias.asname or alias.name] = whole if module(whole) else (node.module, alias.name)
    return found


def uses(here: str, node: ast.AST) -> Iterator[tuple[str, Symbol]]:
    """("", what a piece of a module names), or (attribute, what is come to where that attribute is asked for).

    Those that are not ours go by the module they come from. `Provider(send=x.send)` comes to x.send only where `.send`
    is asked for, and a module used as a value to what is asked of it.
    """
    told = module(here)
    assert told
    local = {**told.imports, **imported([node])} if isinstance(node, ast.stmt) else told.imports
    condition = conditions(told, node)
    of_attribute = {id(part.value) for part in ast.walk(node) if isinstance(part, ast.Attribute)}
    for part in ast.walk(node):
        asked = condition.get(id(part), "")
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            target = local.get(part.value.id)
            if isinstance(target, str):
                yield asked, (target, part.attr)
            elif target:
                yield asked, (f"{target[0]}.{target[1]}", part.attr)
        if isinstance(part, ast.Name):
            target = local.get(part.id)
            if isinstance(target, str):
                ours = module(target)
                if id(part) not in of_attribute and ours:
                    yield from ((name, (target, name)) for name in ours.nodes)
            elif target:
                yield asked, target
            elif part.id in told.nodes:
                yield asked, (here, part.id)


def is_record(told: Module, name: str) -> bool:
    """Whether a name is a dataclass of this module."""
    nodes = [node for node in told.nodes.get(name, []) if isinstance(node, ast.ClassDef)]
    return any("dataclass" in ast.dump(decorator) for node in nodes for decorator in node.decorator_list)


def conditions(told: Module, node: ast.AST) -> dict[int, str]:
    """Of what is put into a record: the attribute by which it is asked for again."""
    return {
        id(part): keyword.arg or ""
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and is_record(told, call.func.id)
        for keyword in call.keywords
        for part in ast.walk(keyword.value)
    }


def asked_for(told: Module, node: ast.AST) -> set[str]:
    """The attributes that are asked for, but for those that are only compared with None."""
    later = conditions(told, node)
    compared = {
        id(part.left)
        for part in ast.walk(node)
        if isinstance(part, ast.Compare) and isinstance(part.ops[0], ast.Is | ast.IsNot)
    }
    parts = (part for part in ast.walk(node) if isinstance(part, ast.Attribute))
    return {part.attr for part in parts if id(part) not in compared and id(part) not in later}


@dataclass
class Reach:
    """What is come to, and every attribute that is asked for on the way."""

    symbols: set[Symbol] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)


@cache
def reached(function: str) -> Reach:
    """All that main.py of this folder comes to."""
    start = f"functions.{function}.main"
    told = module(start)
    assert told
    found = Reach()
    left: list[Symbol] = [(start, name) for name in told.nodes]
    waiting: set[tuple[str, Symbol]] = set()
    while left:
        symbol = left.pop()
        if symbol not in found.symbols:
            found.symbols.add(symbol)
            asked_here, leads_to = _from(symbol)
            found.attributes |= asked_here
            for asked, target in leads_to:
                if asked:
                    waiting.add((asked, target))
                else:
                    left.append(target)
        if not left:
            ready = {one for one in waiting if one[0] in found.attributes}
            waiting -= ready
            left = [target for _, target in ready]
    return found


@cache
def _from(symbol: Symbol) -> tuple[set[str], list[tuple[str, Symbol]]]:
    """What is asked for in one symbol's code, and where it leads."""
    here, name = symbol
    told = module(here)
    if told is None:
        return set(), []
    asked: set[str] = set()
    leads_to: list[tuple[str, Symbol]] = []
    for node in [*told.nodes.get(name, []), *told.nodes.get("(on import)", [])]:
        asked |= asked_for(told, node)
        leads_to += uses(here, node)
    leads_to += [("", (here, hung)) for hung in told.hangs_on.get(name, [])]
    if name in told.imports and name not in told.nodes:
        target = told.imports[name]
        if not isinstance(target, str):
            leads_to.append(("", target))
    return asked, leads_to
