"""States, their nisbas and the institutions that every state has.

In: countries.tsv, country_names.tsv, institutions.tsv, institution_names.tsv (written by hand).
Out: the rows with source `table` of actors.tsv, and the names marked `table` of actor_names.tsv and nisba.tsv.
A row written by hand under the same id wins over the row made here; its made names are still added.
"""
from collections import defaultdict

from tables import HERE, read, slug

MADE = "table"
# Capitals and states whose name is also a common word, a given name or another place.
AMBIGUOUS = {"سيول", "العيون", "فيكتوريا", "صوفيا", "ديلي", "برايا", "سوفا", "لومي", "ناسو", "كيف", "ماليه", "نوك", "دكا",
             "سان خوسيه", "سان خوان", "سانتياغو", "كينغستون", "جورجتاون", "بيساو", "روزو", "ليما", "سانت جونز"}


def definite(nisba, feminine=False):
    """«كوري شمالي» -> «الكوري الشمالي»; «جنوب سوداني» keeps its first word bare after the article."""
    words = nisba.split()
    ending = "ة" if feminine else ""
    if words[0] in ("جنوب", "شمال"):
        return "ال" + words[0] + " " + words[1] + ending
    return " ".join("ال" + word + ending for word in words)


def names_by_form(rows):
    table = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows, key=lambda row: (row["id"], row["form"], int(row["order"]))):
        table[row["id"]][row["form"]].append(row["name"])
    return table


def wanted(institution, country):
    """Whether a country of this tier and these flags has the institution."""
    if country["tier"] not in institution["tiers"]:
        return False
    flags = institution["flags"]
    if flags.startswith("!"):
        return any(flag in country["flags"] for flag in flags[1:])
    return not any(flag in country["flags"] for flag in flags)


def arabic_names(country, names, patterns):
    """All Arabic names of one institution, the usual one first."""
    by_nisba = [pattern.replace("{m}", definite(nisba)).replace("{f}", definite(nisba, True))
                for nisba in names["nisba"] for pattern in patterns["nisba"]]
    by_name = [pattern.replace("{n}", country["name_ar"]) for pattern in patterns["idafa"]]
    return by_name + by_nisba if "i" in country["flags"] or not by_nisba else by_nisba + by_name


def build(own_actors):
    """Rows for actors.tsv, actor_names.tsv and nisba.tsv."""
    own = {row["id"] for row in own_actors}
    countries = read(HERE / "countries.tsv")
    country_names = names_by_form(read(HERE / "country_names.tsv"))
    institutions = read(HERE / "institutions.tsv")
    institution_names = names_by_form(read(HERE / "institution_names.tsv"))
    actors, names, nisbas = [], [], []

    def name(actor, lang, form, text):
        names.append({"id": actor, "lang": lang, "form": form, "by": "", "name": text, "note": MADE})

    for country in countries:
        iso, state, given = country["id"], country["slug"], country_names[country["id"]]
        actors.append({"id": state, "kind": "state", "class": "country", "country": iso, "source": MADE,
                       "name_en": country["name_en"], "name_ar": country["name_ar"], "note": ""})
        for text in given["long"]:
            name(state, "ar", "name", text)
        for text in given["alias"]:
            name(state, "ar", "alias", text)
        for text in given["english"]:
            name(state, "en", "acronym" if text.isupper() and len(text) < 5 else "alias", text)
        for text in given["capital"]:
            if text != country["name_ar"]:
                name(state, "ar", "short" if text in AMBIGUOUS else "metonym", text)
        plurals = given["plural"] or [""]
        for order, stem in enumerate(given["nisba"]):
            for plural in plurals if order == 0 else [""]:
                nisbas.append({"id": state, "country": iso, "plural": plural, "stem": stem, "note": MADE})
        made = set()
        for institution in institutions:
            if not wanted(institution, country) or institution["suffix"] in made:
                continue
            made.add(institution["suffix"])
            actor = f"{state}-{institution['suffix']}"
            arabic = arabic_names(country, given, institution_names[institution["id"]])
            if not arabic:
                continue
            fill = lambda text: text.replace("{adj}", country["adjective"]).replace("{en}", country["name_en"])
            if actor not in own:
                parent = state if institution["suffix"] == "government" else f"{state}-government"
                if institution["class"] in ("court", "opposition", "sport", "red-crescent", "parliament", "royal-court", "presidency"):
                    parent = state
                parent = {"ground-forces": f"{state}-army", "air-force": f"{state}-army", "air-defence": f"{state}-army",
                          "navy": f"{state}-army", "special-forces": f"{state}-army", "general-staff": f"{state}-army",
                          "military-intelligence": f"{state}-army",
                          "diplomatic-missions": f"{state}-foreign-ministry"}.get(institution["suffix"], parent)
                kind = "group" if institution["class"] == "opposition" else "organisation"
                actors.append({"id": actor, "kind": kind, "class": institution["class"], "country": iso, "parent": parent,
                               "source": MADE, "name_en": fill(institution["english"]), "name_ar": arabic[0]})
            name(actor, "en", "alias", fill(institution["english"]))
            for text in institution_names[institution["id"]]["english"]:
                name(actor, "en", "alias", fill(text))
            for text in arabic:
                name(actor, "ar", "alias", text)
    return [row for row in actors if row["id"] not in own], names, nisbas
