// Whole journeys of an analyst, each in Arabic and in English, in a real browser over a real desk (`marsad demo`).
// npm run journeys [-- --only WORDS]. Each is told as a sentence; one that fails says where, and the others go on.
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browser_here, flag, serving } from "./browser.mjs";

const WORDS = {
  ar: {
    why: "هكذا يقول النص", who: "هدى", title: "ملف التجربة", note: "اسأل الشرطة عن الحصيلة.", question: "هل تتعاون واشنطن مع طالبان؟", search: "مطار", outlet: "صحيفة الضفة", kept: "رصد الهجمات",
    actor: "طالبان", port: "الميناء", page: "انفجار في ميناء المدينة", said: "قتل 4 أشخاص وأصيب 9 آخرون في انفجار وقع مساء الاثنين في ميناء بيروت، بحسب الدفاع المدني.", more: "وقال شهود إن الدخان غطى الأحياء القريبة حتى الصباح.",
    fresh_title: "انفجار في صلالة يقتل 41", fresh: "قتل 41 شخصا في انفجار وقع أمس في مدينة صلالة العمانية، بحسب وزارة الصحة.",
  },
  en: {
    why: "the text says so", who: "Huda", title: "A case on trial", note: "Ask the police about the toll.", question: "Does Washington cooperate with the Taliban?", search: "airport", outlet: "The Bank Daily", kept: "Attacks to watch",
    actor: "Taliban", port: "the port", page: "هجوم على حاجز قرب العريش", said: "قتل 6 جنود وأصيب 11 آخرون في هجوم شنه مسلحون مساء الاثنين على حاجز للجيش في مدينة العريش، وفق مصدر أمني.", more: "وقال سكان إن الطريق بقي مغلقا حتى الظهر.",
    fresh_title: "انفجار في نواكشوط يقتل 43", fresh: "قتل 43 شخصا في انفجار وقع أمس في مدينة نواكشوط الموريتانية، بحسب الشرطة.",
  },
};

/** A page as a browser saves it: a menu, a headline, two paragraphs, an advert and a script that must stay asleep. */
const saved_page = (said) => `<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${said.page}</title>
<meta property="article:published_time" content="2021-08-30T21:10:00Z"></head><body><nav><a href="/">الرئيسية</a> <a href="/sport">رياضة</a></nav>
<article><h1>${said.page}</h1><p>${said.said}</p><p>${said.more}</p><script>document.title = "taken over"</script></article><footer>جميع الحقوق محفوظة</footer></body></html>`;

const { address: desk, stop } = await serving("demo");
const browser = await browser_here();
const folder = await mkdtemp(join(tmpdir(), "marsad-journeys-"));
const json = async (path) => (await fetch(`${desk}/api/v1${path}`)).json();
const weighty = (await json("/incidents?headlines=true&limit=200")).items.sort((left, right) => right.contradictions.length * 100 + right.outlets - (left.contradictions.length * 100 + left.outlets));
const incident = weighty[0];

function check(holds, what) {
  if (!holds) throw new Error(what);
}

async function came(page, path, ready) {
  await page.goto(desk + path);
  await page.waitForSelector(ready);
}

/** What a click saves. */
async function downloaded(page, link) {
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const path = join(folder, `${Math.random().toString(36).slice(2)}-${file.suggestedFilename()}`);
  await file.saveAs(path);
  return { name: file.suggestedFilename(), bytes: await readFile(path) };
}

