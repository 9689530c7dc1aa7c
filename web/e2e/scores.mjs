// Scores of the screens, in the way of Lighthouse (desktop): performance from FCP, LCP, TBT and CLS on its curves, accessibility
// from axe, and good practice from a list. Printed, for people to read; fails only where accessibility or practice fall short.
// npm run scores [-- --db FILE]: `marsad demo`, or the desk in a file; MARSAD_URL measures a desk that is served.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { browser_here, flag, serving } from "./browser.mjs";

const browser = await browser_here();
const file = flag("--db");
const desk = process.env.MARSAD_URL ? { address: process.env.MARSAD_URL, stop: () => {} } : await (file ? serving("serve", "--db", file) : serving("demo"));
const json = async (path) => (await fetch(`${desk.address}/api/v1${path}`)).json();
const [incident] = (await json("/incidents?headlines=true&limit=1")).items;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const SCREENS = [
  ["Today", "/"],
  ["Incident", `/incidents/${encodeURIComponent(incident.id)}`],
  ["Reader", `/documents/${encodeURIComponent(incident.documents[0])}`],
  ["Claims", "/claims"],
  ["Relations", "/relations"],
  ["Review", "/review"],
  ["Forecasts", "/forecasts"],
  ["Sources", "/sources"],
];

/** Lighthouse's curves for a desktop: where nine in ten of the web's pages are slower, where half are, and the weight. */
const CURVES = { fcp: [934, 1600, 10], lcp: [1200, 2400, 25], tbt: [150, 350, 30], cls: [0.1, 0.25, 25] };
const IMPACT = { critical: 10, serious: 7, moderate: 3, minor: 1 };

/** The error function (Abramowitz and Stegun, 7.1.26). */
function erf(x) {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const rest = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - rest * Math.exp(-x * x));
}

/** A log-normal score: 0.9 at the first point, 0.5 at the second. */
function on_curve(value, p10, median) {
  if (value <= 0) return 1;
  const deviation = Math.log(p10 / median) / (Math.SQRT2 * -0.9061938024368232);
  return Math.min(1, Math.max(0, (1 - erf(Math.log(value / median) / (Math.SQRT2 * Math.abs(deviation)))) / 2));
}

async function scored(path, language) {
  const context = await browser.newContext({ locale: language, viewport: { width: 1350, height: 940 } });
  const page = await context.newPage();
  const errors = [];
  const strangers = new Set();
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("request", (request) => new URL(request.url()).origin !== new URL(desk.address).origin && strangers.add(request.url()));
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  // Lighthouse's desktop line: 40 ms there and back, 10 Mbit a second.
  await wire.send("Network.emulateNetworkConditions", { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 });
  await page.addInitScript(() => {
    globalThis.seen = { lcp: 0, cls: 0, tasks: [] };
    const watch = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
    watch("largest-contentful-paint", (entry) => (globalThis.seen.lcp = entry.startTime));
    watch("layout-shift", (entry) => !entry.hadRecentInput && (globalThis.seen.cls += entry.value));
    watch("longtask", (entry) => globalThis.seen.tasks.push([entry.startTime, entry.duration]));
  });
  const response = await page.goto(desk.address + path);
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(500);
  const told = await page.evaluate(() => ({ ...globalThis.seen, fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0 }));
  const times = { fcp: told.fcp, lcp: told.lcp, cls: told.cls, tbt: told.tasks.filter(([start]) => start >= told.fcp).reduce((sum, [, taken]) => sum + Math.max(0, taken - 50), 0) };
  const weights = Object.values(CURVES).reduce((sum, [, , weight]) => sum + weight, 0);
  const performance = Object.entries(CURVES).reduce((sum, [name, [p10, median, weight]]) => sum + (on_curve(times[name], p10, median) * weight) / weights, 0);
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(globalThis.document));
  const weight = (rules) => rules.reduce((sum, rule) => sum + (IMPACT[rule.impact] ?? 3), 0);
  const broken = weight(found.violations);
  const headers = response.headers();
  const practice = {
    "no error or warning in the console": errors.length === 0,
    "nothing from elsewhere": strangers.size === 0,
    "a policy without inline code": /default-src 'self'/.test(headers["content-security-policy"] ?? "") && !/unsafe/.test(headers["content-security-policy"] ?? "unsafe"),
    "no guessing of types": headers["x-content-type-options"] === "nosniff",
    "no address told to others": headers["referrer-policy"] === "no-referrer",
    "a title, a language, a direction": await page.evaluate(() => document.title !== "" && document.documentElement.lang !== "" && document.documentElement.dir !== ""),
    "a viewport that may be enlarged": await page.evaluate(() => !/user-scalable=no|maximum-scale=1(?!\d)/.test(document.querySelector("meta[name=viewport]")?.content ?? "user-scalable=no")),
    "no quirks": await page.evaluate(() => document.compatMode === "CSS1Compat"),
  };
  await context.close();
  const missed = Object.entries(practice).filter(([, holds]) => !holds).map(([name]) => name);
  return {
    times,
    performance: Math.round(100 * performance),
    accessibility: Math.round((100 * weight(found.passes)) / Math.max(1, weight(found.passes) + broken)),
    practice: Math.round((100 * (Object.keys(practice).length - missed.length)) / Object.keys(practice).length),
    told: [...found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 120)}`), ...missed.map((one) => `${one}: ${errors.slice(0, 2).join(" | ")}`)],
  };
}

console.log("| screen | performance | accessibility | good practice | FCP ms | LCP ms | TBT ms | CLS |\n|---|---:|---:|---:|---:|---:|---:|---:|");
const short = [];
for (const [name, path] of SCREENS) {
  for (const language of ["ar", "en"]) {
    const { times, performance, accessibility, practice, told } = await scored(path, language);
    console.log(`| ${name}, ${language} | ${performance} | ${accessibility} | ${practice} | ${Math.round(times.fcp)} | ${Math.round(times.lcp)} | ${Math.round(times.tbt)} | ${times.cls.toFixed(3)} |`);
    if (accessibility < 100 || practice < 100) short.push(`${name}, ${language}: ${told.join("; ")}`);
  }
}
await browser.close();
desk.stop();
for (const line of short) console.error(line);
process.exit(short.length === 0 ? 0 : 1);
