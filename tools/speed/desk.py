#!/usr/bin/env python3
"""How fast a desk is while it grows, and where its bytes are (docs/speed.md).

tools/speed/desk.py MARSAD FOLDER [--news articles.jsonl.gz] [--synthetic N] [--chunk N] [--readers 8] [--readers-after N]
                    [--pause 0.05] [--port 8499] [--order random|feed]

Writes articles (those of --news, then N made-up ones) into FOLDER in chunks, adds each with `marsad add`, and meanwhile
asks `marsad serve` from several readers at once: words of every kind of frequency, and the data of incident pages.
With --readers-after nobody asks until so many documents are there: what adding costs by itself stands in the rows before.
The made-up articles come in a random order of their days, so that every chunk falls on all days of ten years; with --order feed they come
day by day, as news does. Prints one row a chunk (seconds of CPU are those of adding) and, at the end, the bytes of every table. The made-up articles are the same in every run.
"""

import argparse
import collections
import gzip
import http.client
import json
import os
import random
import resource
import sqlite3
import subprocess
import threading
import time
from urllib.parse import quote

PLACES = ["بغداد", "الموصل", "كركوك", "دمشق", "حلب", "إدلب", "درعا", "عدن", "صنعاء", "تعز", "طرابلس", "بنغازي", "سرت",
          "كابل", "قندهار", "هرات", "جلال أباد", "مقديشو", "الخرطوم", "القاهرة", "العريش", "غزة", "بيروت", "تونس"]
SIDES = ["الجيش", "الشرطة", "قوات الأمن", "حركة طالبان", "تنظيم الدولة الإسلامية", "جماعة الحوثي", "حركة الشباب",
         "القوات الحكومية", "التحالف العربي", "القوات الأمريكية"]
VOICES = ["مصدر أمني", "متحدث باسم الحكومة", "وزارة الصحة", "شهود عيان", "مسؤول محلي", "المتحدث العسكري", "مصدر طبي"]
DEEDS = ["في تفجير استهدف سوقا شعبية", "في هجوم على نقطة تفتيش", "في غارة جوية على مشارف المدينة", "في اشتباكات عنيفة",
         "إثر انفجار عبوة ناسفة", "في قصف مدفعي", "في هجوم انتحاري بسيارة مفخخة"]
MORE = ["وأضاف أن قوات إضافية وصلت إلى المكان وأغلقت الطرق المؤدية إليه.",
        "وقال سكان إنهم سمعوا دوي الانفجار على بعد كيلومترات.",
        "ودعت الأمم المتحدة الأطراف إلى ضبط النفس والعودة إلى المحادثات.",
        "ولم تعلن أي جهة مسؤوليتها حتى الآن.",
        "وتشهد المنطقة توترا متصاعدا منذ أسابيع.",
        "ومن المتوقع أن تجتمع الحكومة خلال الأسبوع المقبل لبحث الوضع الأمني.",
        "وأدان وزير الخارجية ما جرى ووصفه بأنه تصعيد خطير.",
        "ونقل المصابون إلى مستشفيات المدينة التي طلبت التبرع بالدم."]
OUTLETS = [f"outlet-{number}" for number in range(40)]
# From everywhere to nowhere; phrases, several words, other forms of a noun, English names, filters.
WORDS = ["تفجير", "بغداد", "قتل", "طالبان", '"سوق شعبية"', "مستشفى", "المحادثات", "عبوة ناسفة بنغازي", "هدنة", "الأمم المتحدة",
         "هجمات", "Kabul", "Islamic State", "تفجير&from=2018-01&to=2018-06", "قصف&place=SY", "قتلى&outlet=outlet-7"]


def day_of(happening):
    """Day, month and year of a happening, drawn first."""
    day = 1 + happening.randrange(28)
    return day, 1 + happening.randrange(12), 2015 + happening.randrange(10)


