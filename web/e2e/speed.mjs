// How fast the screens are on a desk: each opened by its address, each reached from another one, and a long list scrolled.
// npm run speed -- --db FILE [--save ../docs/screens/speed.md] [--rounds 5] [--list 20000] ; MARSAD_URL measures a desk that is served.
// The server is started anew, so the first round of each screen is the first time that the desk is asked for it.
import { writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { browser_here, flag, serving } from "./browser.mjs";

const file = flag("--db");
const rounds = Number(flag("--rounds") ?? 5);
const wanted = Number(flag("--list") ?? 20000);
const desk = process.env.MARSAD_URL ? { address: process.env.MARSAD_URL, stop: () => {} } : await serving("serve", "--db", file ?? "marsad.db");
const browser = await browser_here();
const json = async (path) => (await fetch(`${desk.address}/api/v1${path}`)).json();
const summary = await json("/summary");
const [incident] = (await json("/incidents?headlines=true&disputed=true&limit=1")).items;
const document_id = incident?.documents[0] ?? (await json("/documents?limit=1")).items[0].id;

/** Each screen with what stands on it once it can be used. */
const SCREENS = [
  ["Today", "/", ".list article h3 a"],
  ["Today, table", "/?view=table", ".list tbody tr a"],
  ["Incident", `/incidents/${encodeURIComponent(incident?.id ?? "")}`, ".facts section"],
  ["Reader", `/documents/${encodeURIComponent(document_id)}`, ".article p"],
  ["Documents", "/documents", "main tbody tr"],
  ["Claims", "/claims", "main ul li"],
  ["Actors", "/actors", "main ul li"],
  ["Relations", "/relations", "main .edge"],
  ["Questions", `/questions?q=${encodeURIComponent("هل تهدد إيران إسرائيل؟")}`, "main .sides li"],
  ["Cases", "/cases", "main form"],
  ["Watches", "/watches", "main h1"],
  ["Forecasts", "/forecasts", "main ul > li"],
  ["Review", "/review", ".queue li"],
  ["Sources", "/sources", "main .outlets tbody tr"],
  ["Search", `/search?q=${encodeURIComponent("مطار")}`, "main h2"],
  ["About", "/about", "main h1"],
];

async function page_of(language = "ar") {
  const context = await browser.newContext({ locale: language, viewport: { width: 1360, height: 860 } });
  return context.newPage();
}

/** From asking for the address to the screen that can be used. */
async function opened(path, ready) {
  const page = await page_of();
  await page.goto(desk.address + path, { waitUntil: "commit" });
  await page.waitForSelector(ready, { state: "attached", timeout: 20_000 });
  const taken = await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now()))));
  await page.context().close();
  return taken;
}

