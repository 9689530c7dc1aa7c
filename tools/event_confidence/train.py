#!/usr/bin/env python3
"""Trains models/event-confidence: how likely a sentence's trigger tells an ASSAULT or PROTEST event as its news.

  train.py --gsr DIR --vectors FILE.npz --bin target/release/marsad [--write models/event-confidence]

DIR holds OEDA's Arabic gold records (openeventdata/arabic_event_gsr, MIT) as JSON Lines: text, article, accept, reject, tier.
FILE comes from `vectors.py`. The program itself lists the features of every event and the words of its sentence when
MARSAD_EVENT_FEATURES is set. The score is a sum over blocks (named features; words and pairs; runs of letters; means of the vectors
of the first three, the first eight and all words), each scaled to the same size, fitted by ridge regression to the share of annotators who accepted;
two more numbers make log-odds of it. A sentence counts by its likeliest event. Prints figures of five folds by article, in
which every count, scale and number is learnt on the other four, and the reliability of their probabilities. Needs numpy and scipy.
"""
import argparse, collections, json, math, os, subprocess, zlib
import numpy as np
import scipy.sparse as sparse
from vectors import words as words_of

FOLDS, PENALTY, WIDE, ROUNDS, SHARE = 5, 3.0, 3.0, 3, 0.75
BEGINNINGS, RUN = (3, 8), (2, 5)
BLOCKS = {"named": 1.5, "words": 1.0, "letters": 1.0, "begin3": 1.0, "begin8": 1.0, "all": 1.0}
SEEN = {"named": 3, "words": 2, "letters": 3}
UNREAL = ("hypothetical", "future", "general")


def pairs_and_words(words):
    return words + [f"{a} {b}" for a, b in zip(words, words[1:])]


def runs(words):
    edged = [f"_{word}_" for word in words]
    return [word[i:j] for word in edged for i in range(len(word) - 1) for j in range(i + RUN[0], min(i + RUN[1], len(word)) + 1)]


def odds_of(probability):
    return math.log(probability / (1 - probability))


class Data:
    """The sentences of a type and the events that the program finds in them; a sentence without any counts by its words alone."""

    def __init__(self, arguments, kind, vectors):
        rows = [json.loads(line) for line in open(f"{arguments.gsr}/{kind}.jsonl", encoding="utf8")]
        self.rows = rows = [row for row in rows if row["tier"] in ("yes", "no", "split")]
        given = "".join(json.dumps({"id": str(i), "text": row["text"]}) + "\n" for i, row in enumerate(rows))
        command = [arguments.bin, "extract", "--models", "none", *(["--lexicon", arguments.lexicon] if arguments.lexicon else []), "-"]
        out = subprocess.run(command, input=given.encode(), capture_output=True, check=True, env=dict(os.environ, MARSAD_EVENT_FEATURES="1"))
        named, words, self.row, self.rules = [], [], [], []
        for i, (row, line) in enumerate(zip(rows, out.stdout.decode().split("\n"))):
            told = [e for e in json.loads(line)["events"] if e["type"] == kind.upper() and e["modality"] not in UNREAL]
            traces = [next(rule for rule in event["rules"] if rule.startswith("feature/"))[8:].split("|") for event in told]
            for event, trace in zip(told, traces):
                self.row.append(i)
                self.rules.append(odds_of(event["confidence"]))
                named.append(trace[:-1])
                words.append(trace[-1].split(" "))
            if not told:
                self.row.append(i)
                self.rules.append(None)
                named.append([])
                words.append(words_of(row["text"])[:120])
        self.row, self.of = np.array(self.row), np.array([zlib.crc32(row["article"].encode()) for row in rows])
        self.share = np.array([row["accept"] / (row["accept"] + row["reject"]) for row in rows])
        self.told = np.array([rules is not None for rules in self.rules])
        self.rules = np.array([rules or 0.0 for rules in self.rules])
        self.counts = {"named": counted(named), "words": counted([pairs_and_words(w) for w in words]), "letters": counted([runs(w) for w in words])}
        place, matrix, rarity = vectors
        known = [[place[word] for word in w if word in place] for w in words]
        first = [[[place[word] for word in w[:n] if word in place] for w in words] for n in BEGINNINGS]
        mean = lambda of: np.array([matrix[ids].mean(0) if ids else np.full(matrix.shape[1], np.nan) for ids in of])
        self.dense = {f"begin{n}": mean(ids) for n, ids in zip(BEGINNINGS, first)}
        self.dense["all"] = np.array([np.average(matrix[ids], 0, rarity[ids]) if ids else np.full(matrix.shape[1], np.nan) for ids in known])


