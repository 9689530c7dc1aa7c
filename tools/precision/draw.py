#!/usr/bin/env python3
"""Draws claims for two readers to judge: 100 claims with two or more links, one an article, the same for the same seed.

  draw.py --seed COMMIT --articles ARTICLES.jsonl.gz --bin target/release/marsad --out /tmp/precision [--count 100]

ARTICLES has one object a line: {"docno", "outlet", "url", "title", "published", "text"}. Articles come in the order of the
digest of the seed and their id; of each the claim with the smallest digest is drawn. It writes two things into OUT, outside the repository, because they hold
the outlets' text: `sheet.txt`, to read (each claim in its passage, its chain and its stance), and `verdicts.tsv`, to fill in
(number, document, start, end, verdict: right | wrong chain | wrong voice | wrong span | not a claim). Each reader
gets a copy of both and does not see the other's.

With --what alarms it draws violent events of --among 1000 articles of sport, technology and culture instead, to be judged told | not told.

  draw.py --compare ONE.tsv OTHER.tsv      the table of docs/attribution-precision.md, with the agreement, on standard output
"""
import argparse, gzip, hashlib, json, os, subprocess, sys

VERDICTS = ("right", "wrong chain", "wrong voice", "wrong span", "not a claim", "told", "not told")
# Articles in which violence is rare.
CALM = ("sport", "technology", "culture")


def digest(*parts):
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def extract(program, articles):
    lines = "".join(json.dumps(dict(article, id=article["docno"]), ensure_ascii=False) + "\n" for article in articles)
    done = subprocess.run([program, "extract", "-"], input=lines.encode(), capture_output=True)
    if done.returncode not in (0, 3):
        sys.exit(done.stderr.decode()[-2000:])
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line.strip()]


def drawn(seed, program, articles, count):
    """The claims, each with its document."""
    articles = sorted(articles, key=lambda article: digest(seed, article["docno"]))
    found = []
    for start in range(0, len(articles), 200):
        for record in extract(program, articles[start : start + 200]):
            document = record["document"]["id"]
            told = [claim for claim in record["claims"] if len(claim["attribution"]) > 1]
            if told:
                found.append((record, min(told, key=lambda claim: digest(seed, document, claim["start"], claim["end"]))))
            if len(found) == count:
                return found
    return found


def sheet(number, record, claim):
    text = record["document"]["text"]
    first, last = max(0, claim["start"] - 350), min(len(text), claim["end"] + 150)
    passage = text[first : claim["start"]] + "[[" + claim["text"] + "]]" + text[claim["end"] : last]
    chain = " > ".join(
        f"{link['voice']} ({link['how']}{', anonymous' if link['anonymous'] else ''}"
        f"{', cue: ' + link['cue']['text'] if link.get('cue') else ''})"
        for link in claim["attribution"]
    )
    return f"#{number}  {record['document']['id']}  {claim['start']}-{claim['end']}\n{passage}\nchain: {chain}\nstance: {claim['stance']}\n\n"


def draw(options):
    with gzip.open(options.articles, "rt", encoding="utf8") as lines:
        articles = [json.loads(line) for line in lines]
    if options.what == "alarms":
        found, written = alarms(options.seed, options.bin, articles, options.among)[: options.count], alarm_sheet
        place = lambda event: event["trigger"]
    else:
        found, written = drawn(options.seed, options.bin, articles, options.count), sheet
        place = lambda claim: claim
    os.makedirs(options.out, exist_ok=True)
    with open(os.path.join(options.out, "sheet.txt"), "w", encoding="utf8") as out:
        out.writelines(written(number, *one) for number, one in enumerate(found, 1))
    with open(os.path.join(options.out, "verdicts.tsv"), "w", encoding="utf8") as out:
        out.write("number\tdocument\tstart\tend\tverdict\n")
        for number, (record, one) in enumerate(found, 1):
            out.write(f"{number}\t{record['document']['id']}\t{place(one)['start']}\t{place(one)['end']}\t\n")


def alarms(seed, program, articles, among):
    """Violent events of so many articles of sport, technology and culture: one an article, each with its document."""
    calm = [article for article in articles if article.get("category") in CALM]
    calm = sorted(calm, key=lambda article: digest(seed, article["docno"]))[:among]
    found = []
    for start in range(0, len(calm), 200):
        for record in extract(program, calm[start : start + 200]):
            violent = lambda event: event["type"] == "ASSAULT" and event["modality"] == "asserted" and event["confidence"] >= 0.5
            told = [event for event in record["events"] if violent(event)]
            if told:
                key = lambda event: digest(seed, record["document"]["id"], event["trigger"]["start"], event["trigger"]["end"])
                found.append((record, min(told, key=key)))
    print(f"{len(found)} of {len(calm)} articles have a violent event")
    return sorted(found, key=lambda one: digest(seed, one[0]["document"]["id"]))


def alarm_sheet(number, record, event):
    text, trigger = record["document"]["text"], event["trigger"]
    first, last = max(0, trigger["start"] - 250), min(len(text), trigger["end"] + 200)
    passage = text[first : trigger["start"]] + "[[" + trigger["text"] + "]]" + text[trigger["end"] : last]
    roles = lambda side: ", ".join(role["name"] for role in event[side]) or "-"
    return (
        f"#{number}  {record['document']['id']}  {trigger['start']}-{trigger['end']}\n{passage}\n"
        f"ASSAULT {' '.join(event['modes'])}; by {roles('actors')}; to {roles('recipients')}\n\n"
    )


def compare(one, other):
    rows = [[line.rstrip("\n").split("\t") for line in open(path, encoding="utf8")][1:] for path in (one, other)]
    pairs = [(a, b) for a, b in zip(*rows)]
    for a, b in pairs:
        if a[:4] != b[:4] or a[4] not in VERDICTS or b[4] not in VERDICTS:
            sys.exit(f"the sheets do not fit at {a} and {b}")
    both = sum(a[4] == b[4] in ("right", "told") for a, b in pairs)
    same = sum(a[4] == b[4] for a, b in pairs)
    print(f"Right by both: {both} of {len(pairs)}. The readers agree on {same} of {len(pairs)}.\n")
    print("| # | document | start | end | reader one | reader two |\n|---|---|---|---|---|---|")
    for a, b in pairs:
        print(f"| {a[0]} | {a[1]} | {a[2]} | {a[3]} | {a[4]} | {b[4]} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed"), parser.add_argument("--articles"), parser.add_argument("--out", default="/tmp/precision")
    parser.add_argument("--bin", default="target/release/marsad"), parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--among", type=int, default=1000)
    parser.add_argument("--what", choices=("claims", "alarms"), default="claims")
    parser.add_argument("--compare", nargs=2)
    options = parser.parse_args()
    if options.compare:
        compare(*options.compare)
    elif options.seed and options.articles:
        draw(options)
    else:
        parser.error("--seed and --articles, or --compare")


if __name__ == "__main__":
    main()
