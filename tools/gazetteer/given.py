#!/usr/bin/env python3
"""Add given names from arabic_name_romanizer to those written by hand in given_names.tsv.

Usage: given.py PATH-TO/arabic_name_romanizer/resources/names.sqlite3, with WORDFREQ_DATA set as in README.md.
A name enters if at least four people of an Arab or neighbouring country bear it and it is no common word.
"""
import sqlite3
import sys

import frequency
from tables import fold, slug, world, write

SOURCE = "arabic_name_romanizer"
COUNTRIES = "EG SY IQ LB JO PS SA YE SD LY TN DZ MA KW QA AE BH OM SO MR AF IR PK TR".split()
ARABIC = set("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئء")
MOST = 3200
QUERY = f"""select arabic_key, sum(count) as bearers from units
where role = 'given' and country in ({",".join("?" * len(COUNTRIES))})
group by arabic_key having bearers >= 4 order by bearers desc, arabic_key"""
LATIN = "select latin from units where role = 'given' and arabic_key = ? order by count desc, latin limit 1"


def main():
    rows = [row for row in world("given_names") if row["note"] != SOURCE]
    seen, ids = {fold(row["name"]) for row in rows}, {row["id"] for row in rows}
    names = sqlite3.connect(sys.argv[1])
    for name, _ in names.execute(QUERY, COUNTRIES).fetchall():
        if len(rows) >= MOST:
            break
        if fold(name) in seen or not set(name) <= ARABIC or len(name) < 3 or name.startswith("ال") or frequency.is_common(name):
            continue
        latin = slug(names.execute(LATIN, (name,)).fetchone()[0]) or "name"
        number = next(number for number in range(1, 999) if (latin if number == 1 else f"{latin}-{number}") not in ids)
        row_id = latin if number == 1 else f"{latin}-{number}"
        seen.add(fold(name))
        ids.add(row_id)
        gender = "feminine" if name[-1] in "ةه" or name.endswith("اء") else ""
        rows.append({"id": row_id, "gender": gender, "name": name, "note": SOURCE})
    write("given_names", rows)


if __name__ == "__main__":
    main()
