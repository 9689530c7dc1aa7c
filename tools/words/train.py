#!/usr/bin/env python3
"""Learns how likely each stem and each run of clitics is from plain news text, with no annotation.

    python3 tools/words/train.py ../shared/corpora/news2018/articles.jsonl.gz

Every word is a run of proclitics, a stem and at most one pronoun suffix (`lexicon/ar/clitics.tsv`). Expectation
maximisation over the word counts of the corpus weighs the ways to cut each word; the expected counts of stems, of
proclitic runs and of suffixes are written to `models/words/`. Counts of words only: no text of the corpus is kept.
Deterministic: the same corpus gives the same files.
"""
import collections
import gzip
import json
import math
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
ITERATIONS = 12
SMALLEST_STEM = 2
ALONE = 0.3  # what a stem is worth that no other word is witness for
KEEP = 1.0  # weight from which a stem is kept
# How often a word of running text carries each run of proclitics and each suffix: rough figures of Arabic grammars.
HEADS = {"": 0.72, "و": 0.11, "ب": 0.05, "ل": 0.055, "ف": 0.012, "ك": 0.006, "س": 0.008,
         "و+ب": 0.006, "و+ل": 0.006, "و+س": 0.002, "و+ك": 0.001, "ف+ل": 0.0005, "ف+س": 0.0004, "ف+ب": 0.0004, "ف+ك": 0.0002}
TAILS = {"": 0.86, "ه": 0.038, "ها": 0.042, "هم": 0.016, "هما": 0.003, "هن": 0.001, "نا": 0.008, "ني": 0.002,
         "ي": 0.004, "ك": 0.002, "كم": 0.001, "كما": 0.0001}


def table(path):
    lines = open(os.path.join(ROOT, path), encoding="utf8").read().split("\n")
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t") + [""] * len(header))) for line in lines[1:] if line]


FOLD = {int(row["id"], 16): "".join(chr(int(part, 16)) for part in row["to"].split()) for row in table("lexicon/ar/spelling.tsv")}
CLITICS = table("lexicon/ar/clitics.tsv")
CONJUNCTIONS = [row["written"] for row in CLITICS if row["side"] == "before" and row["class"] == "conjunction"]
OTHERS = [row["written"] for row in CLITICS if row["side"] == "before" and row["class"] != "conjunction" and not row["reads"]]
SUFFIXES = [row["written"] for row in CLITICS if row["side"] == "after"]
ENDINGS = [(row["written"].translate(FOLD), row["reads"].translate(FOLD)) for row in CLITICS if row["side"] == "restore"]
ARTICLE = next(row["written"] for row in CLITICS if row["side"] == "article")


def cuts(word):
    """Every (proclitics, stem, suffix): the stem as it would stand alone."""
    heads = [("", word)]
    for one in CONJUNCTIONS:
        if word.startswith(one):
            heads.append((one, word[len(one):]))
    for head, rest in list(heads):
        for other in OTHERS:
            if rest.startswith(other):
                heads.append((head + "+" + other if head else other, rest[len(other):]))
        if rest.startswith("لل") and len(rest) > 4:
            heads.append((head + "+ل" if head else "ل", ARTICLE + rest[2:]))
    for head, rest in heads:
        if len(rest) >= SMALLEST_STEM:
            yield head, rest, ""
        if rest.startswith(ARTICLE):
            continue
        for suffix in SUFFIXES:
            if rest.endswith(suffix) and len(rest) - len(suffix) >= SMALLEST_STEM:
                stem = rest[: -len(suffix)]
                yield head, stem, suffix
                for written, reads in ENDINGS:
                    if stem.endswith(written):
                        yield head, stem[: -len(written)] + reads, suffix


def bare(stem):
    return stem[len(ARTICLE):] if stem.startswith(ARTICLE) and len(stem) >= len(ARTICLE) + SMALLEST_STEM else stem


def main(corpus):
    words = collections.Counter()
    letters = re.compile(r"[\u0621-\u0652\u0670\u0671\u067e\u0686\u06a4\u06af\u06a9\u06cc]+")
    with gzip.open(corpus, "rt", encoding="utf8") as lines:
        for line in lines:
            article = json.loads(line)
            for text in (article.get("title") or "", article["text"]):
                words.update(word.translate(FOLD) for word in letters.findall(text))
    words = {word: count for word, count in words.items() if len(word) > 1}
    # A stem is believed for the number of DIFFERENT words it explains, not for how often one of them is written:
    # «وقال» is frequent but explains only itself, «قال» explains a dozen.
    weight_of = {word: math.log1p(count) for word, count in words.items()}
    analyses = {word: [(head, bare(stem), tail) for head, stem, tail in dict.fromkeys(cuts(word))] for word in words}
    stems = collections.Counter()
    for word in words:
        for _, stem, _ in analyses[word]:
            stems[stem] += weight_of[word] / len(analyses[word])
    shares = {word: [1 / len(analyses[word])] * len(analyses[word]) for word in words}
    for _ in range(ITERATIONS):
        new_stems = collections.Counter()
        for word in sorted(words):
            own = weight_of[word]
            # Leave-one-out: a word is no witness for its own reading.
            weights = [
                HEADS.get(head, 1e-5) * TAILS.get(tail, 1e-5) * max(stems[stem] - own * share, ALONE)
                for (head, stem, tail), share in zip(analyses[word], shares[word])
            ]
            whole = sum(weights)
            shares[word] = [weight / whole for weight in weights]
            for (_, stem, _), share in zip(analyses[word], shares[word]):
                new_stems[stem] += own * share
        stems = new_stems
    folder = os.path.join(ROOT, "models", "words")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "stems.tsv"), "w", encoding="utf8") as out:
        out.write("id\tcount\n")
        for stem, weight in sorted(stems.items()):
            if weight >= KEEP:
                out.write(f"{stem}\t{weight:.1f}\n")
    with open(os.path.join(folder, "clitics.tsv"), "w", encoding="utf8") as out:
        out.write("id\tside\tshare\n")
        for side, shares in (("after", TAILS), ("before", HEADS)):
            for clitic, share in sorted(shares.items()):
                out.write(f"{clitic or '-'}\t{side}\t{share}\n")
    print(f"{len(words)} written words, {sum(weight >= KEEP for weight in stems.values())} stems kept")


if __name__ == "__main__":
    main(sys.argv[1])
