// How fast the screens are on a desk: each opened by its address, each reached from another one, and a long list scrolled.
// npm run speed -- --db FILE [--save ../docs/screens/speed.md] [--rounds 3] [--list 20000] [--only NAME] ; MARSAD_URL measures a
// desk that is served. The server is started anew, so the first round of each screen is the first time that the desk is asked for
// it. What was measured so far is written after every screen: a run that is cut off keeps it.
import { writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { browser_here, flag, serving } from "./browser.mjs";

const rounds = Number(flag("--rounds") ?? 3);
const wanted = Number(flag("--list") ?? 20000);
const only = flag("--only");
const desk = process.env.MARSAD_URL ? { address: process.env.MARSAD_URL, stop: () => {} } : await serving("serve", "--db", flag("--db") ?? "marsad.db");
const browser = await browser_here();
const json = async (path) => (await fetch(`${desk.address}/api/v1${path}`)).json();
const summary = await json("/summary");
const [incident] = (await json("/incidents?headlines=true&disputed=true&limit=1")).items;
const document_id = incident?.documents[0] ?? (await json("/documents?limit=1")).items[0].id;

/** What is to be reached, in milliseconds. */
const GOAL = { opened: 1000, changed: 150 };
/** A frame that comes so long after the one before has missed its turn: a turn of a 60 Hz screen and a millisecond of its clock. */
const LATE = 1000 / 60 + 1;

/** Each screen with what stands on it once it can be used. */
const SCREENS = [
  ["Today", "/", ".list article h3 a"],
  ["Today, latest day first", "/?sort=day", ".list article h3 a"],
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
].filter(([name]) => !only || name.includes(only));

const at = (numbers, share) => [...numbers].sort((left, right) => left - right)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const row = (cells) => `| ${cells.join(" | ")} |`;
const now = () => `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}`;

/** Does something on a page of a browser that has kept nothing. */
async function on_page(work) {
  const context = await browser.newContext({ locale: "ar", viewport: { width: 1360, height: 860 } });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** From asking for the address to the screen that can be used. */
const opened = (path, ready) => on_page(async (page) => {
  await page.goto(desk.address + path, { waitUntil: "commit" });
  await page.waitForSelector(ready, { state: "attached", timeout: 20_000 });
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now()))));
});

