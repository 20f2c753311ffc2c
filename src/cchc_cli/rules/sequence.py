"""Which members of a sequence stand out of their order."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Any


def strays(keys: Sequence[Any]) -> frozenset[int]:
    """The indexes outside the longest strictly increasing run of the keys: the fewest to move for all to be in order.

    Of several such runs the one that keeps the earlier members.
    """
    if all(one < other for one, other in pairwise(keys)):
        return frozenset()
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys), reverse=True))}
    tails: list[int] = []
    lengths = [0] * len(keys)  # of the longest run that begins with each member
    for index in range(len(keys) - 1, -1, -1):
        rank = ranks[keys[index]]
        shorter = bisect_left(tails, rank)
        tails[shorter : shorter + 1] = [rank]
        lengths[index] = shorter + 1
    wanted, out = len(tails), set()
    for index, length in enumerate(lengths):  # the first of each length goes on from the one before it
        if length == wanted:
            wanted -= 1
        else:
            out.add(index)
    return frozenset(out)