def made_up(number):
    """One article of a world in which each happening is told by several outlets on the days after it."""
    happening = random.Random(number // 5)
    telling = random.Random(number + 1_000_003)
    day, month, year = day_of(happening)
    place, side, deed = happening.choice(PLACES), happening.choice(SIDES), happening.choice(DEEDS)
    dead = 1 + happening.randrange(60) + telling.choice([0, 0, 0, 1, 2, 5])
    hurt = dead + telling.randrange(40)
    told = telling.sample(MORE, 5)
    text = (f"قال {telling.choice(VOICES)} إن {dead} شخصا على الأقل قتلوا وأصيب {hurt} آخرون {deed} في {place} يوم "
            f"{day}/{month}/{year}، واتهم {side} بالوقوف وراء ما جرى.\n\n" + "\n\n".join(told)
            + f"\n\nوكان {telling.choice(SIDES)} قد أعلن في وقت سابق سيطرته على مواقع قرب {telling.choice(PLACES)}.")
    return {"id": f"made-up-{number}", "outlet": telling.choice(OUTLETS), "published": f"{year}-{month:02}-{day:02}",
            "title": f"قتلى وجرحى {deed} في {place}", "text": text}


def articles(news, synthetic, order):
    if news:
        opened = gzip.open if news.endswith(".gz") else open
        with opened(news, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                article["id"] = article.get("id") or article.get("docno")
                yield article
    numbers = range(synthetic)
    if order == "feed":
        numbers = sorted(numbers, key=lambda number: (day_of(random.Random(number // 5))[::-1], number))
    for number in numbers:
        yield made_up(number)


def chunks(folder, news, synthetic, order, size):
    """Files of so many articles, each with its count and its bytes of text."""
    kept, number = [], 0
    for article in articles(news, synthetic, order):
        kept.append(article)
        if len(kept) == size:
            yield written(folder, number, kept)
            kept, number = [], number + 1
    if kept:
        yield written(folder, number, kept)


def written(folder, number, kept):
    path = os.path.join(folder, f"chunk-{number}.jsonl")
    with open(path, "w", encoding="utf-8") as out:
        for article in kept:
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path, len(kept)


class Readers:
    """Asks again and again until it is stopped; the seconds of every answer by kind, and what could not be answered."""

    def __init__(self, port, count, pause):
        self.port, self.pause, self.stopped, self.lock = port, pause, threading.Event(), threading.Lock()
        self.seconds, self.by_words, self.failures, self.incidents = self.none(), {}, collections.Counter(), []
        self.threads = [threading.Thread(target=self.read, args=(number,)) for number in range(count)]
        for thread in self.threads:
            thread.start()

    @staticmethod
    def none():
        return {"search": [], "incident": []}

    def read(self, number):
        dice, line = random.Random(number), http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while not self.stopped.is_set():
            try:
                self.ask(dice, line)
            except (OSError, http.client.HTTPException, KeyError, ValueError) as cause:
                # What could not be answered is told at the end; the reader goes on.
                with self.lock:
                    self.failures[f"{type(cause).__name__}: {cause}"] += 1
                line.close()
            time.sleep(self.pause)

    def ask(self, dice, line):
        known, words = self.incidents, None
        if known and dice.random() < 0.4:
            kind, path = "incident", f"/api/v1/incidents/{dice.choice(known)}"
        else:
            words = dice.choice(WORDS)
            kind, path = "search", f"/api/v1/documents?limit=20&text={words}"
        taken, _ = self.answer(line, path)
        with self.lock:
            self.seconds[kind].append(taken)
            if words:
                self.by_words.setdefault(words, []).append(taken)
        if kind == "search" and dice.random() < 0.05:
            _, listed = self.answer(line, "/api/v1/incidents?headlines=true&limit=50")
            self.incidents = [one["id"] for one in listed["items"]] or known

    @staticmethod
    def answer(line, path):
        start = time.perf_counter()
        line.request("GET", quote(path, safe="/?&=%"))
        response = line.getresponse()
        body = response.read()
        taken = time.perf_counter() - start
        if response.status != 200:
            raise ValueError(f"{response.status} for {path}")
        return taken, json.loads(body)

    def taken(self):
        with self.lock:
            told, self.seconds = self.seconds, self.none()
        return told

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join()


def cpu_seconds(process):
    """Seconds of all cores that a process has had."""
    with open(f"/proc/{process}/stat", encoding="utf-8") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children_seconds():
    """Seconds of all cores that the children who ended have had: those that added."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def share(seconds, part):
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000 if ordered else float("nan")


def tables(db):
    """Bytes of every table with its indexes, and of the text that the desk holds."""
    desk = sqlite3.connect(db)
    desk.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    text = desk.execute("SELECT sum(length(CAST(text AS BLOB))) FROM documents").fetchone()[0]
    owner = dict(desk.execute("SELECT name, tbl_name FROM sqlite_schema"))
    found = {}
    for name, size in desk.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"):
        table = owner.get(name, name)
        for index in ("document_words", "claim_words"):
            table = index if table.startswith(index) else table
        found[table] = found.get(table, 0) + size
    return text, found


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("marsad")
    asked.add_argument("folder")
    asked.add_argument("--news")
    asked.add_argument("--synthetic", type=int, default=0)
    asked.add_argument("--chunk", type=int, default=10_000)
    asked.add_argument("--readers", type=int, default=8)
    asked.add_argument("--readers-after", type=int, default=0)
    asked.add_argument("--pause", type=float, default=0.05, help="seconds between an answer and the next question")
    asked.add_argument("--port", type=int, default=8499)
    asked.add_argument("--order", choices=("random", "feed"), default="random", help="of the days of made-up articles")
    asked = asked.parse_args()
    os.makedirs(asked.folder, exist_ok=True)
    db = os.path.join(asked.folder, "desk.db")
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(db + ending):
            os.remove(db + ending)
    server = readers = None
    total = 0
    print("| documents | documents/s | seconds of CPU for 1,000 | load | search p50 ms | search p95 ms | incident p50 ms "
          "| incident p95 ms | answers | server ms of CPU an answer |", flush=True)
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    try:
        for path, count in chunks(asked.folder, asked.news, asked.synthetic, asked.order, asked.chunk):
            if readers:
                readers.taken()
                before = cpu_seconds(server.pid)
            start, used = time.perf_counter(), children_seconds()
            subprocess.run([asked.marsad, "add", "--db", db, path], check=False, stderr=subprocess.DEVNULL)
            rate = count / (time.perf_counter() - start)
            os.remove(path)
            total += count
            told = readers.taken() if readers else {"search": [], "incident": []}
            used = (children_seconds() - used) * 1000 / count
            row = [total, f"{rate:.0f}", f"{used:.2f}", f"{os.getloadavg()[0]:.1f}"]
            for kind in ("search", "incident"):
                row += [f"{share(told[kind], 0.5):.1f}", f"{share(told[kind], 0.95):.1f}"]
            answers = sum(len(seconds) for seconds in told.values())
            row += [answers, f"{(cpu_seconds(server.pid) - before) * 1000 / answers:.1f}" if answers else "nan"]
            print("| " + " | ".join(str(cell) for cell in row) + " |", flush=True)
            if server is None and asked.readers and total >= asked.readers_after:
                command = [asked.marsad, "serve", "--db", db, "--bind", f"127.0.0.1:{asked.port}"]
                server = subprocess.Popen(command, stdout=subprocess.PIPE)
                server.stdout.readline()
                readers = Readers(asked.port, asked.readers, asked.pause)
    finally:
        if readers:
            readers.stop()
        if server:
            server.terminate()
    if readers:
        print("\n| search | p50 ms | p95 ms | answers |\n|---|---:|---:|---:|")
        for words, seconds in sorted(readers.by_words.items(), key=lambda pair: -share(pair[1], 0.95)):
            print(f"| {words} | {share(seconds, 0.5):.1f} | {share(seconds, 0.95):.1f} | {len(seconds)} |")
        for failure, times in readers.failures.most_common(9):
            print(f"not answered {times} times: {failure}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    print(f"\nthe largest process, of those that added and the one that served: {peak:.0f} MB")
    text, found = tables(db)
    print(f"\ntext {text / 1e6:.1f} MB, file {sum(found.values()) / 1e6:.1f} MB, {sum(found.values()) / text:.2f} times the text\n")
    print("| table | MB | times the text |\n|---|---:|---:|")
    for table, size in sorted(found.items(), key=lambda pair: -pair[1]):
        if size / text >= 0.005:
            print(f"| `{table}` | {size / 1e6:.1f} | {size / text:.2f} |")


if __name__ == "__main__":
    main()
