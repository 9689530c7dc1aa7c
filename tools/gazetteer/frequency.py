"""Which Arabic words are common in running text: wordfreq's small list tells it; nothing of the list is copied."""
import gzip
import os
from functools import cache
from pathlib import Path

import msgpack

from tables import fold

# A name as frequent as this (about 30 in a million) in general text is suspected to be a word.
COMMON_CENTIBELS = 460


@cache
def spelled():
    folder = Path(os.environ["WORDFREQ_DATA"])
    with gzip.open(folder / "large_ar.msgpack.gz", "rb") as packed:
        buckets = msgpack.load(packed, raw=False)
    return {word: centibels for centibels, words in enumerate(buckets[1:]) for word in words}


@cache
def ranks():
    found = {}
    for word, centibels in spelled().items():
        found.setdefault(fold(word), centibels)
    return found


def rarest(name):
    """Centibels below certainty of the rarest word of a name, as spelled: 900 where unknown."""
    return max(spelled().get(word, 900) for word in name.split())


def is_common(name, least=COMMON_CENTIBELS):
    """Whether a one-word name is a common word; a greater `least` suspects rarer words too."""
    name = fold(name)
    if " " in name:
        return False
    return ranks().get(name, 9999) <= least
