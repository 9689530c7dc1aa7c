// Walks every screen in both languages in headless Chromium; fails on any console error, blocked resource or page error.
// node e2e/run.mjs [--demo] [--save DIR]   --demo walks the built `marsad demo`; MARSAD_URL=http://127.0.0.1:8477 walks any
// desk that is served; else the mock. CHROMIUM names the browser, ONLY the pictures that are saved.
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { serve } from "../dev/serve.mjs";
import { browser_here, flag, PROGRAM, serving } from "./browser.mjs";

const browser = await browser_here();
const folder = flag("--save");
const only = process.env.ONLY;
const walked = await served();
const desk = walked.address;
const failures = [];

/** The desk to walk: the one that is named, the demo where it is asked for and built, else the mock. */
async function served() {
  if (process.env.MARSAD_URL) return { address: process.env.MARSAD_URL, stop: () => {} };
  if (!process.argv.includes("--demo")) return serve();
  if (existsSync(PROGRAM)) return serving("demo");
  console.log(`no ${PROGRAM}: walking the mock (build it with: cargo build --release)`);
  return serve();
}

const axe_source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The screen as axe sees it: every breach of WCAG 2.2 A and AA is a failure, by day and, in its contrasts, by night. */
async function accessible(page, name) {
  await page.evaluate(axe_source);
  await page.emulateMedia({ colorScheme: "dark" });
  const night = await page.evaluate(() => globalThis.axe.run(globalThis.document, { runOnly: { type: "rule", values: ["color-contrast"] } }));
  await page.emulateMedia({ colorScheme: name.includes("night") ? "dark" : "light" });
  for (const breach of night.violations) failures.push(`${name}, by night: ${breach.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 120)} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
  const found = await page.evaluate(() =>
    globalThis.axe.run(globalThis.document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  if (found.passes.length < 10) failures.push(`${name}: axe looked at too little`);
  for (const breach of found.violations) {
    failures.push(`${name}: ${breach.id} (${breach.impact}): ${breach.help}: ${breach.nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  }
}

async function json(path) {
  return (await fetch(`${desk}/api/v1${path}`)).json();
}

/** The incident and the document that show most: the most contradictions, the most outlets. */
async function showpieces() {
  const { items } = await json("/incidents?headlines=true&limit=200");
  const weight = (one) => one.contradictions.length * 100 + (one.facts.killed?.sides?.length ?? 0) * 10 + one.outlets;
  const incident = [...items].sort((left, right) => weight(right) - weight(left))[0];
  return { incident: incident?.id ?? "none", document: incident?.headline_of[0] ?? incident?.documents[0] ?? "none" };
}

async function shot(page, name, full = false) {
  await accessible(page, name);
  if (!folder || (only && !name.includes(only))) return;
  await mkdir(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: full, animations: "disabled" });
}

