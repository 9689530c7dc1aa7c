import { edges, fitted, laid_out, periods, sign_of } from "../src/lib/network";
import { moment_of, stretches } from "../src/lib/coverage";
import { describe, expect, it } from "vitest";
import { date_parts, day_key, format_date, format_interval } from "../src/lib/dates";
import { filter_count, filter_of, NO_FILTER, query_of } from "../src/lib/filters";
import { first_language, toll as toll_words, settings } from "../src/lib/i18n.svelte";
import { badges, brief, told_values, with_outlets } from "../src/lib/incident";
import { utf16_index } from "../src/lib/offsets";
import { direction_of } from "../src/lib/reading";
import type { Incident, TollFact } from "../src/lib/record";
import { moments, spots, stacked, time_ticks } from "../src/lib/plotted";
import { csv } from "../src/lib/save";
import { screen_of } from "../src/lib/router.svelte";
import { paragraphs, segments, stretch_at, stretches_of } from "../src/lib/segments";
import { loudest, source_graph } from "../src/lib/sources";
import { news_since } from "../src/lib/changes";
import { looked } from "../src/lib/look.svelte";
import { apart, steps } from "../src/lib/steps";
import { added_by, added_event, added_mention, found_words, subject_of, trimmed } from "../src/lib/adding";
import { amount_of, change_in_words, value_in_words } from "../src/lib/values";
import { drawn, Heights, next_stretch } from "../src/lib/windowed";
import { scale_end, scale_position, scale_ticks, toll_extent, worded_toll } from "../src/lib/toll";
import ar from "../src/messages/ar.json";
import en from "../src/messages/en.json";

describe("offsets", () => {
  it("a text without astral letters keeps its offsets", () => {
    const at = utf16_index("قتل 13 جنديا");
    expect([at(0), at(4), at(12)]).toEqual([0, 4, 12]);
  });

  it("each astral letter before an offset moves it by one unit", () => {
    const text = "🕊️ هدنة 🚨 عاجل";
    const letters = [...text];
    const at = utf16_index(text);
    for (let index = 0; index <= letters.length; index += 1) expect(at(index)).toBe(letters.slice(0, index).join("").length);
    expect(text.slice(at(letters.indexOf("ع")), at(letters.length))).toBe("عاجل");
  });

  it("an offset outside the text is held at its ends", () => {
    expect(utf16_index("أب")(9)).toBe(2);
    expect(utf16_index("أ🚨")(9)).toBe(3);
    expect(utf16_index("أ🚨")(-3)).toBe(0);
  });

  it("a lone surrogate counts as one code point", () => {
    expect(utf16_index("🚨\ud800ب")(2)).toBe(3);
  });
});

describe("segments", () => {
  it("overlapping annotations are cut at every edge and nothing is lost", () => {
    const text = "وتبنى التنظيم الهجوم";
    const pieces = segments(text, 0, text.length, [{ key: "claim", start: 0, end: 20 }, { key: "name", start: 6, end: 13 }]);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    expect(pieces.map((piece) => piece.annotations.map((one) => one.key))).toEqual([["claim"], ["name", "claim"], ["claim"]]);
  });

  it("an empty annotation cuts nothing", () => {
    expect(segments("نص", 0, 2, [{ key: "none", start: 1, end: 1 }])).toHaveLength(1);
  });

  it("blank lines are no paragraphs", () => {
    expect(paragraphs("أ\n\n \nب")).toEqual([{ start: 0, end: 1 }, { start: 5, end: 6 }]);
  });
});