def counted(lists):
    names = sorted({name for names in lists for name in names})
    place = {name: i for i, name in enumerate(names)}
    of = [i for i, names_ in enumerate(lists) for _ in names_]
    at = [place[name] for names_ in lists for name in names_]
    matrix = sparse.csr_matrix((np.ones(len(of)), (of, at)), shape=(len(lists), len(names)))
    return names, matrix


class Scaled:
    """How the blocks become one vector: learnt from the events of the sentences in `rows`."""

    def __init__(self, data, rows):
        inside = np.isin(data.row, rows)
        self.parts = {}
        for block, (names, matrix) in data.counts.items():
            seen = np.asarray((matrix[inside] > 0).sum(0)).ravel()
            rare = np.log(inside.sum() / np.maximum(seen, 1)) + 0.3 if block != "named" else np.ones(len(names))
            self.parts[block] = np.where(seen >= SEEN[block], rare, 0.0)
        self.middle = {block: np.nanmean(matrix[inside], 0) for block, matrix in data.dense.items()}
        self.size = dict.fromkeys(BLOCKS, 1.0)
        blocks = self.blocks(data)
        for block, matrix in blocks.items():
            square = matrix.multiply(matrix) if sparse.issparse(matrix) else matrix ** 2
            self.size[block] = math.sqrt(BLOCKS[block] / (square.sum(1)[inside].sum() / inside.sum()))

    def blocks(self, data):
        out = {}
        for block, (_, matrix) in data.counts.items():
            length = np.sqrt(np.maximum(np.asarray(matrix.sum(1)).ravel(), 1)) if block != "named" else np.ones(matrix.shape[0])
            out[block] = sparse.diags(1 / length) @ matrix @ sparse.diags(self.parts[block] * self.size[block])
        for block, matrix in data.dense.items():
            out[block] = np.nan_to_num(matrix - self.middle[block]) * self.size[block]
        return out


