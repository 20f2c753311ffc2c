"""What leads back to itself."""

from collections.abc import Iterator


def loops(heirs: dict[str, tuple[str, ...]]) -> Iterator[frozenset[str]]:
    """The groups of ids that lead to one another, and ids that lead to themselves (Tarjan's way, without recursion)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for start, first in heirs.items():
        ahead = [(start, iter(first))] if start not in number else []
        while ahead:
            one, rest = ahead[-1]
            if one not in number:
                number[one] = lowest[one] = len(number)
                path.append(one)
                on_path.add(one)
            for heir in rest:
                if heir in heirs and heir not in number:
                    ahead.append((heir, iter(heirs[heir])))
                    break
                if heir in on_path:
                    lowest[one] = min(lowest[one], number[heir])
            else:
                ahead.pop()
                if ahead:
                    above = ahead[-1][0]
                    lowest[above] = min(lowest[above], lowest[one])
                if lowest[one] == number[one]:
                    group = frozenset(_tail(path, one))
                    del path[len(path) - len(group) :]
                    on_path -= group
                    if len(group) > 1 or one in heirs[one]:
                        yield group


def _tail(path: list[str], first: str) -> Iterator[str]:
    """The end of a path from an id on, which is near its end."""
    for one in reversed(path):
        yield one
        if one == first:
            return