const JOURNEYS = {
  "a saved page is pasted, read, its incident put in a case, and the case's dossier exported": async (page, said) => {
    await came(page, "/documents", "main tbody tr");
    await page.click("main details summary");
    await page.fill(".handing textarea", saved_page(said));
    await page.fill(".handing [name=url]", "https://news.example/port");
    await page.fill(".handing [name=outlet]", said.outlet);
    await page.click(".handing button[type=submit]");
    await page.waitForSelector(".article p");
    check((await page.textContent(".article"))?.includes(said.said.slice(0, 20)), "the article is not what was pasted");
    check((await page.title()) !== "taken over", "a script of the page ran");
    const told = await page.evaluate(() => location.pathname.split("/").at(-1));
    const [mine] = (await json("/incidents?limit=200")).items.filter((one) => one.documents.includes(decodeURIComponent(told)));
    check(mine, "no incident came of the article");
    await came(page, `/incidents/${mine.id}`, ".facts section");
    await page.locator("main details summary", { hasText: /case|قضية/ }).click();
    await page.fill("main input[name=title]", said.title);
    await page.keyboard.press("Enter");
    await page.click("main a[href^='/cases/']");
    await page.waitForSelector("#held");
    await page.fill("main textarea", said.note);
    await page.click("form.note button");
    await page.waitForSelector(".words");
    const dossier = await downloaded(page, page.locator("a[download]").first());
    check(dossier.bytes.subarray(0, 2).toString() === "PK" && /\.docx$/.test(dossier.name), `the dossier is ${dossier.name}`);
  },
  "today's list is narrowed by filters that stand in the address, and an incident is opened from it": async (page) => {
    await came(page, "/", ".list article");
    await page.selectOption(".rail select[name=type]", "ASSAULT");
    await page.waitForFunction(() => location.search.includes("type=ASSAULT"));
    await page.reload();
    await page.waitForSelector(".list article h3 a");
    check((await page.inputValue(".rail select[name=type]")) === "ASSAULT", "the filter is lost with the page");
    await page.click(".views.shape button:last-child");
    await page.waitForSelector(".list tbody tr[aria-rowindex]");
    await page.click(".list tbody tr a");
    await page.waitForSelector(".facts section");
    await page.goBack();
    await page.waitForSelector(".list tbody tr");
    check(page.url().includes("view=table") && page.url().includes("type=ASSAULT"), "the way back has lost the filters");
  },
  "what was added since the last look comes first with its badge, until it has been seen": async (page, said) => {
    await came(page, "/", ".list article");
    await page.waitForFunction(() => localStorage.getItem("marsad.look") !== null);
    const parts = { text: said.fresh, title: said.fresh_title, outlet: "changes.example", published: "2021-03-02" };
    const added = await fetch(`${desk}/api/v1/documents`, { method: "POST", headers: { "content-type": "application/json", "x-marsad-write": "e2e" }, body: JSON.stringify(parts) });
    check(added.ok, `the article is not taken: ${added.status}`);
    // Who comes back after an hour looks anew.
    await page.evaluate(() => localStorage.setItem("marsad.look", JSON.stringify({ ...JSON.parse(localStorage.getItem("marsad.look")), at: Date.now() - 3_600_000 })));
    await page.reload();
    await page.waitForSelector(".fresh button");
    await page.waitForSelector(".list .changes");
    check((await page.locator(".list article").first().innerText()).includes(said.fresh_title), "what is new does not come first");
    await page.click(".fresh button:last-child");
    await page.waitForSelector(".fresh", { state: "detached" });
    await page.selectOption(".rail select[name=since]", "look");
    await page.waitForSelector(".empty");
    check(page.url().includes("since=look"), "since when is not in the address");
  },
  "the rule behind a reading opens the row of the lexicon": async (page) => {
    await came(page, `/documents/${encodeURIComponent(incident.headline_of[0] ?? incident.documents[0])}`, ".article p");
    await page.locator(".article .events[data-key]").first().click();
    await page.locator("button.rule").first().click();
    await page.waitForSelector("table th[scope=row]");
    check(/lexicon\/ar\/event_\w+\.tsv/.test(await page.textContent("aside")), "the file of the row is not told");
  },
  "a disputed toll is followed from the incident to the very sentence of an article": async (page) => {
    await came(page, `/incidents/${incident.id}`, ".facts section");
    const link = page.locator("main .facts a[href*='claim=']").first();
    const words = (await link.innerText()).trim().slice(0, 12);
    await link.click();
    await page.waitForSelector("#understood");
    check((await page.textContent(".article"))?.includes(words.replace(/[«»"“”]/g, "").trim().slice(0, 6)), "the sentence is not in the article");
    check((await page.locator(".article .chosen").count()) > 0, "the sentence is not marked");
  },
  "an incident is seen as it was known on its first day, from the keyboard, and today again": async (page) => {
    await came(page, `/incidents/${incident.id}`, ".history input[type=range]");
    await page.focus(".history input[type=range]");
    await page.keyboard.press("Home");
    await page.waitForFunction(() => location.search.includes("as_of="));
    await page.waitForSelector(".history button");
    await page.click(".history button");
    await page.waitForFunction(() => !location.search.includes("as_of="));
  },
  "words of an article are selected, an event is added to them, and taken back": async (page, said) => {
    const document = incident.documents[0];
    await came(page, `/documents/${encodeURIComponent(document)}`, ".article p");
    await page.evaluate(() => {
      const line = [...document.querySelectorAll(".article p:not(.furniture):not(.title)")].at(-1);
      const range = document.createRange();
      range.selectNodeContents(line);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    });
    await page.keyboard.press("n");
    await page.waitForSelector(".adding");
    check((await page.inputValue(".adding textarea")).length > 3, "the selected words are not in the form");
    await page.selectOption(".adding select[name=type]", "SANCTION");
    await page.fill(".adding [name=date]", "2021-08-30");
    await page.fill(".adding [name=actors]", said.actor);
    await page.fill(".adding [name=why]", said.why);
    await page.fill(".adding [name=who]", said.who);
    await page.click(".adding button[type=submit]");
    await page.waitForSelector("#understood");
    const [added] = (await json("/decisions")).items;
    check(added.act === "add" && added.who === said.who, "the addition is not kept under its name");
    check((await json(`/documents/${encodeURIComponent(document)}`)).events.some((event) => event.id === `added-${added.id}`), "the event is not in the reading");
    await page.click(".correct button[aria-expanded]:last-of-type");
    await page.fill(".correct form .why input", said.why);
    await page.click(".correct form button[type=submit]");
    await page.waitForFunction(() => !document.querySelector(".correct form"));
    check(!(await json(`/documents/${encodeURIComponent(document)}`)).events.some((event) => event.id === `added-${added.id}`), "what was taken back is still told");
  },
  "a reading is corrected from the article and the decision stands in the log": async (page, said) => {
    await came(page, `/documents/${encodeURIComponent(incident.documents[0])}`, ".article .events[data-key]");
    await page.locator(".article .events[data-key]").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".correct");
    await page.click(".correct button >> nth=0");
    await page.selectOption(".correct form select", "wounded");
    await page.fill(".correct form input[list]", "7-32");
    await page.fill(".correct form .why input", said.why);
    await page.fill(".correct form input[maxlength]", said.who);
    await page.click(".correct form button[type=submit]");
    await page.waitForFunction(() => document.querySelector(".correct [role=status]")?.textContent !== "");
    const [kept] = (await json("/decisions")).items;
    await came(page, "/review", "#log");
    check((await page.textContent("#log ~ *, section:has(#log)"))?.includes(kept.id), "the decision is not in the log");
  },
  "the queue of review is worked from the keyboard, and the last decision undone": async (page, said) => {
    await came(page, "/review", ".queue li");
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    await page.waitForSelector(".item form");
    await page.locator(".item form input").last().fill(said.who);
    await page.locator(".item form input").first().fill(said.why);
    await page.click(".item form button[type=submit]");
    await page.waitForSelector("#log");
    const [kept] = (await json("/decisions")).items;
    await page.keyboard.press("u");
    await page.waitForSelector(".page form .why");
    await page.fill(".page form .why input", said.why);
    await page.click(".page form button[type=submit]:not(.ask *)");
    await page.waitForFunction(async (id) => (await (await fetch("/api/v1/decisions")).json()).items.some((one) => one.id === id && one.standing === "undone"), kept.id);
  },
  "a question is answered with evidence for and against, read otherwise, and kept as a dossier": async (page, said) => {
    await came(page, "/questions", "main input[name=q]");
    await page.fill("main input[name=q]", said.question);
    await page.keyboard.press("Enter");
    await page.waitForSelector("main .sides li");
    check((await page.locator("main .against li").count()) > 0, "there is nothing against");
    const dossier = await downloaded(page, page.locator("a[download]").first());
    check(dossier.bytes.length > 500, "the dossier is empty");
  },
  "the network leads to a pair, its series to the incidents behind one point": async (page) => {
    await came(page, "/relations", "main .edge");
    await page.locator("main .edge").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("#pair");
    check(page.url().includes("one="), "the pair is not in the address");
    await page.locator("main .column").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("main a[href^='/incidents/'], main a[href^='/documents/']");
    await page.locator("main a[href^='/incidents/'], main a[href^='/documents/']").first().click();
    await page.waitForSelector(".facts section, .article p");
  },
  "what is found by one word leads to a claim in its article": async (page, said) => {
    await came(page, "/", "#desk-search");
    await page.keyboard.press("/");
    await page.keyboard.type(WORDS.ar.search);
    await page.keyboard.press("Enter");
    await page.waitForSelector("main a[href*='claim='], main a[href^='/documents/']");
    await page.locator("main a[href*='claim='], main a[href^='/documents/']").first().click();
    await page.waitForSelector(".article p");
    check((await page.textContent(".article"))?.includes("مطار"), `the word is not in the article (${said.search})`);
  },
  "a watch is made of what the list shows, tried, and let go": async (page, said) => {
    await came(page, "/?type=ASSAULT", ".list article");
    await page.click(".rail a.button");
    await page.waitForSelector(".preview p");
    await page.fill("form.sheet .wide input >> nth=0", said.kept);
    await page.click("form.sheet button[type=submit]");
    await page.waitForSelector("ul.watches > li");
    check((await page.textContent("ul.watches"))?.includes(said.kept), "the watch has not its name");
    await page.click("ul.watches .ways button >> nth=2");
    await page.click("ul.watches .ways button.dead");
    await page.waitForSelector(".empty");
  },
  "the language, the digits, the calendar and the theme change at once, without a reload": async (page) => {
    await came(page, "/", ".list article");
    await page.evaluate(() => (globalThis.same = true));
    const before = await page.getAttribute("html", "dir");
    await page.click(".tools .tool >> nth=0");
    await page.waitForFunction((was) => document.documentElement.dir !== was, before);
    await page.click("[aria-controls=display]");
    await page.locator("#display input[type=checkbox]").nth(0).check();
    await page.locator("#display input[type=checkbox]").nth(1).check();
    await page.locator("#display input[type=radio]").nth(2).check();
    check(/[٠-٩]/.test((await page.textContent("main")) ?? ""), "the digits are not Arabic");
    check((await page.getAttribute("html", "data-theme")) === "dark", "the theme is not dark");
    check(await page.evaluate(() => globalThis.same === true), "the page was loaded again");
    await page.reload();
    await page.waitForSelector(".list article");
    check(/[٠-٩]/.test((await page.textContent("main")) ?? ""), "the choice is forgotten");
  },
};

const only = flag("--only");
let failed = 0;
for (const language of ["ar", "en"]) {
  for (const [told, walk] of Object.entries(JOURNEYS)) {
    if (only && !told.includes(only)) continue;
    const context = await browser.newContext({ locale: language === "ar" ? "ar" : "en-GB", viewport: { width: 1360, height: 900 }, reducedMotion: "reduce", acceptDownloads: true });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const errors = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("dialog", (dialog) => (errors.push(`a dialog: ${dialog.message()}`), void dialog.dismiss()));
    const begun = Date.now();
    try {
      await walk(page, WORDS[language]);
      check(errors.length === 0, errors.join(" | "));
      console.log(`ok   ${language}: ${told} (${Date.now() - begun} ms)`);
    } catch (cause) {
      failed += 1;
      console.log(`FAIL ${language}: ${told}\n     at ${page.url()}: ${String(cause.message ?? cause).split("\n").slice(0, 3).join(" ")}`);
    }
    await context.close();
  }
}
await browser.close();
stop();
console.log(failed === 0 ? `${2 * Object.keys(JOURNEYS).length} journeys, all walked to their end` : `${failed} journeys broke off`);
process.exit(failed === 0 ? 0 : 1);
