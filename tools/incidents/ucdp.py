#!/usr/bin/env python3
"""Compares our incidents in Syria with UCDP GED, an independent record coded by people, in both directions.

  ucdp.py --incidents INCIDENTS.jsonl --ucdp syria_2018_02_05.csv.gz [--misses 40 --seed WORD]

INCIDENTS.jsonl is what `marsad incidents --json` writes. Two records match if they lie within a day of one another, in one
province, with tolls within a factor of two. Because half of UCDP's events lie in one province, chance matches many: every
figure is given again with UCDP's dates shifted by 14 and by 30 days, forwards and backwards, and the lift is the figure
over their mean. With --misses the misses of either direction are drawn by the seed, ids only, each with what stands
nearest to it and the likely cause.
"""
import argparse, csv, datetime, gzip, hashlib, json, sys

DEATHS = 10
PROVINCES = {
    "Rif Dimashq": "rif-dimashq", "Damascus": "damascus-province", "Deir ez Zor": "deir-ez-zor-province",
    "Idlib": "idlib-province", "Homs": "homs-province", "Daraa": "daraa-province", "Aleppo": "aleppo-province",
    "Hamah": "hama-province", "Al Hasakah": "hasakah-province", "Quneitra": "quneitra",
    "Ar Raqqah": "raqqa-province", "Latakia": "latakia-province", "As Suwayda": "suwayda-province", "Tartus": "tartus-province",
}
SHIFTS = (14, -14, 30, -30)


def day(text):
    return datetime.date.fromisoformat(text[:10])


def ucdp(path):
    """Events of day precision with their province, first and last day and deaths."""
    found = []
    for row in csv.DictReader(gzip.open(path, "rt", encoding="utf-8")):
        if float(row["date_prec"] or 9) != 1:
            continue
        province = PROVINCES.get(row["adm_1"].removesuffix(" Governorate").strip())
        found.append({"id": row["id"].split(".")[0], "provinces": {province} - {None}, "from": day(row["date_start"]),
                      "to": day(row["date_end"]), "killed": float(row["best"] or 0)})
    return found


def ours(path):
    """Incidents in Syria that tell a number of dead, with the provinces and days of all their sides."""
    found = []
    for line in open(path, encoding="utf-8"):
        incident = json.loads(line)
        facts = incident["facts"]
        places = [side["value"] for side in (facts["place"] or {"sides": []})["sides"]]
        if not any(place["country"] == "SY" for place in places) or not facts["killed"]:
            continue
        days = []
        for side in (facts["date"] or {"sides": []})["sides"]:
            value = side["value"]
            days.append((value, value) if isinstance(value, str) else (value["from"], value["to"]))
        days = [(day(first), day(last)) for first, last in days if first and last]
        if not days:
            continue
        held = {name for place in places for name in [place["place"], *place["chain"]]}
        found.append({"id": incident["id"], "provinces": held & set(PROVINCES.values()), "from": min(first for first, _ in days),
                      "to": max(last for _, last in days), "days": days, "killed": facts["killed"]["best"] or 0,
                      "headline": bool(incident["headline_of"]), "documents": incident["documents"]})
    return found


def apart(one, other, shift=0):
    """Days between two records; 0 where they meet."""
    move = datetime.timedelta(days=shift)
    first, last = other["from"] + move, other["to"] + move
    spans = one.get("days") or [(one["from"], one["to"])]
    gaps = [max((first - end).days, (start - last).days, 0) for start, end in spans if (end - start).days <= 3]
    return min(gaps, default=9999)


def near(one, other):
    return bool(one["provinces"] & other["provinces"])


def alike(one, other):
    less, more = sorted((one["killed"], other["killed"]))
    return less > 0 and more <= 2 * less


def matches(incident, event, shift=0):
    return near(incident, event) and alike(incident, event) and apart(incident, event, shift) <= 1


def share(incidents, events, shift, back):
    if back:
        asked = [one for one in incidents if one["killed"] >= DEATHS and apart(one, one) == 0 and one["from"] >= WINDOW[0] and one["to"] <= WINDOW[1]]
        hits = sum(any(matches(incident, event, shift) for event in events) for incident in asked)
    else:
        asked = [event for event in events if event["killed"] >= DEATHS]
        hits = sum(any(matches(incident, event, shift) for incident in incidents) for event in asked)
    return hits, len(asked)


def cause(one, others, is_event):
    """The nearest record of the other side and why it is no match."""
    gap = (lambda other: apart(other, one)) if is_event else (lambda other: apart(one, other))
    steps = [
        ("another number of dead", lambda other: near(one, other) and gap(other) <= 1),
        ("no province, or another one", lambda other: alike(one, other) and gap(other) <= 1),
        ("another day", lambda other: near(one, other) and alike(one, other) and gap(other) <= 4),
        ("told of the province, days away", lambda other: near(one, other) and gap(other) <= 4),
    ]
    for name, test in steps:
        found = [other for other in others if test(other)]
        if found:
            best = min(found, key=lambda other: (abs(other["killed"] - one["killed"]), other["id"]))
            return name, best["id"]
    return "nothing like it", "-"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", required=True)
    parser.add_argument("--ucdp", required=True)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--seed", default="marsad")
    asked = parser.parse_args()
    events, incidents = ucdp(asked.ucdp), ours(asked.incidents)
    global WINDOW
    WINDOW = (min(event["from"] for event in events), max(event["to"] for event in events))
    print(f"{len(events)} UCDP events of day precision, {sum(e['killed'] >= DEATHS for e in events)} with {DEATHS} or more deaths; "
          f"{len(incidents)} incidents in Syria with dead, {sum(i['killed'] >= DEATHS for i in incidents)} with {DEATHS} or more\n")
    print("| direction | found | share | shifted 14 days | shifted 30 days | lift (14) | lift (30) |\n|---|---:|---:|---:|---:|---:|---:|")
    for back, name in ((False, "UCDP's events that we have"), (True, "our incidents that UCDP has")):
        hits, count = share(incidents, events, 0, back)
        chance = {}
        for days in (14, 30):
            pairs = [share(incidents, events, shift, back) for shift in SHIFTS if abs(shift) == days]
            chance[days] = sum(hit / max(all_, 1) for hit, all_ in pairs) / len(pairs)
        own = hits / max(count, 1)
        lifts = [f"{own / chance[days]:.1f}" if chance[days] else "-" for days in (14, 30)]
        print(f"| {name} | {hits} of {count} | {own:.2f} | {chance[14]:.2f} | {chance[30]:.2f} | {lifts[0]} | {lifts[1]} |")
    for back in (False, True) if asked.misses else ():
        own, others = (incidents, events) if back else (events, incidents)
        missed = [one for one in own if one["killed"] >= DEATHS and WINDOW[0] <= one["from"] and one["to"] <= WINDOW[1]
                  and not any(matches(one, other) if back else matches(other, one) for other in others)]
        missed.sort(key=lambda one: hashlib.sha256(f"{asked.seed}\0{one['id']}".encode()).hexdigest())
        print(f"\n{'Ours that UCDP has not' if back else 'UCDP events that we have not'}: {len(missed)}; {min(asked.misses, len(missed))} drawn\n")
        print("| id | day | dead | province | likely cause | nearest |\n|---|---|---:|---|---|---|")
        for one in missed[: asked.misses]:
            name, nearest = cause(one, others, not back)
            print(f"| {one['id']} | {one['from']} | {one['killed']:.0f} | {', '.join(sorted(one['provinces'])) or '-'} | {name} | {nearest} |")


if __name__ == "__main__":
    sys.exit(main())
