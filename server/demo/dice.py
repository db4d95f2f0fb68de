"""Chance that repeats: the same words give the same throws, on every machine and in any order."""

import random


def dice(*words: object) -> random.Random:
    """A generator seeded by `words` alone."""
    return random.Random("|".join(str(word) for word in words))  # noqa: S311 - repeatable play, no secrets
