"""Page after page until there is no more, each when somebody asks for it."""

from collections.abc import Callable, Iterator

from shared.core.firestore import attempt


def pages(page: Callable[[], bool]) -> Iterator[Callable[[], object]]:
    """Steps that each do one page; `page` says whether there is more."""
    more = True

    def next_page() -> None:
        nonlocal more
        more = attempt(page)

    while more:
        yield next_page