describe("a long text", () => {
  it("each stretch has its paragraphs and the annotations that touch them", () => {
    const ranges = [0, 10, 20, 30].map((start) => ({ start, end: start + 9 }));
    const found = stretches_of(ranges, [{ key: "a", start: 2, end: 4 }, { key: "b", start: 15, end: 25 }, { key: "c", start: 31, end: 33 }], 2);
    expect(found.map((one) => [one.ranges.length, one.annotations.map((mark) => mark.key)])).toEqual([[2, ["a", "b"]], [2, ["b", "c"]]]);
    expect([0, 19, 20, 99].map((start) => stretch_at(found, start))).toEqual([0, 0, 1, 1]);
  });
  it("ten thousand annotations of one line are cut at once", () => {
    const text = "كلمة ".repeat(10_000);
    const marks = Array.from({ length: 10_000 }, (_, place) => ({ key: String(place), start: place * 5, end: place * 5 + 4 }));
    const begun = performance.now();
    expect(segments(text, 0, text.length, marks)).toHaveLength(20_000);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe("dates", () => {
  const english = { locale: "en-GB-u-nu-latn" };
  it("a date is never fuller than it was told", () => {
    expect(format_date("2021", english)).toBe("2021");
    expect(format_date("2021-08", english)).toBe("August 2021");
    expect(format_date("2021-08-26", english)).toBe("26 August 2021");
    expect(format_date("2021-08-26T22:49", { ...english, time: true })).toMatch(/26 August 2021.*22:49/);
  });
  it("Arabic dates take the digits that were asked for", () => {
    expect(format_date("2021-08-26", { locale: "ar-u-nu-latn" })).toBe("26 أغسطس 2021");
    expect(format_date("2021-08-26", { locale: "ar-u-nu-arab" })).toBe("٢٦ أغسطس ٢٠٢١");
  });
  it("the Hijri date stands beside the Gregorian one", () => {
    expect(format_date("2021-08-26", { locale: "en-GB-u-nu-latn", hijri: true })).toMatch(/26 August 2021 · .*Muharram 1443/);
  });
  it("what is no date comes back as written", () => {
    expect(format_date("soon", english)).toBe("soon");
    expect(date_parts(null)).toBeNull();
  });
  it("an interval names both ends, a point only one", () => {
    expect(format_interval({ from: "2021-08-26", to: "2021-08-27" }, english)).toMatch(/^26\s.\s27 August 2021$/);
    expect(format_interval({ from: "2021-08-01", to: "2021-08-31" }, english)).toBe("August 2021");
    expect(format_interval({ from: "2021-01-01", to: "2021-12-31" }, english)).toBe("2021");
    expect(format_interval({ from: "2021-02-01", to: "2021-02-27" }, english)).toMatch(/^1\s.\s27 February 2021$/);
    expect(format_interval({ from: "2021-08-26", to: "2021-08-26" }, english)).toBe("26 August 2021");
    expect(day_key({ from: "2021-08-26T10:00", to: null })).toBe("2021-08-26");
  });
});

describe("tolls", () => {
  it("at least, more than, about and exact are different things to say", () => {
    expect(worded_toll({ low: 20, high: null, qualifier: "at_least" }).wording).toBe("at_least");
    expect(worded_toll({ low: 20, high: null, qualifier: "vague" }).wording).toBe("at_least");
    expect(worded_toll({ low: 20, high: null, qualifier: "more_than" }).wording).toBe("more_than");
    expect(worded_toll({ low: null, high: 9, qualifier: "less_than" }).wording).toBe("less_than");
    expect(worded_toll({ low: 9, high: 9, qualifier: "about" }).wording).toBe("about");
    expect(worded_toll({ low: 9, high: 9, qualifier: "exact" }).wording).toBe("exact");
    expect(worded_toll({ low: 9, high: 12, qualifier: "range" }).wording).toBe("range");
    expect(worded_toll({ low: null, high: null }).wording).toBe("unknown");
  });
  it("a toll is said in the interface's language", () => {
    settings.language = "ar";
    expect(toll_words({ low: 20, high: null, qualifier: "at_least" })).toBe("20 فأكثر");
    settings.language = "en";
    expect(toll_words({ low: 20, high: null, qualifier: "at_least" })).toBe("20 or more");
  });
  it("the extent holds its best and stays open where nobody told an upper end", () => {
    const fact: TollFact = { agreed: null, disputed: true, sides: [{ value: { low: 13, high: 13 }, claims: [] }, { value: { low: 170, high: null }, claims: [] }] };
    expect(toll_extent(fact)).toEqual({ low: 13, best: 13, high: 170, open: true });
    expect(toll_extent({ ...fact, low: 13, best: 170, high: 182 })).toEqual({ low: 13, best: 170, high: 182, open: false });
    expect(toll_extent(null)).toBeNull();
    expect(toll_extent({} as TollFact)).toBeNull();
  });
  it("the scale ends at the next round count and grows without end", () => {
    expect([3, 10, 11, 31, 170, 1000].map(scale_end)).toEqual([10, 10, 30, 100, 300, 1000]);
    expect(scale_position(0, 100)).toBe(0);
    expect(scale_position(100, 100)).toBe(1);
    expect(scale_position(20, 100)).toBeGreaterThan(scale_position(10, 100));
    expect(scale_ticks(30).filter((tick) => tick.major).map((tick) => tick.count)).toEqual([0, 1, 10]);
  });
  it("tellings become one line for each outlet where no origin is known, in the order of publication", () => {
    const lines = steps({ agreed: null, disputed: true, sides: [
      { value: { low: 32, high: 32 }, claims: [telling("أ", "2022-08-28T19:00", "d2")] },
      { value: { low: 23, high: 23 }, claims: [telling("أ", "2022-08-28T08:00", "d1"), telling("ب", "2022-08", "d3")] },
    ] });
    expect(lines.map((line) => [line.origin, line.points.map((point) => point.count)])).toEqual([["أ", [23, 32]]]);
  });
  it("reprints are one line of their origin, and what it says again is no step", () => {
    const fact = { agreed: null, disputed: true, sides: [
      { value: { low: 48, high: 48 }, claims: [telling("أ", "2022-08-28", "d1"), telling("ب", "2022-08-29", "d2"), telling("ج", "2022-08-29", "d3")] },
      { value: { low: 57, high: 57 }, claims: [telling("ب", "2022-08-30", "d4")] },
      { value: { low: 6, high: 6, who: "أطفال" }, claims: [telling("ب", "2022-08-30", "d4")] },
    ] };
    const lines = steps(fact, [{ outlet: "afp", documents: ["d1", "d2", "d4"] }, { outlet: "ج", documents: ["d3"] }]);
    expect(lines.map((line) => [line.origin, line.outlets, line.points.map((point) => point.count)])).toEqual([["afp", ["أ", "ب"], [48, 57]], ["ج", ["ج"], [48]]]);
  });
});

function telling(outlet: string, published: string, document = "d") {
  return { document, claim: "c", outlet, chain: [outlet], quote: "", published };
}

describe("changes", () => {
  const step = (mark: number, kind: "toll" | "disputed" | "settled", best: [number, number] | null = null) => ({
    mark: `m${mark}`, when: "2026-11-22T05:00:00Z", kind, fact: "killed",
    before: best && { low: best[0], best: best[0], high: best[0] }, after: best && { low: best[1], best: best[1], high: best[1] },
  });
  const course = (first: number, changes: ReturnType<typeof step>[]) => ({ first: `m${first}`, mark: changes.at(-1)?.mark ?? `m${first}`, when: null, changes });

  it("several changes since a look are one: from what it was to what it is", () => {
    const { is_new, steps: told } = news_since(course(1, [step(2, "toll", [20, 48]), step(3, "toll", [48, 50]), step(4, "toll", [50, 57])]), 2);
    expect([is_new, told.map((one) => [one.before?.best, one.after?.best])]).toEqual([false, [[48, 57]]]);
  });
  it("what came and went between two looks has not changed", () => {
    expect(news_since(course(1, [step(2, "toll", [48, 57]), step(3, "toll", [57, 48])]), 1).steps).toEqual([]);
    expect(news_since(course(1, [step(2, "disputed"), step(3, "settled")]), 1).steps).toEqual([]);
  });
  it("what was first told after a look is new and nothing else, and what was told before is not", () => {
    const told = course(3, [step(4, "toll", [1, 2])]);
    expect(news_since(told, 2)).toEqual({ is_new: true, steps: [] });
    expect(news_since(told, 4)).toEqual({ is_new: false, steps: [] });
  });
  it("a look ends when the reader has been away, and another desk begins anew", () => {
    const first = looked(null, 7, 0);
    expect(first.before).toBe(7);
    const still = looked(first, 9, 60_000);
    expect([still.before, still.shown]).toEqual([7, 9]);
    const back = looked(still, 12, 10_000_000);
    expect([back.before, back.ended, back.shown]).toEqual([9, 60_000, 12]);
    expect(looked(back, 3, 10_000_001).before).toBe(3);
  });
});

describe("filters", () => {
  it("a filter survives the way to the address and back", () => {
    const filter = { ...NO_FILTER, text: "مطار عدن", type: "ASSAULT", from: "2020-01-01", disputed: true };
    expect(filter_of(new URLSearchParams(query_of(filter).toString()))).toEqual(filter);
    expect(filter_count(filter)).toBe(4);
  });
  it("what was not asked is not in the address, what is not a filter stays", () => {
    expect(query_of(NO_FILTER).toString()).toBe("");
    expect(query_of(NO_FILTER, new URLSearchParams("view=table&text=x")).toString()).toBe("view=table");
  });
});

describe("addresses", () => {
  it("each path names one screen", () => {
    expect(screen_of("/")).toEqual({ name: "today" });
    expect(screen_of("/incidents/i%2F1")).toEqual({ name: "incident", id: "i/1" });
    expect(screen_of("/documents")).toEqual({ name: "documents" });
    expect(screen_of("/documents/%E0")).toEqual({ name: "reader", id: "%E0" });
    expect(screen_of("/claims/3")).toEqual({ name: "lost" });
    expect(screen_of("/nowhere")).toEqual({ name: "lost" });
  });
});

describe("incidents", () => {
  const incident: Incident = {
    schema: "marsad.incident/1", id: "i", type: "ASSAULT", modes: [], documents: [], headline_of: [], outlets: 1, origins: 1,
    facts: { date: { agreed: "2021-01-01", disputed: false, sides: [] }, actors: { agreed: null, disputed: false, sides: [{ value: { entity: "x", name: "X", status: "claimed" }, claims: [] }] } },
    contradictions: [{ fact: "killed", kind: "toll", sides: 2, rising: true }],
  };
  it("badges come from contradictions and from how actors are told", () => {
    expect(badges(incident)).toEqual(["disputed", "rising", "claimed"]);
    expect(badges({ ...incident, contradictions: [], facts: {} })).toEqual([]);
  });
  it("values told twice are shown once", () => {
    const side = { value: { entity: "x", name: "X" }, claims: [] };
    expect(told_values({ agreed: { entity: "x", name: "X" }, disputed: false, sides: [side, side] })).toHaveLength(1);
  });
  it("an incident in a list keeps how many tell each side, and not their sentences", () => {
    const told = (one: Incident) => one.facts.date?.sides.map((side) => side.claims.length);
    expect(told(brief(incident))).toEqual(told(incident));
    expect(JSON.stringify(brief(incident).facts)).not.toContain("quote\":\"");
  });
});

describe("sources", () => {
  const told = (document: string, ...chain: string[]) => ({ document, claim: "c", outlet: chain[0] ?? null, chain, quote: "", published: null });
  const incident = (...claims: ReturnType<typeof told>[]): Incident => ({
    schema: "", id: "i", type: "ASSAULT", modes: [], documents: [], headline_of: [], outlets: 0, origins: 0, contradictions: [],
    facts: { date: { agreed: "2021", disputed: false, sides: [{ value: "2021", claims }] } },
  });
  it("news flows from the voice that vouches to the outlets, which stand last", () => {
    const graph = source_graph(loudest(incident(told("1", "بريد", "النسر", "مسؤول"), told("2", "النسر", "مسؤول"), told("3", "الضفاف")), 9).paths);
    expect(graph.nodes.map((node) => [node.name, node.column, node.publishes])).toEqual([["مسؤول", 0, false], ["النسر", 1, true], ["بريد", 2, true], ["الضفاف", 2, true]]);
    expect(graph.edges.map((edge) => `${edge.from.name}>${edge.to.name}`)).toEqual(["مسؤول>النسر", "النسر>بريد"]);
  });
  it("a drawing with little room keeps the voices that tell most, and says how many it leaves out", () => {
    const found = loudest(incident(told("1", "بريد", "مسؤول"), told("2", "النسر", "شاهد"), told("3", "بريد", "شاهد")), 1);
    expect([found.paths.map(([first]) => first), found.left_out]).toEqual([["شاهد", "شاهد"], 1]);
  });
  it("outlets have the names that the reader knows them by", () => {
    const named = with_outlets(incident(told("1", "Al Barid", "مسؤول")), new Map([["Al Barid", "البريد"]]));
    expect(named.facts.date?.sides[0]?.claims[0]?.chain).toEqual(["البريد", "مسؤول"]);
  });
  it("outlets that quote each other in a ring still find a place", () => {
    const graph = source_graph(loudest(incident(told("1", "أ", "ب"), told("2", "ب", "أ")), 9).paths);
    expect(graph.nodes).toHaveLength(2);
    expect(graph.columns).toBeLessThanOrEqual(2);
  });
});

describe("plots", () => {
  const on = (id: string, day: string | null, point?: [number, number]): Incident => ({
    schema: "", id, type: "ASSAULT", modes: [], documents: [], headline_of: [], outlets: 0, origins: 0, contradictions: [],
    facts: {
      date: day ? { agreed: day, disputed: false, sides: [] } : null,
      place: point ? { agreed: { place: "p", name: "p", country: null, resolution: null, point }, disputed: false, sides: [] } : null,
    },
  });
  it("incidents of one time are piled up, undated ones are left out", () => {
    const plot = stacked(moments([on("a", "2021-01-01"), on("b", "2021-01-02"), on("c", "2021-12-31"), on("d", null)]), 10);
    expect(plot.marks.map((mark) => [mark.id, mark.column, mark.level])).toEqual([["a", 0, 0], ["b", 0, 1], ["c", 9, 0]]);
  });
  it("a few days have a heap each, as broad as a day", () => {
    const plot = stacked(moments(["a", "b", "c"].map((id) => on(id, "2021-01-01")).concat(on("d", "2021-01-02"))), 6);
    expect(plot.days).toBe(2);
    expect(plot.marks.map((mark) => [mark.id, mark.column, mark.level])).toEqual([["a", 0, 0], ["b", 1, 0], ["c", 0, 1], ["d", 3, 0]]);
  });
  it("incidents of one point share a spot, those without one are left out", () => {
    expect(spots([on("a", null, [1, 2]), on("b", null, [1, 2]), on("c", null)]).map((spot) => [spot.latitude, spot.longitude, spot.incidents.length])).toEqual([[1, 2, 2]]);
  });
  it("a long time is ticked by years, a short one by months", () => {
    expect(time_ticks(Date.UTC(2019, 5, 1), Date.UTC(2022, 1, 1))).toMatchObject({ unit: "year", ticks: [{ year: 2020 }, { year: 2021 }, { year: 2022 }] });
    expect(time_ticks(Date.UTC(2021, 10, 5), Date.UTC(2022, 0, 20))).toMatchObject({ unit: "month", ticks: [{ year: 2021, month: 12 }, { year: 2022, month: 1 }] });
    expect(time_ticks(Date.UTC(2021, 0, 1), Date.UTC(2021, 0, 3))).toMatchObject({ unit: "day", ticks: [{ day: 1 }, { day: 2 }, { day: 3 }] });
  });
});

describe("labels", () => {
  it("labels of one height are set apart and stay in their room", () => {
    expect(apart([50, 50, 50], 15, 0, 100)).toEqual([50, 65, 80]);
    expect(apart([95, 96], 15, 0, 100)).toEqual([85, 100]);
  });
});

describe("saving", () => {
  it("a field with a comma, a quote or a line break is quoted", () => {
    expect(csv([["الوسيلة", "n"], ['قال "نعم"، ثم', 3], ["a,b\nc", 4]])).toBe('الوسيلة,n\r\n"قال ""نعم""، ثم",3\r\n"a,b\nc",4\r\n');
  });
});

describe("languages", () => {
  it("a choice beats the browser, the browser beats English", () => {
    expect(first_language("ar", ["en"])).toBe("ar");
    expect(first_language(null, ["fr", "ar-MA", "en"])).toBe("ar");
    expect(first_language(null, ["fr"])).toBe("en");
  });
  it("the direction follows the script's language", () => {
    expect([direction_of("ar"), direction_of("fa-IR"), direction_of("en"), direction_of(null)]).toEqual(["rtl", "rtl", "ltr", "rtl"]);
  });
  it("both languages have every message, with the same gaps to fill", () => {
    expect(Object.keys(ar).sort()).toEqual(Object.keys(en).sort());
    const gaps = (message: unknown) => [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();
    for (const key of Object.keys(en) as (keyof typeof en)[]) expect(gaps(ar[key]), key).toEqual(gaps(en[key]));
  });
  it("no message is written twice under one name", () => {
    const files = import.meta.glob("../src/messages/*.json", { query: "?raw", import: "default", eager: true });
    expect(Object.keys(files)).toHaveLength(2);
    for (const [language, text] of Object.entries(files)) {
      const names = [...String(text).matchAll(/^ {2}"([^"]+)":/gm)].map((found) => found[1]);
      expect(names.filter((name, place) => names.indexOf(name) !== place), language).toEqual([]);
    }
  });
  it("Arabic counts have all six forms", () => {
    for (const message of Object.values(ar)) if (typeof message !== "string") expect(Object.keys(message)).toEqual(["zero", "one", "two", "few", "many", "other"]);
  });
});

describe("what was read", () => {
  const days = [{ day: "2018-04-01", documents: 3, outlets: {} }, { day: "2018-04-04", documents: 1, outlets: {} }];
  const coverage = { from: "2018-04-01", to: "2018-04-04", documents: 4, undated: 0, days, gaps: [], outlets: [] };

  it("counts each stretch and the days of it of which nothing was read", () => {
    const found = stretches(coverage, moment_of("2018-04-01"), moment_of("2018-04-04"), 2);
    expect(found).toEqual([{ documents: 3, unread: 1, days: 2 }, { documents: 1, unread: 1, days: 2 }]);
  });
});

describe("the network of actors", () => {
  const side = (hostile: number, cooperative: number) => ({ hostile, cooperative, neutral: 0 });
  const period = (name: string, hostile: number, cooperative: number) => ({ period: name, sign: "mixed" as const, deeds: side(hostile, 0), statements: side(0, cooperative), score: 1 });
  const tie = (one: string, other: string, periods: ReturnType<typeof period>[]) => ({ actors: [one, other] as [string, string], sign: "mixed" as const, deeds: side(0, 0), statements: side(0, 0), score: 0, periods });
  const ties = [tie("a", "b", [period("2018-03", 3, 0), period("2018-04", 0, 9)]), tie("b", "c", [period("2018-04", 1, 1)])];

  it("a tie has the sign of the time that is looked at", () => {
    expect(edges(ties, (name) => name <= "2018-03").map((edge) => edge.sign)).toEqual(["hostile"]);
    expect(edges(ties, () => true).map((edge) => edge.sign)).toEqual(["cooperative", "mixed"]);
    expect(periods(ties)).toEqual(["2018-03", "2018-04"]);
  });

  it("the same ties give the same drawing, inside its room", () => {
    const drawn = edges(ties, () => true);
    const nodes = fitted(laid_out(drawn, 800, 400), 800, 400);
    expect(nodes).toEqual(fitted(laid_out(drawn, 800, 400), 800, 400));
    expect(nodes.map((node) => node.id).sort()).toEqual(["a", "b", "c"]);
    expect(nodes.every((node) => node.x >= 0 && node.x <= 800 && node.y >= 0 && node.y <= 400)).toBe(true);
    expect(sign_of(0, 0)).toBe("mixed");
  });
});

describe("a long list", () => {
  it("a measured row moves the rows after it", () => {
    const heights = new Heights(10, 100);
    expect([heights.top(3), heights.top(10)]).toEqual([300, 1000]);
    expect(heights.tell(1, 150)).toBe(true);
    expect(heights.tell(1, 150)).toBe(false);
    expect([heights.top(1), heights.top(3), heights.top(10)]).toEqual([100, 350, 1050]);
  });

  it("every distance stands in one row", () => {
    const heights = new Heights(4, 100);
    heights.tell(1, 50);
    expect([-5, 0, 99, 100, 149, 150, 349, 9999].map((distance) => heights.at(distance))).toEqual([0, 0, 0, 1, 1, 2, 3, 3]);
  });

  it("a longer list keeps what was measured", () => {
    const short = new Heights(2, 100);
    short.tell(0, 40);
    expect(new Heights(3, 100, short).top(3)).toBe(240);
  });

  it("every row that is drawn stands where it belongs, and the row in focus stays", () => {
    const heights = new Heights(100, 10);
    for (const held of [-1, 2, 55, 99]) {
      const rows = drawn(heights, { first: 50, last: 60 }, held, 0);
      expect(rows.reduce((sum, one) => sum + one.gap + 10, 0)).toBe(heights.top((rows.at(-1)?.row ?? 0) + 1));
      expect(held < 0 || rows.some((one) => one.row === held)).toBe(true);
    }
  });

  it("rows come and go a few with each frame, and at once where the view needs them", () => {
    const heights = new Heights(1000, 100);
    let { next, is_done } = next_stretch(heights, { first: 0, last: 0 }, 50_000, 800);
    expect(next).toEqual({ first: 500, last: 509 });
    for (let frame = 0; !is_done; frame += 1) {
      const before = next;
      ({ next, is_done } = next_stretch(heights, before, 50_000, 800));
      expect(frame).toBeLessThan(20);
      if (frame > 0) expect(Math.abs(next.first - before.first) + Math.abs(next.last - before.last)).toBeLessThanOrEqual(10);
    }
    expect(next).toEqual({ first: 494, last: 515 });
    expect(next_stretch(heights, next, 50_050, 800)).toEqual({ next, is_done: true });
    const moved = next_stretch(heights, next, 51_500, 800).next;
    expect([moved.first, moved.last]).toEqual([506, 527]);
    expect(next_stretch(heights, { first: 3, last: 20 }, 0, 800).next.first).toBe(0);
    expect(next_stretch(heights, { first: 980, last: 999 }, 99_000, 800).next.last).toBe(1000);
  });

  it("rows found taller than guessed need not move those below them", () => {
    const heights = new Heights(100, 10);
    heights.tell(50, 25);
    expect(drawn(heights, { first: 50, last: 60 }, -1, -15)[0]?.gap).toBe(485);
  });

  it("a row that has not changed is the same object", () => {
    const heights = new Heights(100, 10);
    const rows = drawn(heights, { first: 50, last: 60 }, -1, 0);
    const after = drawn(heights, { first: 50, last: 61 }, -1, 0, rows);
    expect(rows.every((one, place) => one === after[place])).toBe(true);
  });
});

describe("what a person adds", () => {
  const text = "🚨 قتل 5 جنود في هجوم";

  it("words are named by their bytes", () => {
    const words = trimmed(text, { start: 2, end: 12 });
    expect(words && text.slice(words.start, words.end)).toBe("قتل 5 جنود".slice(0, (words?.end ?? 0) - (words?.start ?? 0)));
    expect(subject_of("d", text, { start: 3, end: 6 })).toBe("d@5-11");
  });

  it("words that do not stand in the text are found nowhere", () => {
    expect(found_words(text, "جنود", null)).toEqual({ start: text.indexOf("جنود"), end: text.indexOf("جنود") + 4 });
    expect([found_words(text, "غائب", null), found_words(text, "  ", null)]).toEqual([null, null]);
  });

  it("Arabic digits and commas are sent as the desk reads them", () => {
    expect(added_event("d@5-11", "ASSAULT", { actors: "طالبان، داعش", killed: ">=٧", date: " " }).after).toBe("type=ASSAULT; actors=طالبان,داعش; killed=>=7");
    expect(added_mention("d@5-11", " taliban ").after).toBe("taliban");
    expect([added_by(["decision/d7"]), added_by(["event/attack"])]).toEqual(["d7", null]);
  });
});

describe("values in words", () => {
  it("every amount that a decision may hold is read", () => {
    expect(["12", ">=13", "~170", "7-32", "<5"].map((value) => amount_of(value))).toEqual([
      { low: 12, high: 12, qualifier: "exact" }, { low: 13, high: null, qualifier: "at_least" }, { low: 170, high: 170, qualifier: "about" }, { low: 7, high: 32 }, { low: null, high: 5, qualifier: "less_than" },
    ]);
    expect(amount_of("many")).toBeNull();
  });

  it("a change is told in the reader's language, and no code is left", () => {
    settings.speak("ar");
    expect(change_in_words("killed 7-32")).not.toMatch(/[a-z]/i);
    expect(value_in_words("event", "type=ASSAULT; killed=>=5; actors=taliban", () => "طالبان")).not.toMatch(/[a-z]/i);
    settings.speak("en");
    expect(change_in_words("killed 7-32")).toContain("32");
  });
});