/** From a click on a link of another screen to the screen that can be used. */
const changed = (path, ready) => on_page(async (page) => {
  await page.goto(`${desk.address}${path === "/about" ? "/cases" : "/about"}`);
  await page.waitForSelector("main h1");
  await page.waitForLoadState("networkidle");
  return page.evaluate(([path, ready]) => new Promise((resolve) => {
    const link = Object.assign(document.createElement("a"), { href: path });
    document.body.append(link);
    const start = performance.now();
    link.click();
    link.remove();
    const { pathname, search } = new URL(path, location.href);
    const look = () => {
      if (location.pathname === pathname && location.search === search && document.querySelector(ready)) resolve(performance.now() - start);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }), [path, ready]);
});

const SCREEN_HEAD = ["screen", "opened by its address: first, median ms", "reached by a click: first, median, worst ms"];
const told = { begun: now(), screens: [row(SCREEN_HEAD), row(SCREEN_HEAD.map(() => "---"))], late: [], lists: [], list_begun: "", is_whole: false };

async function save() {
  const file = flag("--save");
  if (!file) return;
  await writeFile(file, `# How fast the screens are

\`cd web && npm run speed -- --db FILE --save ../docs/screens/speed.md\` makes this page: it serves the desk anew, walks it in headless Chromium and writes down what it measured. Goals: a screen opened by its
address can be used within 1 s, a screen reached by a click within 150 ms, a list of 20,000 incidents scrolls at 60 frames a second.

${told.begun}; ${summary.documents?.toLocaleString("en")} documents, ${summary.incidents?.toLocaleString("en")} incidents, ${summary.claims?.toLocaleString("en")} claims.${told.is_whole ? "" : " This run was cut off."}

## From one screen to another

"First" is the first time that the server was asked for it; the others follow in ${rounds - 1} more rounds, each in a browser that has kept nothing.

${told.screens.join("\n")}

${told.late.length === 0 ? "Every goal is met." : `Not met: ${told.late.join("; ")}.`}

## A long list

${told.list_begun ? `${told.list_begun}. ` : ""}Only the rows in view are drawn. The list is read to its end, then scrolled for three seconds each way at every speed. A frame is late when it comes more than a millisecond after its turn
(${LATE.toFixed(1)} ms after the one before); a second that a clock counts a little long has 59.9 frames and none of them late.

${told.lists.join("\n")}
`);
}

async function measure_screen([name, path, ready]) {
  try {
    const first_change = await changed(path, ready);
    const first_open = await opened(path, ready);
    const [changes, opens] = [[], []];
    for (let round = 1; round < rounds; round += 1) {
      changes.push(await changed(path, ready));
      opens.push(await opened(path, ready));
    }
    const rounded = (numbers) => numbers.map((number) => Math.round(number));
    const [open, change] = [at(opens, 0.5), at(changes, 0.5)];
    told.screens.push(row([name, rounded([first_open, open]).join(", "), `${Math.round(first_change)}, **${Math.round(change)}**, ${Math.round(at(changes, 1))}`]));
    if (change > GOAL.changed) told.late.push(`${name} is reached in ${Math.round(change)} ms`);
    if (open > GOAL.opened) told.late.push(`${name} is opened in ${Math.round(open)} ms`);
  } catch (cause) {
    told.screens.push(row([name, `did not come: ${String(cause).split("\n")[0]}`, ""]));
    told.late.push(`${name} did not come`);
  }
  console.log(told.screens.at(-1));
  await save();
}

/** Reads a list until so many incidents are there, or it ends; gives how many there are. */
const read_on = (page) => page.evaluate(async (wanted) => {
  const last = () => Number([...document.querySelectorAll(".list [data-row]")].at(-1)?.dataset.row ?? 0) + 1;
  const until = performance.now() + 150_000;
  while (last() < wanted && performance.now() < until) {
    const count = last();
    scrollTo(0, document.documentElement.scrollHeight);
    await new Promise((resolve) => setTimeout(resolve, 25));
    if (!document.querySelector(".more") && last() === count) break;
  }
  return last();
}, wanted);

/** Scrolls up and down at a speed from where the page stands; gives how long every frame took. */
const scrolled = (page, speed) => page.evaluate(async (speed) => {
  const frames = [];
  for (const way of [-speed, speed]) {
    const end = performance.now() + 3000;
    await new Promise((resolve) => {
      let before = 0;
      const step = (now) => {
        if (before > 0) {
          frames.push(now - before);
          scrollBy(0, (way * (now - before)) / 1000);
        }
        before = now;
        if (now < end) requestAnimationFrame(step);
        else resolve();
      };
      requestAnimationFrame(step);
    });
  }
  return frames;
}, speed);

/** Reading speed, a flick of the wheel, and a dragged scrollbar, in pixels a second. */
const SPEEDS = [[1200, "reading"], [6000, "a flick"], [60000, "the dragged bar"]];

async function measure_list(page, name, listed) {
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForTimeout(1500);
  for (const [speed, way] of SPEEDS) {
    const frames = await scrolled(page, speed);
    const late = frames.filter((frame) => frame > LATE).length;
    const drawn = await page.evaluate(() => [document.querySelectorAll(".list [data-row]").length, document.querySelectorAll("*").length]);
    told.lists.push(row([
      name, listed.toLocaleString("en"), `${speed.toLocaleString("en")} (${way})`, [0.5, 0.99, 1].map((share) => at(frames, share).toFixed(1)).join(", "),
      `${((100 * late) / frames.length).toFixed(1)} % (${late} of ${frames.length})`, ((1000 * frames.length) / frames.reduce((sum, frame) => sum + frame, 0)).toFixed(1), ...drawn.map((count) => count.toLocaleString("en")),
    ]));
    console.log(told.lists.at(-1));
    await save();
  }
}

for (const screen of SCREENS) await measure_screen(screen);
if (wanted > 0) {
  const head = ["list", "incidents", "pixels a second", "frame ms: median, p99, worst", "late frames", "frames a second", "rows drawn", "nodes of the page"];
  told.list_begun = now();
  told.lists.push(row(head), row(["---", "---:", "---", "---", "---", "---:", "---:", "---:"]));
  await on_page(async (page) => {
    await page.goto(`${desk.address}/?passing=true`);
    await page.waitForSelector(".list [data-row]");
    const listed = await read_on(page);
    await measure_list(page, "cards", listed);
    // The same list, read once: another view of it.
    await page.evaluate(() => history.replaceState(null, "", "/?passing=true&view=table"));
    await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
    await page.waitForSelector(".list tbody [data-row]");
    await measure_list(page, "table", listed);
  });
}
told.is_whole = true;
await save();
console.log(`${now()}\n${told.late.length === 0 ? "every screen is reached within 150 ms and opened within a second" : told.late.join("\n")}`);
await browser.close();
desk.stop();
