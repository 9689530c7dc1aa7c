"""Writes so many bytes of articles as JSON lines: sample.py PAGES OUT BYTES [ARTICLES]."""

import json
import pathlib
import sys

pages, out, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
articles = sys.argv[4] if len(sys.argv) > 4 else ""
if articles:
    with open(articles, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
else:
    texts = [page.read_text(encoding="utf-8") for page in sorted(pathlib.Path(pages).glob("*.txt"))]
if not texts:
    sys.exit("no text to read")
with open(out, "w", encoding="utf-8") as sample:
    written, index = 0, 0
    while written < size:
        text = texts[index % len(texts)]
        sample.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
        written += len(text.encode())
        index += 1
