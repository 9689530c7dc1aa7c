#!/usr/bin/env python3
"""Trains models/event-confidence/weights.tsv: how likely a sentence's trigger tells an event, from named features.

  train.py --gsr DIR --bin target/release/marsad [--write models/event-confidence/weights.tsv]

DIR holds OEDA's Arabic gold records (openeventdata/arabic_event_gsr, MIT) as JSON Lines: text, article, accept, reject, tier.
The program itself lists the features of every event when MARSAD_EVENT_FEATURES is set. Logistic regression, AdaGrad, the mean of the last passes, a sentence
counts by its likeliest event, the target is the share of annotators who accepted it. Prints figures of five folds by article.
Standard library only; the seed is fixed, the same input gives the same file.
"""
import argparse, collections, json, math, os, random, subprocess, zlib

EPOCHS, SETTLED, PENALTY, RATE, SEEN, SMALL, FOLDS = 14, 4, 0.01, 0.15, 3, 0.02, 5
UNREAL = ("hypothetical", "future", "general")


def rows_of(arguments, kind):
    rows = [json.loads(line) for line in open(f"{arguments.gsr}/{kind}.jsonl", encoding="utf8")]
    rows = [row for row in rows if row["tier"] in ("yes", "no", "split")]
    given = "".join(json.dumps({"id": str(i), "text": row["text"]}) + "\n" for i, row in enumerate(rows))
    command = [arguments.bin, "extract", *(["--lexicon", arguments.lexicon] if arguments.lexicon else []), "-"]
    out = subprocess.run(command, input=given.encode(), capture_output=True, check=True, env=dict(os.environ, MARSAD_EVENT_FEATURES="1"))
    for row, line in zip(rows, out.stdout.decode().split("\n")):
        told = [e for e in json.loads(line)["events"] if e["type"] == kind.upper() and e["modality"] not in UNREAL]
        row["events"] = [[rule[8:] for rule in event["rules"] if rule.startswith("feature/")] for event in told]
        row["share"] = row["accept"] / (row["accept"] + row["reject"])
    return rows


def probability(odds):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def train(rows):
    seen = collections.Counter(f for row in rows for event in row["events"] for f in set(event))
    keep = {f for f, count in seen.items() if count >= SEEN or f[1] != ":"}
    data = [([[f for f in event if f in keep] for event in row["events"]], row["share"]) for row in rows if row["events"]]
    weights, squares, order = collections.defaultdict(float), collections.defaultdict(lambda: 1e-8), random.Random(7)
    mean = collections.defaultdict(float)
    for epoch in range(EPOCHS):
        order.shuffle(data)
        for events, share in data:
            event = max(events, key=lambda fs: sum(weights[f] for f in fs))
            error = probability(sum(weights[f] for f in event)) - share
            for f in event:
                slope = error + PENALTY * (1.0 if f[1] == ":" else 0.3) * weights[f]
                squares[f] += slope * slope
                weights[f] -= RATE * slope / math.sqrt(squares[f])
        if epoch >= SETTLED:
            for f, weight in weights.items():
                mean[f] += weight / (EPOCHS - SETTLED)
    return mean


def score(weights, row, shift=0.0):
    return max((probability(shift + sum(weights.get(f, 0.0) for f in event)) for event in row["events"]), default=0.0)


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


def folds(rows):
    of = [zlib.crc32(row["article"].encode()) % FOLDS for row in rows]
    scores = [0.0] * len(rows)
    for k in range(FOLDS):
        weights = train([row for row, fold in zip(rows, of) if fold != k])
        for i, row in enumerate(rows):
            if of[i] == k:
                scores[i] = score(weights, row)
    return scores


def judged(rows, scores):
    unanimous = [(s, row["tier"] == "yes") for s, row in zip(scores, rows) if row["tier"] != "split"]
    return {"unanimous": unanimous, "majority": [(s, row["accept"] > row["reject"]) for s, row in zip(scores, rows)]}


def shifted(s, shift):
    return 0.0 if s <= 0.0 else probability(math.log(max(s, 1e-9) / max(1e-9, 1 - s)) + shift)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gsr", required=True)
    parser.add_argument("--bin", default="target/release/marsad")
    parser.add_argument("--lexicon")
    parser.add_argument("--write")
    arguments = parser.parse_args()
    lines = []
    for kind in ("assault", "protest"):
        rows = rows_of(arguments, kind)
        scores = folds(rows)
        both = lambda shift: sum(precision_recall(pairs)[2] for pairs in judged(rows, [shifted(s, shift) for s in scores]).values())
        shift = max((step / 10 for step in range(-5, 16)), key=both)
        for name, pairs in judged(rows, [shifted(s, shift) for s in scores]).items():
            print("%s %s: P %.3f R %.3f F1 %.3f AP %.3f" % (kind, name, *precision_recall(pairs), average_precision(pairs)), flush=True)
        weights = train(rows)
        weights["bias"] += shift
        kept = sorted((f, w) for f, w in weights.items() if abs(w) >= SMALL)
        lines += [f"{kind.upper()}\t{f}\t{w:.3f}" for f, w in kept]
        print(f"{kind}: {len(kept)} weights, shift {shift}", flush=True)
    if arguments.write:
        with open(arguments.write, "w", encoding="utf8") as out:
            out.write("\n".join(["type\tfeature\tweight", *lines]) + "\n")


if __name__ == "__main__":
    main()
