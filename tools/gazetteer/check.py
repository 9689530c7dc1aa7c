#!/usr/bin/env python3
"""Check the tables of lexicon/world: ids, references, order, cells; print how much of each class there is."""
import collections
import sys

from tables import COLUMNS, WORLD, fold, world

KINDS = {"group", "state", "organisation", "person", "outlet"}
LEVELS = {"country", "province", "district", "city", "site"}
FORMS = {"name", "alias", "acronym", "epithet", "metonym", "short", "misspelling"}
problems = []


def wrong(table, row, what):
    problems.append(f"{table}: {row.get('id', '')}: {what}")


for table, columns in COLUMNS.items():
    path = WORLD / f"{table}.tsv"
    if not path.exists():
        problems.append(f"{table}: no such table")
        continue
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    if lines[0].split("\t") != columns.split():
        problems.append(f"{table}: header is {lines[0]!r}")
    body = [line.split("\t") for line in lines[1:]]
    problems += [f"{table}: {len(cells)} cells: {cells}" for cells in body if len(cells) != len(columns.split())]
    if body != sorted(body):
        problems.append(f"{table}: not sorted")
    problems += [f"{table}: stray space: {cells}" for cells in body if any(cell != cell.strip() or "  " in cell for cell in cells)]
    if len({tuple(cells) for cells in body}) != len(body):
        problems.append(f"{table}: a row stands twice")

actors = {row["id"]: row for row in world("actors")}
places = {row["id"]: row for row in world("places")}
for table, rows in (("actors", world("actors")), ("places", world("places"))):
    for row_id, count in collections.Counter(row["id"] for row in rows).items():
        if count > 1:
            problems.append(f"{table}: {row_id} stands {count} times")
for row in actors.values():
    if row["kind"] not in KINDS:
        wrong("actors", row, f"kind {row['kind']}")
    if row["parent"] and row["parent"] not in actors:
        wrong("actors", row, f"no parent {row['parent']}")
    if not row["name_en"] or not row["name_ar"]:
        wrong("actors", row, "no name")
    if row["from"] and row["to"] and row["from"] > row["to"]:
        wrong("actors", row, "ends before it begins")
for row in places.values():
    if row["level"] not in LEVELS:
        wrong("places", row, f"level {row['level']}")
    if row["parent"] and row["parent"] not in places:
        wrong("places", row, f"no parent {row['parent']}")
    if not row["name_en"] or not row["name_ar"]:
        wrong("places", row, "no name")
for row in world("actor_names"):
    if row["id"] not in actors:
        wrong("actor_names", row, "no such actor")
    if row["form"] not in FORMS or row["lang"] not in ("ar", "en"):
        wrong("actor_names", row, f"form {row['form']}, lang {row['lang']}")
    if any(by not in actors for by in row["by"].split(",") if by):
        wrong("actor_names", row, f"no such speaker {row['by']}")
for row in world("place_names"):
    if row["id"] not in places:
        wrong("place_names", row, "no such place")
for table in ("outlets", "nisba"):
    for row in world(table):
        if row["id"] not in actors and row["id"] not in places:
            wrong(table, row, "no such actor or place")

owners = collections.defaultdict(set)
for row in actors.values():
    owners[fold(row["name_ar"])].add(row["id"])
for row in world("actor_names"):
    if row["lang"] == "ar" and row["form"] not in ("short", "epithet"):
        owners[fold(row["name"])].add(row["id"])
shared = {name: ids for name, ids in owners.items() if len(ids) > 1}
if "--shared" in sys.argv:
    for name, ids in sorted(shared.items()):
        print(name, *sorted(ids))
print(f"{len(actors)} actors, {len(places)} places, {len(shared)} Arabic names of more than one actor")
for title, counted in (("kind", collections.Counter(row["kind"] for row in actors.values())),
                       ("class", collections.Counter(row["class"] for row in actors.values())),
                       ("source", collections.Counter(row["source"] for row in actors.values())),
                       ("level", collections.Counter(row["level"] for row in places.values()))):
    print(title, ", ".join(f"{name} {count}" for name, count in counted.most_common()))
print("\n".join(problems[:200]) or "no problem")
sys.exit(bool(problems))
