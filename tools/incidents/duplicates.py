#!/usr/bin/env python3
"""Draws incidents with 10 or more deaths for two readers, who say of each whether another incident is the same happening.

  duplicates.py --incidents INCIDENTS.jsonl --seed COMMIT --out /tmp/duplicates [--count 100]
  duplicates.py --compare ONE.tsv OTHER.tsv

INCIDENTS.jsonl is what `marsad incidents --json` writes. Of each drawn incident the sheet shows the eight others that are
likeliest to be the same: of any place that could be its place, within three days, of any toll. `sheet.txt` is to read,
`verdicts.tsv` to fill in: for each number the letters of those that are the same happening, `-` for none. Both hold the
outlets' text and lie outside the repository. --compare prints the share of duplicates by either reader and by both, and
how often they agree.
"""
import argparse, datetime, hashlib, json, os, sys

DEATHS, DAYS, SHOWN = 10, 3, 8


def digest(*parts):
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def sides(incident, fact):
    return (incident["facts"][fact] or {"sides": []})["sides"]


def days(incident):
    found = []
    for side in sides(incident, "date"):
        value = side["value"]
        first, last = (value, value) if isinstance(value, str) else (value["from"], value["to"])
        if first and last:
            found.append((datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)))
    return found


def gap(one, other):
    gaps = [max((b[0] - a[1]).days, (a[0] - b[1]).days, 0) for a in one["days"] for b in other["days"]]
    return min(gaps, default=0)


def places(incident):
    return {name for side in sides(incident, "place") for name in [side["value"]["place"] or side["value"]["name"], *side["value"]["chain"]]}


def countries(incident):
    return {side["value"]["country"] for side in sides(incident, "place")} - {None}


def near(one, other):
    """How likely the two are one, smaller is likelier; None where they cannot be."""
    if gap(one, other) > DAYS:
        return None
    if one["countries"] and other["countries"] and not one["countries"] & other["countries"]:
        return None
    shared = len(one["places"] & other["places"])
    less, more = sorted((one["killed"], other["killed"]))
    return (0 if less > 0 and more <= 2 * less else 1, -shared, gap(one, other), digest(one["id"], other["id"]))


def told(incident):
    killed = ", ".join(sorted({str(int(side["value"]["low"] or side["value"]["high"] or 0)) for side in sides(incident, "killed")}))
    where = ", ".join(sorted({side["value"]["name"] for side in sides(incident, "place")}))
    when = ", ".join(sorted({first.isoformat() if first == last else f"{first}..{last}" for first, last in incident["days"]}))
    lines = [f"{incident['id']}  {incident['type']}  {when or 'no day'}  {where or 'no place'}  dead: {killed or '-'}"]
    seen = set()
    for claim in incident["claims"]:
        if claim["document"] not in seen and len(seen) < 3:
            seen.add(claim["document"])
            lines.append(f"    {claim['document']} ({(claim['published'] or '')[:10]}): {(claim['quote'] or '')[:420]}")
    return "\n".join(lines)


def draw(asked):
    every = []
    for line in open(asked.incidents, encoding="utf-8"):
        incident = json.loads(line)
        killed = incident["facts"]["killed"]
        incident.update(days=days(incident), places=places(incident), countries=countries(incident), killed=(killed or {}).get("best") or 0)
        every.append(incident)
    wanted = sorted((one for one in every if one["killed"] >= DEATHS), key=lambda one: digest(asked.seed, one["id"]))[: asked.count]
    os.makedirs(asked.out, exist_ok=True)
    with open(os.path.join(asked.out, "sheet.txt"), "w", encoding="utf-8") as sheet, open(
        os.path.join(asked.out, "verdicts.tsv"), "w", encoding="utf-8"
    ) as verdicts:
        verdicts.write("number\tincident\tsame\n")
        for number, one in enumerate(wanted, 1):
            others = [(near(one, other), other) for other in every if other["id"] != one["id"] and other["type"] in ("ASSAULT", "COERCE")]
            others = [other for rank, other in sorted((pair for pair in others if pair[0]), key=lambda pair: pair[0])][:SHOWN]
            sheet.write(f"#{number}  {told(one)}\n")
            for letter, other in zip("abcdefgh", others):
                sheet.write(f"  {letter}) {told(other)}\n")
            sheet.write("\n")
            verdicts.write(f"{number}\t{one['id']}\t\n")
    print(f"{len(wanted)} incidents drawn into {asked.out}")


def read(path):
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")][1:]
    return {row[1]: row[2].strip() not in ("", "-") for row in rows}


def compare(paths):
    one, other = map(read, paths)
    both = sorted(one.keys() & other.keys())
    share = lambda test: sum(map(test, both)) / max(len(both), 1)
    agree = share(lambda key: one[key] == other[key])
    first, second = share(lambda key: one[key]), share(lambda key: other[key])
    chance = first * second + (1 - first) * (1 - second)
    print(f"{len(both)} incidents; the same happening twice: {first:.2f} and {second:.2f}, by both {share(lambda key: one[key] and other[key]):.2f}; "
          f"agreement {agree:.2f}" + (f", kappa {(agree - chance) / (1 - chance):.2f}" if chance < 1 else ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents")
    parser.add_argument("--seed", default="marsad")
    parser.add_argument("--out")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--compare", nargs=2)
    asked = parser.parse_args()
    return compare(asked.compare) if asked.compare else draw(asked)


if __name__ == "__main__":
    sys.exit(main())