async function open(language, { scheme = "light", width = 1360, height = 860 } = {}) {
  const context = await browser.newContext({ locale: language === "ar" ? "ar" : "en-GB", colorScheme: scheme, viewport: { width, height }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const complain = (what) => failures.push(`${language} ${page.url()}: ${what}`);
  page.on("console", (message) => message.type() === "error" && !page.url().includes("/incidents/missing") && complain(message.text()));
  page.on("dialog", (dialog) => (complain(`an article opened a dialog: ${dialog.message()}`), void dialog.dismiss()));
  page.on("pageerror", (error) => complain(error.message));
  return page;
}

async function visit(page, path, ready) {
  await page.goto(desk + path);
  await page.waitForSelector(ready);
  await page.waitForLoadState("networkidle");
}

/** Who looked when nothing had been told yet finds what is new, and after having seen it nothing. */
async function come_back(page, language) {
  await page.evaluate(() => localStorage.setItem("marsad.look", JSON.stringify({ before: 0, ended: Date.now() - 7_200_000, shown: 0, at: Date.now() - 7_200_000 })));
  await visit(page, "/", ".fresh button");
  await page.waitForSelector(".list .changes");
  await shot(page, `today-new-${language}`);
  await page.click(".fresh button:last-child");
  await page.waitForSelector(".fresh", { state: "detached" });
  expect((await page.locator(".list .changes").count()) === 0, `${language}: what has been seen is still called new`);
}

/** Hands a page over to the desk; gives the id of its document. */
async function handed_over(text, parts = {}) {
  const kept = await fetch(`${desk}/api/v1/documents`, { method: "POST", headers: { "content-type": "application/json", "x-marsad-write": "e2e" }, body: JSON.stringify({ text, outlet: "hostile.example", ...parts }) });
  return (await kept.json()).document;
}

/** An article that tries to be a program stays an article, and neither its astral letters nor its turned-around ones move a mark. */
async function hostile(page, language) {
  const words = `🚨🕊️ &lt;script&gt;alert(2)&lt;/script&gt; قال الجيش إن \u202e13 جنديا\u202c قتلوا في هجوم في \u2067بغداد مساء الاثنين (${language}).`;
  const page_of = `<!doctype html><html lang="ar"><head><title>&lt;img src=x onerror=alert(1)&gt; عاجل</title></head><body><article><h1>&lt;img src=x onerror=alert(1)&gt; عاجل</h1><p>${words}</p><p>&lt;/p&gt;&lt;/div&gt;&lt;h1 onclick=alert(3)&gt;لا شيء&lt;/h1&gt;</p><script>alert(4)</script><img src="x" onerror="alert(5)"></article></body></html>`;
  const id = is_real ? await handed_over(page_of, { url: "javascript:alert(6)" }) : "d-hostile";
  await visit(page, `/documents/${encodeURIComponent(id)}`, ".article p");
  expect((await page.locator("main script, main img, main [onclick], .article h1, .article b, main a[href^='javascript']").count()) === 0, `${language}: an article became markup`);
  expect((await page.textContent(".article"))?.includes("<script>alert(2)</script>") ?? false, `${language}: an article lost its letters`);
  const marked = (await page.locator(".article .quantities").allTextContents()).map((text) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "").trim());
  expect(marked.includes("13 جنديا"), `${language}: a mark stands beside its words: ${marked.join(" | ")}`);
}

/** The form for what the reading missed, opened from the keyboard and closed again, for an event and for a name. */
async function adding(page, language) {
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.waitForSelector("form.adding");
  await shot(page, `adding-${language}`);
  await page.locator("form.adding input[name=kind]").last().check();
  await accessible(page, `adding-a-name-${language}`);
  await page.keyboard.press("Escape");
  await page.waitForSelector("form.adding", { state: "detached" });
}

/** On paper: nothing that can only be touched, nothing wider than the sheet, dark ink, every side of a fact. */
async function printed(page, language) {
  for (const [name, path, ready] of [["incident", `/incidents/${encodeURIComponent(incident)}`, ".facts section"], ["reader", `/documents/${encodeURIComponent(document)}`, ".article p"], ["today", "/", ".list article"], ...(is_real ? [["relations", "/relations", "main .edge"]] : [])]) {
    await visit(page, path, ready);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.setViewportSize({ width: 680, height: 960 });
    const seen = await page.evaluate(() => {
      globalThis.dispatchEvent(new Event("beforeprint"));
      const shown = (one) => one.getClientRects().length > 0 && one.getBoundingClientRect().width > 1;
      const touched = [...globalThis.document.querySelectorAll("main input, main select, main textarea, main .button, body > #app > header")].filter(shown).map((one) => one.outerHTML.slice(0, 80));
      const wide = [...globalThis.document.querySelectorAll("main svg, main p, main table")].filter((one) => shown(one) && (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)).map((one) => one.outerHTML.slice(0, 80));
      const ink = getComputedStyle(globalThis.document.querySelector("main h1, main h3")).color;
      globalThis.dispatchEvent(new Event("afterprint"));
      return { touched, wide, light: /rgb\(2\d\d, 2\d\d, 2\d\d\)/.test(ink) };
    });
    expect(seen.touched.length === 0, `${language}: ${name} is printed with ${seen.touched.slice(0, 3).join(" | ")}`);
    expect(seen.wide.length === 0, `${language}: ${name} is wider than paper: ${seen.wide.slice(0, 3).join(" | ")}`);
    expect(!seen.light, `${language}: ${name} is printed in light ink`);
    if (folder && (!only || `print-${name}`.includes(only))) await page.screenshot({ path: join(folder, `print-${name}-${language}.png`) });
    await page.emulateMedia({ media: "screen", colorScheme: "light" });
    await page.setViewportSize({ width: 1360, height: 860 });
  }
}

/** A page with a table of ten thousand rows, a script and a turned-around title is handed over, read, and shown without a wait. */
async function endless(page, language) {
  const rows = Array.from({ length: 10_000 }, (_, row) => `<tr><td>${row}</td><td>قتل ${row % 50} شخصا</td><td>2018-04-${String((row % 28) + 1).padStart(2, "0")}</td></tr>`).join("");
  const text = `<!doctype html><html lang="ar"><head><title>\u202eجدول ${language}</title></head><body><article><h1>\u202eجدول ${language}</h1><p>قتل 4 أشخاص في انفجار في بغداد.</p><script>alert(3)</script><table>${rows}</table></article></body></html>`;
  const document = await handed_over(text);
  const begun = Date.now();
  await visit(page, `/documents/${encodeURIComponent(document)}`, ".article p");
  expect((await page.locator(".article p").count()) < 1000, `${language}: ten thousand rows are drawn at once`);
  await page.keyboard.press("5");
  await page.locator(".article [data-key]").nth(1).click();
  await page.waitForSelector("#understood");
  expect(Date.now() - begun < 15_000, `${language}: ten thousand rows took ${Date.now() - begun} ms`);
  expect((await page.locator("main script").count()) === 0, `${language}: a table became markup`);
  await page.evaluate(() => scrollTo(0, globalThis.document.documentElement.scrollHeight));
  await page.waitForFunction(() => globalThis.document.querySelector(".article")?.textContent?.includes("9999"));
}

/** A case from its title to its dossier: what is put in from its own screen, a note, the stable address, the file. */
async function gathered(page, language) {
  await visit(page, `/incidents/${encodeURIComponent(incident)}`, ".facts section");
  await page.locator("details summary", { hasText: language === "ar" ? "في قضية" : "in a case" }).click();
  await page.fill("main input[name=title]", language === "ar" ? "ملف التجربة" : "A case on trial");
  await page.keyboard.press("Enter");
  await page.waitForSelector("main a[href^='/cases/']");
  await page.click("main a[href^='/cases/']");
  await page.waitForSelector("#held");
  await page.fill("main textarea", language === "ar" ? "اسأل الشرطة عن الحصيلة." : "Ask the police about the toll.");
  await page.click("form.note button");
  await page.waitForSelector(".words");
  await shot(page, `case-${language}`);
  const cited = await page.evaluate(async (id) => (await fetch(`/cite/incident/${id}`)).url, incident);
  expect(cited.endsWith(`/incidents/${incident}`), `${language}: a citation leads to ${cited}`);
  const link = await page.getAttribute("a[download]", "href");
  const kept = await page.evaluate(async (address) => [...new Uint8Array(await (await fetch(address)).arrayBuffer()).slice(0, 2)], link);
  expect(kept.join() === "80,75", `${language}: the dossier of a case is no DOCX file`);
  await visit(page, "/cases", "main ul li");
  await shot(page, `cases-${language}`);
}

/** A watch made of what the list shows, with what it would have told; kept, tried, and let go. */
async function watched(page, language) {
  await visit(page, "/?type=ASSAULT", "article h3");
  await page.click(".rail a.button");
  await page.waitForSelector("form.sheet");
  expect((await page.inputValue("form.sheet select")) === "ASSAULT", `${language}: the watch does not begin with the filters of the list`);
  await page.waitForSelector(".preview p");
  await shot(page, `watch-new-${language}`);
  if (!process.argv.includes("--demo")) return;
  await page.fill("form.sheet .wide input >> nth=0", language === "ar" ? "هجمات تعنيني" : "Attacks that matter to me");
  await page.click("form.sheet button[type=submit]");
  await page.waitForSelector("ul.watches > li");
  await page.click("ul.watches .ways button >> nth=1");
  await page.click("ul.watches .ways button >> nth=0");
  await page.waitForSelector("ol.notices .kind");
  await shot(page, `watches-${language}`);
  await page.click("ul.watches .ways button >> nth=2");
  await page.click("ul.watches .ways button.dead");
  await page.waitForSelector(".empty");
}

const PASSWORD = "a good password";

/** A stranger sees the door and nothing else; a wrong password is told, the right one leads in, and out again. */
async function signed_in(language) {
  const page = await open(language);
  // A browser reports every refusal in its console.
  page.removeAllListeners("console");
  await visit(page, "/claims", "form.door");
  expect((await page.locator("main ul li").count()) === 0, `${language}: a stranger reads claims`);
  await page.fill("form.door [name=username]", "amal");
  await page.fill("form.door [name=password]", "a wrong password");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => globalThis.document.querySelector("form.door .reason")?.textContent !== "");
  await shot(page, `sign-in-${language}`);
  await page.fill("form.door [name=password]", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForSelector("main ul li");
  await page.click("[aria-controls=display]");
  expect((await page.textContent("#display"))?.includes("amal") ?? false, `${language}: the screens do not say who is signed in`);
  await page.click("#display button.button");
  await page.waitForSelector("form.door");
  await page.fill("form.door [name=username]", "amal");
  await page.fill("form.door [name=password]", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForSelector("main ul li");
  await visit(page, "/accounts", ".people li");
  await page.fill("#tokens ~ form [name=label]", language === "ar" ? "تصدير الليل" : "nightly export");
  await page.click("#tokens ~ form button");
  await page.waitForSelector(".secret code");
  expect((await page.textContent(".secret code"))?.startsWith("marsad_") ?? false, `${language}: a new token does not tell its secret`);
  await page.reload();
  await page.waitForSelector("main tbody tr");
  expect((await page.locator(".secret").count()) === 0, `${language}: a secret is shown twice`);
  await shot(page, `accounts-${language}`);
  await page.click("main tbody tr:not(.off) button");
  await page.waitForSelector("main tbody tr.off");
  await page.context().close();
}

/** The ledger: filters stand in the address, a fate is decided and taken back, and the record counts it. */
async function forecasts(page, language) {
  await visit(page, "/forecasts", "main form");
  if ((await page.locator("main ul > li").count()) === 0) return expect(false, `${language}: the ledger is empty`);
  await shot(page, `forecasts-${language}`);
  await page.selectOption("main form select", "due");
  await page.waitForFunction(() => globalThis.location.search.includes("state=due"));
  await visit(page, "/forecasts", "main ul > li .ways");
  if (!process.argv.includes("--demo")) return;
  await page.locator("main ul > li .ways button").first().click();
  await page.locator("main li form input").nth(0).fill(language === "ar" ? "روته ثلاث وسائل" : "three outlets tell it");
  await page.locator("main li form input").nth(1).fill(language === "ar" ? "هدى" : "Huda");
  await accessible(page, `deciding-${language}`);
  await page.locator("main li form button[type=submit]").click();
  await page.waitForSelector("main .fate");
  const { items } = await json("/decisions");
  expect(items[0]?.who === (language === "ar" ? "هدى" : "Huda") && items[0].act === "fate", `${language}: the decision is not kept under its name`);
}

/** The queue from the keyboard: the keys move, explain themselves, and decide; who decided stands in the log. */
async function review(page, language) {
  await visit(page, "/review", "main form");
  if ((await page.locator(".queue li").count()) === 0) return;
  await shot(page, `review-${language}`);
  await page.keyboard.press("j");
  expect((await page.locator(".queue li").nth(1).locator("[aria-current]").count()) === 1 || (await page.locator(".queue li").count()) === 1, `${language}: j does not move in the queue`);
  await page.keyboard.press("k");
  await page.keyboard.press("?");
  await page.waitForSelector("main dl.keys");
  const first = await page.locator(".queue [aria-current]").innerText();
  await page.keyboard.press("a");
  await page.waitForSelector(".item form");
  await page.locator(".item form input").last().fill("Nour");
  await accessible(page, `reviewing-${language}`);
  if (!process.argv.includes("--demo")) return;
  await page.locator(".item form button[type=submit]").click();
  await page.waitForSelector("#log");
  await page.waitForFunction((was) => globalThis.document.querySelector(".queue [aria-current]")?.innerText !== was, first);
  const { items } = await json("/decisions");
  expect(items[0]?.who === "Nour" && items[0].item, `${language}: what was accepted is not kept with its item`);
  const [, decided] = /^contradiction:([^:]+):/.exec(items[0]?.item ?? "") ?? [];
  if (!decided) return;
  await visit(page, `/incidents/${encodeURIComponent(decided)}`, ".facts section");
  await page.waitForSelector("#decisions");
  expect((await page.textContent("#decisions ~ .scroll"))?.includes("Nour") ?? false, `${language}: an incident does not show what was decided on it`);
  await accessible(page, `decided-${language}`);
}

/** The slider of an incident's history: from the keyboard, told in words, and kept in the address. */
async function history(page, language) {
  const slider = page.locator(".history input[type=range]");
  if ((await slider.count()) === 0) return;
  await slider.focus();
  await page.keyboard.press("Home");
  await page.waitForFunction(() => globalThis.location.search.includes("as_of="));
  expect((await slider.getAttribute("aria-valuetext")) !== null, `${language}: the slider does not say its day`);
  await page.waitForLoadState("networkidle");
  await shot(page, `history-${language}`);
  await page.locator(".history button").click();
  await page.waitForFunction(() => !globalThis.location.search.includes("as_of="));
}

function expect(condition, what) {
  if (!condition) failures.push(what);
}

const is_real = process.env.MARSAD_URL !== undefined || process.argv.includes("--demo");
const QUESTION = { ar: "هل تتعاون واشنطن مع طالبان؟", en: "Does Washington cooperate with the Taliban?" };
const { incident, document } = await showpieces();
for (const language of ["ar", "en"]) {
  const page = await open(language);
  await visit(page, "/", "article h3");
  expect((await page.getAttribute("html", "dir")) === (language === "ar" ? "rtl" : "ltr"), `${language}: the browser's language does not choose the direction`);
  await shot(page, `today-${language}`);

  await page.click(".views.shape button:last-child");
  await page.waitForSelector("tbody tr");
  expect(page.url().includes("view=table"), `${language}: the view is not in the address`);
  await shot(page, `today-table-${language}`);
  if (is_real) await come_back(page, language);

  await visit(page, `/incidents/${encodeURIComponent(incident)}`, ".facts section");
  await shot(page, `incident-${language}`);
  await history(page, language);

  await visit(page, `/documents/${encodeURIComponent(document)}`, ".article p");
  const stop = page.locator(".article .events[data-key], .article [data-key]").first();
  if (await stop.count()) {
    await stop.focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("#understood");
    const before = await page.evaluate(() => globalThis.document.activeElement?.dataset.key);
    await page.keyboard.press("ArrowDown");
    expect((await page.evaluate(() => globalThis.document.activeElement?.dataset.key)) !== before, `${language}: the arrow keys do not move in the article`);
  }
  await shot(page, `reader-${language}`);
  await adding(page, language);

  await visit(page, "/claims", "main ul li");
  await shot(page, `claims-${language}`);
  await visit(page, "/documents", "tbody tr");
  await shot(page, `documents-${language}`);
  await page.click("main details summary");
  await page.waitForSelector("form.handing");
  await shot(page, `hand-over-${language}`);
  await printed(page, language);

  await visit(page, "/actors", "main ul li");
  await shot(page, `actors-${language}`);
  if (is_real) {
    await page.goto(`${desk}/questions`);
    await page.fill("main input[name=q]", QUESTION[language]);
    await page.keyboard.press("Enter");
    await page.waitForSelector("main .sides li");
    expect((await page.locator("main .against li").count()) > 0, `${language}: the question has no evidence against`);
    await shot(page, `questions-${language}`);
    await visit(page, "/relations", "main .edge");
    await page.locator("main .edge").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("#pair");
    await page.waitForSelector("main .column");
    await page.locator("main .column").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => scrollTo(0, 0));
    await shot(page, `relations-${language}`, true);
    await gathered(page, language);
    await visit(page, "/sources", "main .outlets tbody tr");
    await page.fill("main input[name=address]", `https://news.example/${language}.xml`);
    await page.keyboard.press("Enter");
    await page.waitForSelector("main .feeds tbody tr");
    await shot(page, `sources-${language}`);
  }
  await forecasts(page, language);
  await review(page, language);

  await page.fill("#desk-search", "مطار");
  await page.keyboard.press("Enter");
  await page.waitForSelector("main h2");
  await page.waitForLoadState("networkidle");
  await shot(page, `search-${language}`);
  await visit(page, "/about", "main h1");
  await shot(page, `about-${language}`);
  await watched(page, language);

  const before = await page.getAttribute("html", "lang");
  await page.click(".tools .tool >> nth=0");
  expect((await page.getAttribute("html", "lang")) !== before, `${language}: the language does not switch without a reload`);

  if (!process.env.MARSAD_URL || process.argv.includes("--demo")) await hostile(page, language);
  if (process.argv.includes("--demo")) await endless(page, language);

  await visit(page, "/?text=qqqqqq", ".empty");
  await visit(page, "/incidents/missing", ".note");
  await page.context().close();

  const night = await open(language, { scheme: "dark" });
  await visit(night, "/", "article h3");
  await shot(night, `today-night-${language}`);
  await visit(night, `/documents/${encodeURIComponent(document)}`, ".article p");
  await shot(night, `reader-night-${language}`);
  await night.context().close();

  const phone = await open(language, { width: 390, height: 844 });
  for (const path of ["/", `/incidents/${encodeURIComponent(incident)}`, `/documents/${encodeURIComponent(document)}`, "/claims", "/documents", "/actors", "/questions", "/forecasts", "/review", "/watches?new=true", "/about", ...(is_real ? ["/accounts", "/cases", "/relations", "/sources"] : [])]) {
    await visit(phone, path, "main h1");
    const wide = await phone.evaluate(() => globalThis.document.documentElement.scrollWidth - innerWidth);
    const widest = await phone.evaluate(() => [...globalThis.document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1).slice(0, 3).map((one) => one.outerHTML.slice(0, 90)));
    expect(wide <= 0, `${language}: ${path} is ${wide} px wider than a phone: ${widest.join(" | ")}`);
    if (path === "/") await shot(phone, `today-phone-${language}`);
    if (path.startsWith("/incidents")) await shot(phone, `incident-phone-${language}`);
  }
  await phone.context().close();
}

if (process.argv.includes("--demo") && !process.env.MARSAD_URL) {
  // The last thing that is done to the demo's desk: with an account, everybody signs in.
  const made = await fetch(`${desk}/api/v1/accounts`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-marsad-write": "e2e" },
    body: JSON.stringify({ name: "amal", role: "admin", password: PASSWORD }),
  });
  if (made.status !== 201) throw new Error(`no account was made: ${made.status} ${await made.text()}`);
  for (const language of ["ar", "en"]) await signed_in(language);
}

await browser.close();
walked.stop();
for (const failure of failures) console.error(failure);
console.log(failures.length === 0 ? "every screen, both languages: no error" : `${failures.length} failures`);
process.exit(failures.length === 0 ? 0 : 1);
