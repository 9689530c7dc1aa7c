"""Tab-separated tables: read with a header, written sorted, one fact a row."""
import re
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORLD = ROOT / "lexicon" / "world"
HERE = Path(__file__).resolve().parent

COLUMNS = {
    "actors": "id kind class country parent from to wikidata source name_en name_ar note",
    "actor_names": "id lang form by name note",
    "nisba": "id country plural stem note",
    "places": "id country level parent latitude longitude population geonames source name_en name_ar note",
    "place_names": "id form name note",
    "outlets": "id country kind domain spelled note",
    "titles": "id kind word note",
    "given_names": "id gender name note",
    "collectives": "id kind gender number word note",
}


def read(path):
    """Rows of a table as dictionaries; an absent table has none."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"))) for line in lines[1:] if line]


def world(name):
    """Rows of one table of lexicon/world."""
    return read(WORLD / f"{name}.tsv")


def write(name, rows):
    """Write one table of lexicon/world, without exact duplicates, sorted."""
    columns = COLUMNS[name].split()
    lines = {"\t".join(str(row.get(column, "")) for column in columns) for row in rows}
    for line in lines:
        if line.count("\t") != len(columns) - 1 or "\n" in line:
            raise SystemExit(f"{name}: a cell holds a tab or a line break: {line!r}")
    WORLD.mkdir(parents=True, exist_ok=True)
    ordered = sorted(lines, key=lambda line: line.split("\t"))
    (WORLD / f"{name}.tsv").write_text("\n".join(["\t".join(columns), *ordered]) + "\n", encoding="utf-8")
    print(f"{name}: {len(ordered)} rows")


def slug(text):
    """An id: the letters and digits of an English name, in kebab case."""
    text = unicodedata.normalize("NFKD", text.replace("ı", "i"))
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub("['’ʻʼ`]", "", text)
    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")


def fold(text):
    """Arabic letters without hamza seats, marks, tatweel and final-letter twins, for comparing."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(char for char in text if not unicodedata.combining(char) and char != "ـ")
    return text.translate(str.maketrans("أإآٱىئؤةکی", "ااااييوهكي"))
