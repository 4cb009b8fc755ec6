"""Which plan a row means, and what a plan that is new costs: the price most of its rows have. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from shared.core.money import rupiah
from shared.core.text import slug, words
from shared.customers.models import Plan
from shared.customers.spreadsheet_models import SpreadsheetRow
from shared.imports.models import NewPlanNote


class PlanBook:
    """The plans there are and those that the file makes, found by what a row calls them."""

    def __init__(self, known: Mapping[str, Plan], rows: Iterable[SpreadsheetRow]) -> None:
        self._by_name = {_key(plan.name): plan for plan in known.values()}
        self._by_name |= {_key(plan.id): plan for plan in known.values() if _key(plan.id) not in self._by_name}
        self.new: list[Plan] = []
        self.notes: list[NewPlanNote] = []
        self._add_missing(rows)

    def of(self, row: SpreadsheetRow) -> Plan | None:
        """The row's plan; None if it names neither a plan nor a price."""
        name = _name(row)
        return self._by_name.get(_key(name)) if name else None

    def _add_missing(self, rows: Iterable[SpreadsheetRow]) -> None:
        prices: dict[str, Counter[int]] = defaultdict(Counter)
        named: dict[str, SpreadsheetRow] = {}
        counts: Counter[str] = Counter()
        for row in rows:
            name = _name(row)
            if name is None or _key(name) in self._by_name or row.errors:
                continue
            named.setdefault(_key(name), row)
            counts[_key(name)] += 1
            if row.price is not None:
                prices[_key(name)][row.price] += 1
        for key, row in named.items():
            price = prices[key].most_common(1)[0][0] if prices[key] else 0
            name = _name(row) or ""
            plan = Plan(id=slug(name) or key, name=name, price=price, speed_mbps=row.speed_mbps)
            self._by_name[key] = plan
            self.new.append(plan)
            self.notes.append(NewPlanNote(id=plan.id, name=name, price=price, rows=counts[key]))


def _name(row: SpreadsheetRow) -> str | None:
    if row.plan_name:
        return row.plan_name
    return f"Internet {rupiah(row.price)}" if row.price else None


def _key(name: str) -> str:
    return "".join(words(name))