class Fit:
    """One model: weights by block, and the two numbers that make log-odds of a score."""

    def __init__(self, data, rows):
        self.scaled = Scaled(data, rows)
        blocks = self.scaled.blocks(data)
        self.mean = data.share[rows].mean()
        gram = lambda ids: sum(np.asarray((m[ids] @ m[ids].T).todense()) if sparse.issparse(m) else m[ids] @ m[ids].T for m in blocks.values()) + WIDE
        score = data.rules.copy()
        for _ in range(ROUNDS):
            best = {}
            for event in np.argsort(score, kind="stable"):
                best[data.row[event]] = event
            ids = np.array([best[row] for row in rows])
            inverse = np.linalg.inv(gram(ids) + PENALTY * np.eye(len(ids)))
            dual = inverse @ (data.share[rows] - self.mean)
            self.weights = {block: np.asarray(matrix[ids].T @ dual).ravel() for block, matrix in blocks.items()}
            self.bias = self.mean + WIDE * dual.sum()
            score = self.score(blocks)
        kept_out = np.zeros(len(rows))
        for fold in range(FOLDS):
            group = np.where(data.of[rows] // FOLDS % FOLDS == fold)[0]
            kept_out[group] = data.share[rows][group] - np.linalg.solve(inverse[np.ix_(group, group)], dual[group])
        told = data.told[ids]
        self.line = line(kept_out[told], (1 - SHARE) * data.rules[ids][told], data.share[rows][told])

    def score(self, blocks):
        return self.bias + sum(np.asarray(matrix @ self.weights[block]).ravel() for block, matrix in blocks.items())

    def odds(self, data):
        """The log-odds of every event as the program joins them."""
        slope, height = self.line
        odds = SHARE * (slope * self.score(self.scaled.blocks(data)) + height) + (1 - SHARE) * data.rules
        return np.where(data.told, odds, -np.inf)


def line(scores, offset, share):
    """Slope and height that make the log-odds SHARE * (slope * score + height) + offset fit the shares best."""
    columns, solution = SHARE * np.c_[scores, np.ones(len(scores))], np.zeros(2)
    for _ in range(25):
        p = 1 / (1 + np.exp(-(columns @ solution + offset)))
        slopes = columns.T @ (p - share) + 1e-6 * solution
        solution -= np.linalg.solve((columns * (p * (1 - p))[:, None]).T @ columns + 1e-6 * np.eye(2), slopes)
    return solution


def probability(odds):
    return 1 / (1 + np.exp(-np.clip(odds, -30, 30)))


def by_row(data, odds):
    best = np.full(len(data.rows), -np.inf)
    np.maximum.at(best, data.row, odds)
    return best


def precision_recall(pairs):
    hit, said, true = sum(s >= 0.5 and y for s, y in pairs), sum(s >= 0.5 for s, _ in pairs), sum(y for _, y in pairs)
    p, r = hit / max(1, said), hit / max(1, true)
    return p, r, 2 * p * r / (p + r) if hit else 0.0


def average_precision(pairs):
    hit = total = 0.0
    for rank, (_, true) in enumerate(sorted(pairs, key=lambda pair: -pair[0]), 1):
        if true:
            hit += 1
            total += hit / rank
    return total / max(1.0, hit)


def judged(rows, scores):
    unanimous = [(s, row["tier"] == "yes") for s, row in zip(scores, rows) if row["tier"] != "split"]
    return {"unanimous": unanimous, "majority": [(s, row["accept"] > row["reject"]) for s, row in zip(scores, rows)]}


def reliability(data, scores):
    print("    confidence   sentences   predicted   accepted   majority")
    for ten in range(10):
        inside = [i for i, s in enumerate(scores) if s > 0 and min(int(s * 10), 9) == ten]
        if inside:
            majority = np.mean([data.rows[i]["accept"] > data.rows[i]["reject"] for i in inside])
            print("    %.1f to %.1f   %9d   %9.2f   %8.2f   %8.2f" % (ten / 10, ten / 10 + 0.1, len(inside), scores[inside].mean(), data.share[inside].mean(), majority))


def columns(fit, data, vectors, shift):
    """What the program reads: the weights of one type by table and name."""
    slope, height = fit.line
    tables = {"weights": {}, "letters": {}, "words": {}}
    for block, table in (("named", "weights"), ("words", "weights"), ("letters", "letters")):
        weights = slope * fit.weights[block] * fit.scaled.parts[block] * fit.scaled.size[block]
        tables[table].update({name: weight for name, weight in zip(data.counts[block][0], weights)})
    tables["weights"]["has=bias"] = tables["weights"].get("has=bias", 0.0) + slope * fit.bias + height + shift / SHARE
    place, matrix, _ = vectors
    each = [slope * fit.scaled.size[block] * ((matrix - fit.scaled.middle[block]) @ fit.weights[block]) for block in data.dense]
    tables["words"] = {word: [values[i] for values in each] for word, i in place.items()}
    return tables


def write(folder, tables, rarity):
    small = {"weights": 0.02, "letters": 0.03}
    for table in ("weights", "letters"):
        names = sorted({name for of in tables for name in of[table]})
        rows = [(name, [of[table].get(name, 0.0) for of in tables]) for name in names]
        kept = [[name, *("%.2f" % w if abs(w) >= small[table] else "0" for w in weights)] for name, weights in rows if max(map(abs, weights)) >= small[table]]
        save(folder, table, ["feature", "assault", "protest"], kept)
    rows = [[word, "%.2f" % rarity[word], *("%.2f" % w for of in tables for w in of["words"][word])] for word in sorted(tables[0]["words"])]
    save(folder, "words", ["word", "rarity", "assault3", "assault8", "assault", "protest3", "protest8", "protest"], rows)


def save(folder, table, header, rows):
    with open(os.path.join(folder, table + ".tsv"), "w", encoding="utf8") as out:
        out.writelines("\t".join(row) + "\n" for row in [header, *rows])
    print(f"{table}: {len(rows)} rows")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gsr", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--bin", default="target/release/marsad")
    parser.add_argument("--lexicon")
    parser.add_argument("--write")
    arguments = parser.parse_args()
    loaded = np.load(arguments.vectors)
    names = loaded["words"].tolist()
    vectors = {word: i for i, word in enumerate(names)}, loaded["vectors"].astype(float), loaded["rarity"].astype(float)
    tables = []
    for kind in ("assault", "protest"):
        data = Data(arguments, kind, vectors)
        odds = np.full(len(data.rows), -np.inf)
        for fold in range(FOLDS):
            out = data.of % FOLDS == fold
            odds[out] = by_row(data, Fit(data, np.where(~out)[0]).odds(data))[out]
        both = lambda shift: sum(precision_recall(pairs)[2] for pairs in judged(data.rows, probability(odds + shift)).values())
        shift = max((step / 10 for step in range(-5, 21)), key=both)
        scores = np.where(np.isfinite(odds), probability(odds + shift), 0.0)
        for name, pairs in judged(data.rows, scores).items():
            print("    %s %s: P %.3f R %.3f F1 %.3f AP %.3f" % (kind, name, *precision_recall(pairs), average_precision(pairs)), flush=True)
        print(f"    {kind}: {len(data.rows)} sentences, shift {shift}")
        reliability(data, scores)
        tables.append(columns(Fit(data, np.arange(len(data.rows))), data, vectors, shift))
    if arguments.write:
        write(arguments.write, tables, dict(zip(names, vectors[2])))


if __name__ == "__main__":
    main()