/** From a click on a link of another screen to the screen that can be used. */
async function changed(path, ready) {
  const page = await page_of();
  await page.goto(`${desk.address}${path === "/about" ? "/cases" : "/about"}`);
  await page.waitForSelector("main h1");
  await page.waitForLoadState("networkidle");
  const taken = await page.evaluate(([path, ready]) => new Promise((resolve) => {
    const link = Object.assign(document.createElement("a"), { href: path });
    document.body.append(link);
    const start = performance.now();
    link.click();
    link.remove();
    const look = () => {
      if (location.pathname + location.search === new URL(path, location.href).pathname + new URL(path, location.href).search && document.querySelector(ready)) resolve(performance.now() - start);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }), [path, ready]);
  await page.context().close();
  return taken;
}

const sorted = (numbers) => [...numbers].sort((left, right) => left - right);
const at = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const rounded = (number) => Math.round(number);

const lines = ["| screen | opened by its address: first, median ms | reached by a click: first, median, worst ms |", "|---|---|---|"];
const late = [];
const only = flag("--only");
for (const [name, path, ready] of SCREENS) {
  if (only && !name.includes(only)) continue;
  try {
    const first_change = await changed(path, ready);
    const first_open = await opened(path, ready);
    const changes = [];
    const opens = [];
    for (let round = 1; round < rounds; round += 1) {
      changes.push(await changed(path, ready));
      opens.push(await opened(path, ready));
    }
    lines.push(`| ${name} | ${rounded(first_open)}, ${rounded(at(opens, 0.5))} | ${rounded(first_change)}, **${rounded(at(changes, 0.5))}**, ${rounded(at(changes, 1))} |`);
    if (at(changes, 0.5) > 150) late.push(`${name} is reached in ${rounded(at(changes, 0.5))} ms`);
    if (at(opens, 0.5) > 1000) late.push(`${name} is opened in ${rounded(at(opens, 0.5))} ms`);
  } catch (cause) {
    lines.push(`| ${name} | did not come: ${String(cause).split("\n")[0]} | |`);
    late.push(`${name} did not come`);
  }
  console.log(lines.at(-1));
}

/** Scrolls a list of at least `wanted` incidents down and up and counts the frames. */
async function scrolled(view) {
  const page = await page_of();
  await page.goto(`${desk.address}/?passing=true${view}`);
  await page.waitForSelector(".list [data-row]");
  const listed = await page.evaluate(async (wanted) => {
    const last = () => Number([...document.querySelectorAll(".list [data-row]")].at(-1)?.dataset.row ?? 0) + 1;
    const until = performance.now() + 240_000;
    for (let count = last(); count < wanted && performance.now() < until && document.querySelector(".more, .list [data-row]"); count = last()) {
      scrollTo(0, document.documentElement.scrollHeight);
      await new Promise((resolve) => setTimeout(resolve, 30));
      if (!document.querySelector(".more") && last() === count) break;
    }
    return last();
  }, wanted);
  const measured = await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const runs = [];
    let most = 0;
    for (const speed of [-1200, 1200, -6000, 6000, -60000, 60000]) {
      const frames = [];
      runs.push({ speed: Math.abs(speed), frames });
      const end = performance.now() + 3000;
      await new Promise((resolve) => {
        let before = performance.now();
        const step = (now) => {
          frames.push(now - before);
          most = Math.max(most, document.querySelectorAll(".list [data-row]").length);
          scrollBy(0, (speed * (now - before)) / 1000);
          before = now;
          if (now < end) requestAnimationFrame(step);
          else resolve();
        };
        requestAnimationFrame((now) => { before = now; requestAnimationFrame(step); });
      });
    }
    return { runs, most, nodes: document.querySelectorAll("*").length };
  });
  await page.context().close();
  return { listed, ...measured };
}

/** Reading speed, a flick of the wheel, and a dragged scrollbar, in pixels a second. */
const SPEEDS = { 1200: "reading", 6000: "a flick", 60000: "the dragged bar" };
const scroll = ["| list | incidents | pixels a second | frame ms: median, p95, worst | frames a second | dropped | rows drawn at most | nodes of the page |", "|---|---:|---|---|---:|---:|---:|---:|"];
if (wanted > 0) {
  for (const [name, view] of [["cards", ""], ["table", "&view=table"]]) {
    const found = await scrolled(view);
    for (const [speed, told] of Object.entries(SPEEDS)) {
      const frames = found.runs.filter((run) => run.speed === Number(speed)).flatMap((run) => run.frames);
      const mean = frames.reduce((sum, frame) => sum + frame, 0) / frames.length;
      const dropped = frames.reduce((sum, frame) => sum + Math.max(0, Math.round(frame / (1000 / 60)) - 1), 0);
      scroll.push(`| ${name} | ${found.listed.toLocaleString("en")} | ${Number(speed).toLocaleString("en")} (${told}) | ${[0.5, 0.95, 1].map((share) => at(frames, share).toFixed(1)).join(", ")} | ${(1000 / mean).toFixed(1)} | ${dropped} of ${frames.length + dropped} | ${found.most} | ${found.nodes.toLocaleString("en")} |`);
    }
  }
  console.log(scroll.join("\n"));
}
const where = `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}; ${summary.documents?.toLocaleString("en")} documents, ${summary.incidents?.toLocaleString("en")} incidents, ${summary.claims?.toLocaleString("en")} claims`;
console.log(`${where}\n${late.length === 0 ? "every screen is reached within 150 ms and opened within a second" : late.join("\n")}`);
const save = flag("--save");
if (save) {
  await writeFile(save, `# How fast the screens are

\`cd web && npm run speed -- --db FILE --save ../docs/screens/speed.md\` makes this page: it serves the desk anew, walks it in headless Chromium and writes down what it measured. Goals: a screen opened by its
address can be used within 1 s, a screen reached by a click within 150 ms, a list of 20,000 incidents scrolls at 60 frames a second.

${where}.

## From one screen to another

"First" is the first time that the server was asked for it; the others follow in ${rounds - 1} more rounds, each in a browser that has kept nothing.

${lines.join("\n")}

${late.length === 0 ? "Every goal is met." : `Not met: ${late.join("; ")}.`}

## A long list

Only the rows in view are drawn. The list is read to its end, then scrolled for three seconds each way at every speed.

${scroll.join("\n")}
`);
}
await browser.close();
desk.stop();
