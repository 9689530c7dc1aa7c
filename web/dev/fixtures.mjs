// A small record for developing the screens: real public events, told in our own words by outlets that do not exist.

const OUTLETS = { ufuq: "صحيفة الأفق", diffa: "موقع الضفة", sada: "وكالة صدى", manar: "قناة المنارة الإخبارية", mizan: "جريدة الميزان", gulfpost: "Gulf Lantern" };

const ENTITIES = {
  "islamic-state-khorasan": { name_en: "Islamic State Khorasan", name_ar: "تنظيم الدولة - ولاية خراسان", kind: "group" },
  "islamic-state": { name_en: "Islamic State", name_ar: "تنظيم الدولة", kind: "group" },
  taliban: { name_en: "Taliban", name_ar: "حركة طالبان", kind: "group" },
  "united-states": { name_en: "United States", name_ar: "الولايات المتحدة", kind: "state" },
  "us-pentagon": { name_en: "US Department of Defense", name_ar: "وزارة الدفاع الأمريكية", kind: "organisation" },
  houthis: { name_en: "Houthis (Ansar Allah)", name_ar: "جماعة الحوثي", kind: "group" },
  "yemen-government": { name_en: "Government of Yemen", name_ar: "الحكومة اليمنية", kind: "state" },
  "al-shabaab": { name_en: "Al-Shabaab", name_ar: "حركة الشباب", kind: "group" },
  sudan: { name_en: "Sudanese army", name_ar: "الجيش السوداني", kind: "state" },
  rsf: { name_en: "Rapid Support Forces", name_ar: "قوات الدعم السريع", kind: "group" },
  egypt: { name_en: "Egypt", name_ar: "مصر", kind: "state" },
  turkey: { name_en: "Türkiye", name_ar: "تركيا", kind: "state" },
  "tripoli-777": { name_en: "777th Brigade", name_ar: "اللواء 777", kind: "group" },
  nawasi: { name_en: "Nawasi Battalion", name_ar: "كتيبة النواصي", kind: "group" },
  "saudi-arabia": { name_en: "Saudi Arabia", name_ar: "السعودية", kind: "state" },
  qatar: { name_en: "Qatar", name_ar: "قطر", kind: "state" },
};

const PLACES = {
  "kabul-airport": ["Kabul airport", "مطار كابل", "AF", "site", [34.565, 69.212]],
  "aden-airport": ["Aden airport", "مطار عدن", "YE", "site", [12.829, 45.028]],
  mogadishu: ["Mogadishu", "مقديشو", "SO", "city", [2.04, 45.34]],
  baghdad: ["Tayaran Square, Baghdad", "ساحة الطيران في بغداد", "IQ", "site", [33.33, 44.42]],
  tripoli: ["Tripoli", "طرابلس", "LY", "city", [32.89, 13.19]],
  khartoum: ["Khartoum", "الخرطوم", "SD", "city", [15.5, 32.56]],
  jeddah: ["Jeddah", "جدة", "SA", "city", [21.54, 39.17]],
  cairo: ["Cairo", "القاهرة", "EG", "city", [30.04, 31.24]],
  doha: ["Doha", "الدوحة", "QA", "city", [25.29, 51.53]],
  ula: ["Al-Ula", "العلا", "SA", "city", [26.61, 37.92]],
  manbij: ["Manbij", "منبج", "SY", "city", [36.53, 37.95]],
};

const place = (id) => ({ place: id, name: PLACES[id][0], name_en: PLACES[id][0], name_ar: PLACES[id][1], country: PLACES[id][2], resolution: PLACES[id][3], point: PLACES[id][4] });
const actor = (id, status) => ({ entity: id, name: ENTITIES[id].name_en, name_en: ENTITIES[id].name_en, name_ar: ENTITIES[id].name_ar, ...(status ? { status } : {}) });
const people = (name_ar, name_en) => ({ entity: null, name: name_ar, name_ar, name_en });
const exact = (count, who = null) => ({ low: count, high: count, qualifier: "exact", who });
const least = (count, who = null) => ({ low: count, high: null, qualifier: "at_least", who });
const about = (count, who = null) => ({ low: count, high: count, qualifier: "about", who });

const OPENING = "الرئيسية / العرب والعالم / أخبار عاجلة";
const CLOSING = "شارك الخبر: فيسبوك - تويتر - واتساب";

/** The articles: body lines, and what was understood in them, found by their words. */
const ARTICLES = [
  {
    id: "d-kabul-1", outlet: "ufuq", published: "2021-08-26T22:10", title: "تفجير عند بوابة مطار كابل وسط زحام الإجلاء",
    body: [
      "كابل - الخميس 26 أغسطس 2021",
      "هز تفجير انتحاري مساء الخميس محيط مطار كابل حيث احتشد آلاف الراغبين في مغادرة أفغانستان.",
      "وقال مسؤول صحي في العاصمة إن ما لا يقل عن 60 شخصا قتلوا وأصيب 140 آخرون في الانفجار.",
      "وأعلنت وزارة الدفاع الأمريكية مقتل 12 من أفراد القوات الأمريكية عند بوابة آبي.",
      "وتبنى تنظيم الدولة - ولاية خراسان الهجوم في بيان نشره على قنواته.",
      "ونفت حركة طالبان أي تقصير في حماية الطرق المؤدية إلى المطار، واتهمت القوات الأجنبية بإهمال البوابة.",
    ],
    marks: [
      ["mentions", "مطار كابل", { kind: "place", entity: null, form: "name" }], ["mentions", "أفغانستان", { kind: "place", entity: null, form: "name" }],
      ["mentions", "وزارة الدفاع الأمريكية", { kind: "organisation", entity: "us-pentagon", form: "name" }], ["mentions", "القوات الأمريكية", { kind: "state", entity: "united-states", form: "nisba" }],
      ["mentions", "تنظيم الدولة - ولاية خراسان", { kind: "group", entity: "islamic-state-khorasan", form: "name" }], ["mentions", "حركة طالبان", { kind: "group", entity: "taliban", form: "name" }],
      ["times", "الخميس 26 أغسطس 2021", { type: "DATE", value: "2021-08-26", from: "2021-08-26", to: "2021-08-26" }], ["times", "مساء الخميس", { type: "TIME", value: "2021-08-26", from: "2021-08-26", to: "2021-08-26" }],
      ["quantities", "ما لا يقل عن 60 شخصا", { low: 60, high: null, qualifier: "at_least", unit: "شخصا", role: "killed" }], ["quantities", "140 آخرون", { low: 140, high: 140, qualifier: "exact", unit: null, role: "wounded" }],
      ["quantities", "12 من أفراد", { low: 12, high: 12, qualifier: "exact", unit: "أفراد", role: "killed" }],
    ],
    events: [
      ["e1", "تفجير انتحاري", { type: "ASSAULT", modes: ["suicide-attack"], actors: [actor("islamic-state-khorasan", "claimed")], recipients: [people("مدنيون", "civilians")], when: "2021-08-26", where: "kabul-airport", killed: least(60), wounded: exact(140), headline: true, confidence: 0.94, rules: ["event/attack", "event/suicide"] }],
      ["e2", "واتهمت", { type: "ACCUSE", modes: ["allege"], actors: [actor("taliban", "asserted")], recipients: [actor("united-states")], when: "2021-08-26", where: null, headline: false, confidence: 0.71, rules: ["event/accuse"] }],
    ],
    claims: [
      ["c1", "ما لا يقل عن 60 شخصا قتلوا وأصيب 140 آخرون في الانفجار", ["مسؤول صحي"], "asserts", "وقال", ["e1"], []],
      ["c2", "مقتل 12 من أفراد القوات الأمريكية عند بوابة آبي", ["وزارة الدفاع الأمريكية"], "asserts", "وأعلنت", ["e1"], ["united-states"]],
      ["c3", "وتبنى تنظيم الدولة - ولاية خراسان الهجوم في بيان نشره على قنواته", ["تنظيم الدولة - ولاية خراسان"], "claims_responsibility", "وتبنى", ["e1"], ["islamic-state-khorasan"]],
      ["c4", "أي تقصير في حماية الطرق المؤدية إلى المطار", ["حركة طالبان"], "denies", "ونفت", [], ["taliban"]],
      ["c5", "هز تفجير انتحاري مساء الخميس محيط مطار كابل حيث احتشد آلاف الراغبين في مغادرة أفغانستان", [], "asserts", null, ["e1"], []],
    ],
  },
  {
    id: "d-kabul-2", outlet: "diffa", published: "2021-08-27T09:30", title: "ارتفاع قتلى هجوم كابل وواشنطن تتوعد",
    body: ["قالت مصادر طبية أفغانية صباح الجمعة إن عدد القتلى في هجوم مطار كابل ارتفع إلى 95 قتيلا.", "ونقلت قناة المنارة الإخبارية عن البنتاغون أن 13 جنديا أمريكيا قتلوا وأصيب 18 آخرون.", "وتوعدت الولايات المتحدة منفذي الهجوم بالملاحقة."],
    marks: [["mentions", "البنتاغون", { kind: "organisation", entity: "us-pentagon", form: "metonym" }], ["mentions", "الولايات المتحدة", { kind: "state", entity: "united-states", form: "name" }], ["times", "صباح الجمعة", { type: "TIME", value: "2021-08-27", from: "2021-08-27", to: "2021-08-27" }], ["quantities", "95 قتيلا", { low: 95, high: 95, qualifier: "exact", unit: "قتيلا", role: "killed" }], ["quantities", "13 جنديا أمريكيا", { low: 13, high: 13, qualifier: "exact", unit: "جنديا", role: "killed" }]],
    events: [["e1", "هجوم", { type: "ASSAULT", modes: [], actors: [], recipients: [], when: "2021-08-26", where: "kabul-airport", killed: exact(95), headline: true, confidence: 0.9, rules: ["event/attack"] }]],
    claims: [["c1", "عدد القتلى في هجوم مطار كابل ارتفع إلى 95 قتيلا", ["مصادر طبية أفغانية"], "asserts", "قالت", ["e1"], []], ["c2", "13 جنديا أمريكيا قتلوا وأصيب 18 آخرون", ["قناة المنارة الإخبارية", "البنتاغون"], "asserts", "ونقلت", ["e1"], ["united-states"]]],
  },
  {
    id: "d-kabul-3", outlet: "sada", published: "2021-08-28T14:00", title: "حصيلة هجوم المطار تتجاوز 170 قتيلا",
    body: ["أفاد مسؤولون في مستشفيات كابل السبت بأن أكثر من 170 شخصا قتلوا في تفجير المطار يوم الخميس.", "وأكد بيان البنتاغون مقتل 13 عسكريا أمريكيا."],
    marks: [["quantities", "أكثر من 170 شخصا", { low: 170, high: null, qualifier: "more_than", unit: "شخصا", role: "killed" }], ["times", "يوم الخميس", { type: "DATE", value: "2021-08-26", from: "2021-08-26", to: "2021-08-26" }], ["times", "السبت", { type: "DATE", value: "2021-08-28", from: "2021-08-28", to: "2021-08-28" }]],
    events: [["e1", "تفجير", { type: "ASSAULT", modes: ["explosives"], actors: [], recipients: [], when: "2021-08-26", where: "kabul-airport", killed: { low: 170, high: null, qualifier: "more_than" }, headline: true, confidence: 0.93, rules: ["event/attack"] }]],
    claims: [["c1", "أكثر من 170 شخصا قتلوا في تفجير المطار يوم الخميس", ["مسؤولون في مستشفيات كابل"], "asserts", "أفاد", ["e1"], []]],
  },
  {
    id: "d-aden-1", outlet: "manar", published: "2020-12-30T18:00", title: "انفجارات في مطار عدن لحظة وصول الحكومة",
    body: ["وقعت انفجارات الأربعاء في مطار عدن بعد دقائق من هبوط طائرة تقل أعضاء الحكومة اليمنية الجديدة.", "وقال مصدر أمني إن 22 شخصا قتلوا وأصيب أكثر من 50 بينهم مسافرون وعمال إغاثة.", "واتهمت الحكومة اليمنية جماعة الحوثي بإطلاق صواريخ على المطار."],
    marks: [["mentions", "الحكومة اليمنية", { kind: "state", entity: "yemen-government", form: "name" }], ["mentions", "جماعة الحوثي", { kind: "group", entity: "houthis", form: "name" }], ["times", "الأربعاء", { type: "DATE", value: "2020-12-30", from: "2020-12-30", to: "2020-12-30" }], ["quantities", "22 شخصا", { low: 22, high: 22, qualifier: "exact", unit: "شخصا", role: "killed" }]],
    events: [["e1", "انفجارات", { type: "ASSAULT", modes: ["heavy-weapons"], actors: [actor("houthis", "accused")], recipients: [actor("yemen-government")], when: "2020-12-30", where: "aden-airport", killed: exact(22), wounded: least(50), headline: true, confidence: 0.88, rules: ["event/attack"] }]],
    claims: [["c1", "22 شخصا قتلوا وأصيب أكثر من 50 بينهم مسافرون وعمال إغاثة", ["مصدر أمني"], "asserts", "وقال", ["e1"], []], ["c2", "جماعة الحوثي بإطلاق صواريخ على المطار", ["الحكومة اليمنية"], "accuses", "واتهمت", ["e1"], ["houthis"]]],
  },
  {
    id: "d-aden-2", outlet: "mizan", published: "2020-12-31T11:20", title: "الحوثيون ينفون صلتهم بهجوم مطار عدن",
    body: ["نفى متحدث باسم جماعة الحوثي أي علاقة بانفجارات مطار عدن، وقال إن ما جرى خلاف داخلي بين خصومهم.", "وارتفعت الحصيلة إلى 26 قتيلا بحسب وزارة الصحة."],
    marks: [["mentions", "جماعة الحوثي", { kind: "group", entity: "houthis", form: "name" }], ["quantities", "26 قتيلا", { low: 26, high: 26, qualifier: "exact", unit: "قتيلا", role: "killed" }]],
    events: [["e1", "بانفجارات", { type: "ASSAULT", modes: [], actors: [actor("houthis", "denied")], recipients: [], when: "2020-12-30", where: "aden-airport", killed: exact(26), headline: true, confidence: 0.8, rules: ["event/attack"] }]],
    claims: [["c1", "أي علاقة بانفجارات مطار عدن", ["متحدث باسم جماعة الحوثي"], "denies", "نفى", ["e1"], ["houthis"]], ["c2", "وارتفعت الحصيلة إلى 26 قتيلا", ["وزارة الصحة"], "asserts", "بحسب", ["e1"], []]],
  },
  {
    id: "d-tripoli-1", outlet: "ufuq", published: "2022-08-28T08:00", title: "اشتباكات عنيفة في طرابلس",
    body: ["اندلعت اشتباكات السبت في طرابلس بين اللواء 777 وكتيبة النواصي واستمرت حتى الليل.", "وقالت وزارة الصحة إن 23 شخصا قتلوا وأصيب 87."],
    marks: [["quantities", "23 شخصا", { low: 23, high: 23, qualifier: "exact", unit: "شخصا", role: "killed" }]], events: [["e1", "اشتباكات", { type: "ASSAULT", modes: [], actors: [], recipients: [], when: "2022-08-27", where: "tripoli", killed: exact(23), headline: true, confidence: 0.9, rules: ["event/clash"] }]],
    claims: [["c1", "23 شخصا قتلوا وأصيب 87", ["وزارة الصحة"], "asserts", "وقالت", ["e1"], []]],
  },
  {
    id: "d-tripoli-2", outlet: "sada", published: "2022-08-28T19:00", title: "32 قتيلا في معارك العاصمة الليبية",
    body: ["ارتفع عدد قتلى معارك طرابلس إلى 32 قتيلا و159 جريحا وفق حصيلة جديدة لوزارة الصحة."],
    marks: [["quantities", "32 قتيلا", { low: 32, high: 32, qualifier: "exact", unit: "قتيلا", role: "killed" }]], events: [["e1", "معارك", { type: "ASSAULT", modes: [], actors: [], recipients: [], when: "2022-08-27", where: "tripoli", killed: exact(32), headline: true, confidence: 0.9, rules: ["event/clash"] }]],
    claims: [["c1", "ارتفع عدد قتلى معارك طرابلس إلى 32 قتيلا و159 جريحا", ["وزارة الصحة"], "asserts", "وفق", ["e1"], []]],
  },
  {
    id: "d-gulf-1", outlet: "gulfpost", language: "en", published: "2020-12-31T07:00", title: "Blasts at Aden airport as cabinet lands",
    body: ["Explosions struck the airport of Aden (عدن) on Wednesday, minutes after a plane carrying the new cabinet landed.", "At least 25 people were killed, a medic told this paper."],
    marks: [["mentions", "عدن", { kind: "place", entity: null, form: "name" }], ["quantities", "At least 25 people", { low: 25, high: null, qualifier: "at_least", unit: "people", role: "killed" }]], events: [], claims: [["c1", "At least 25 people were killed", ["a medic"], "asserts", "told", [], []]],
  },
];

ARTICLES.push({
  id: "d-hostile", outlet: "mizan", published: "2019-01-01T00:00", title: "<img src=x onerror=alert(1)> 🚨 عاجل",
  body: ["🚨🕊️ <script>alert(2)</script> قتل \u202e13 جنديا\u202c في \u2067هجوم", "</p></div><h1 onclick=alert(3)>لا شيء</h1>"],
  marks: [["quantities", "\u202e13 جنديا", { low: 13, high: 13, qualifier: "exact", unit: "<b>جنديا</b>", role: "killed" }]],
  events: [], claims: [["c1", "<script>alert(2)</script>", ["<b>أحد</b>"], "asserts", null, [], []]],
});

const SHORT = [
  ["d-mogadishu-1", "sada", "2022-10-30T10:00", "مئة قتيل في تفجيري مقديشو", "قال الرئيس الصومالي إن 100 شخص على الأقل قتلوا في تفجير سيارتين قرب وزارة التعليم.", ["الرئيس الصومالي"]],
  ["d-mogadishu-2", "mizan", "2022-10-31T12:00", "حصيلة مقديشو ترتفع", "أعلن وزير الصحة أن قتلى تفجيري مقديشو بلغوا 121 قتيلا وأن الجرحى 333.", ["وزير الصحة"]],
  ["d-baghdad-1", "diffa", "2021-01-21T15:00", "تفجيران في سوق شعبية وسط بغداد", "قتل 32 شخصا وأصيب 110 في تفجيرين انتحاريين بساحة الطيران.", []],
  ["d-jeddah-1", "manar", "2023-05-12T06:00", "توقيع إعلان جدة بين طرفي القتال في السودان", "وقع ممثلو الجيش وقوات الدعم السريع في جدة إعلانا لحماية المدنيين.", []],
  ["d-cairo-1", "ufuq", "2024-02-14T20:00", "أردوغان في القاهرة لأول مرة منذ سنوات", "وصل الرئيس التركي إلى القاهرة وأجرى محادثات مع نظيره المصري.", []],
  ["d-doha-1", "sada", "2020-02-29T17:00", "واشنطن وطالبان توقعان اتفاقا في الدوحة", "وقعت الولايات المتحدة وحركة طالبان في الدوحة اتفاقا يمهد لسحب القوات.", []],
  ["d-ula-1", "mizan", "2021-01-05T19:30", "بيان العلا يطوي الخلاف الخليجي", "وقع قادة دول الخليج في العلا بيانا يعيد العلاقات مع قطر.", []],
  ["d-khartoum-1", "diffa", "2021-10-30T21:00", "مظاهرات حاشدة في الخرطوم", "خرج عشرات الآلاف في الخرطوم رفضا لحل الحكومة، وقالت لجنة الأطباء إن 3 متظاهرين قتلوا.", ["لجنة الأطباء"]],
  ["d-manbij-1", "ufuq", "2019-01-16T16:00", "تفجير يستهدف دورية في منبج", "قتل نحو 16 شخصا بينهم جنود أمريكيون في تفجير وسط منبج.", []],
];

for (const [id, outlet, published, title, sentence, voices] of SHORT) {
  ARTICLES.push({ id, outlet, published, title, body: [sentence], marks: [], events: [], claims: [["c1", sentence.replace(/\.$/, ""), voices, "asserts", null, [], []]] });
}

const code_points = (text, index) => [...text.slice(0, index)].length;

function document_of(article) {
  const text = [OPENING, article.title, ...article.body, CLOSING].join("\n");
  const span = (words) => {
    const index = text.indexOf(words, OPENING.length + article.title.length);
    if (index < 0) throw new Error(`${article.id} lacks «${words}»`);
    const start = code_points(text, index);
    return { start, end: start + [...words].length, text: words };
  };
  const layer = (name) => article.marks.filter(([of]) => of === name).map(([, words, fields]) => ({ ...span(words), ...fields }));
  const outlet = OUTLETS[article.outlet];
  const entities = {};
  for (const id of new Set([...JSON.stringify(article).matchAll(/"entity":"([^"]+)"/g)].map((found) => found[1]).concat(article.claims.flatMap((claim) => claim[6]))) ) entities[id] = ENTITIES[id];
  return {
    schema: "marsad.document/1",
    document: { id: article.id, source: `https://example.test/${article.id}`, title: article.title, byline: null, outlet, language: article.language ?? "ar", published: { value: article.published, basis: "metadata" }, text },
    chrome: [{ start: 0, end: [...OPENING].length, kind: "navigation" }, { start: [...text].length - [...CLOSING].length, end: [...text].length, kind: "share" }],
    mentions: layer("mentions"), times: layer("times"), quantities: layer("quantities"),
    claims: article.claims.map(([id, words, voices, stance, cue, events, about]) => ({
      id, ...span(words), stance, certainty: "certain", said_at: null, about, events, forecast: null, rules: [voices.length > 1 ? "attribution/relayed" : voices.length === 1 ? "attribution/said" : "attribution/own-voice"],
      attribution: [{ voice: outlet, entity: null, how: "publishes", anonymous: false, start: null, end: null, cue: null }, ...voices.map((voice) => ({ voice, entity: null, how: stance === "denies" ? "denies" : "says", anonymous: /^(مصدر|مسؤول)/.test(voice), start: null, end: null, cue: cue ? span(cue) : null }))],
    })),
    events: article.events.map(([id, words, event]) => ({
      id, trigger: span(words), type: event.type, modes: event.modes, contexts: [], actors: event.actors, recipients: event.recipients,
      when: { value: event.when, from: event.when, to: event.when }, where: event.where ? place(event.where) : null, toll: { killed: event.killed ?? null, wounded: event.wounded ?? null },
      modality: "asserted", claims: [], headline: event.headline, score: -9, confidence: event.confidence, rules: event.rules,
    })),
    relations: [], forecasts: [], entities, notes: [],
  };
}

export const documents = ARTICLES.map(document_of).sort((left, right) => right.document.published.value.localeCompare(left.document.published.value));
const by_id = new Map(documents.map((one) => [one.document.id, one]));

function told(reference) {
  const [id, claim] = reference.split("#");
  const record = by_id.get(id);
  const found = record.claims.find((one) => one.id === claim);
  const sentence = record.document.text.split("\n").find((line) => line.includes(found.text)) ?? found.text;
  return { document: id, claim, outlet: record.document.outlet, chain: found.attribution.map((voice) => voice.voice), quote: sentence, published: record.document.published.value };
}

const fact = (...sides) => ({ agreed: sides.length === 1 ? sides[0][0] : null, disputed: sides.length > 1, sides: sides.map(([value, ...references]) => ({ value, claims: references.map(told) })) });
const together = (...sides) => ({ ...fact(...sides), disputed: false });
function toll(spread, ...sides) {
  const [low, best, high] = spread;
  return { ...fact(...sides), low, best, high, rule: "toll/latest-official" };
}

function incident(id, type, modes, refs, outlets, origins, facts, contradictions = []) {
  const none = { date: null, place: null, actors: null, recipients: null, killed: null, wounded: null, method: null };
  return { schema: "marsad.incident/1", id, type, modes, documents: refs, headline_of: refs, outlets, origins, facts: { ...none, ...facts }, contradictions };
}

export const incidents = [
  incident("i-cairo", "CONSULT", ["visit"], ["d-cairo-1"], 1, 1, { date: fact(["2024-02-14", "d-cairo-1#c1"]), place: fact([place("cairo"), "d-cairo-1#c1"]), actors: fact([actor("turkey", "asserted"), "d-cairo-1#c1"]), recipients: fact([actor("egypt"), "d-cairo-1#c1"]) }),
  incident("i-jeddah", "SUPPORT", [], ["d-jeddah-1"], 3, 1, { date: fact(["2023-05-11", "d-jeddah-1#c1"]), place: fact([place("jeddah"), "d-jeddah-1#c1"]), actors: together([actor("sudan", "asserted"), "d-jeddah-1#c1"], [actor("rsf", "asserted"), "d-jeddah-1#c1"]) }),
  incident("i-mogadishu", "ASSAULT", ["explosives"], ["d-mogadishu-1", "d-mogadishu-2"], 4, 2, { date: fact(["2022-10-29", "d-mogadishu-1#c1", "d-mogadishu-2#c1"]), place: fact([place("mogadishu"), "d-mogadishu-1#c1", "d-mogadishu-2#c1"]), actors: fact([actor("al-shabaab", "claimed"), "d-mogadishu-2#c1"]), killed: toll([100, 121, 121], [least(100), "d-mogadishu-1#c1"], [exact(121), "d-mogadishu-2#c1"]), wounded: toll([333, 333, 333], [exact(333), "d-mogadishu-2#c1"]) }, [{ fact: "killed", kind: "toll", sides: 2, rising: true }]),
  incident("i-tripoli", "ASSAULT", [], ["d-tripoli-1", "d-tripoli-2"], 2, 1, { date: fact(["2022-08-27", "d-tripoli-1#c1", "d-tripoli-2#c1"]), place: fact([place("tripoli"), "d-tripoli-1#c1", "d-tripoli-2#c1"]), actors: together([actor("tripoli-777", "asserted"), "d-tripoli-1#c1"], [actor("nawasi", "asserted"), "d-tripoli-1#c1"]), killed: toll([23, 32, 32], [exact(23), "d-tripoli-1#c1"], [exact(32), "d-tripoli-2#c1"]), wounded: toll([87, 159, 159], [exact(87), "d-tripoli-1#c1"], [exact(159), "d-tripoli-2#c1"]) }, [{ fact: "killed", kind: "toll", sides: 2, rising: true }, { fact: "wounded", kind: "toll", sides: 2, rising: true }]),
  incident("i-khartoum", "PROTEST", ["demo"], ["d-khartoum-1"], 1, 1, { date: fact(["2021-10-30", "d-khartoum-1#c1"]), place: fact([place("khartoum"), "d-khartoum-1#c1"]), killed: toll([3, 3, 3], [exact(3, "متظاهرين"), "d-khartoum-1#c1"]) }),
  incident("i-kabul", "ASSAULT", ["suicide-attack"], ["d-kabul-1", "d-kabul-2", "d-kabul-3"], 5, 3, {
    date: fact(["2021-08-26", "d-kabul-1#c5", "d-kabul-3#c1"]), place: fact([place("kabul-airport"), "d-kabul-1#c5", "d-kabul-2#c1"]),
    actors: fact([actor("islamic-state-khorasan", "claimed"), "d-kabul-1#c3"]), recipients: together([people("مدنيون", "civilians"), "d-kabul-1#c5"], [actor("united-states"), "d-kabul-1#c2", "d-kabul-2#c2"]),
    killed: toll([60, 170, 170], [least(60), "d-kabul-1#c1"], [exact(95), "d-kabul-2#c1"], [{ low: 170, high: null, qualifier: "more_than", who: null }, "d-kabul-3#c1"], [exact(12, "أفراد القوات الأمريكية"), "d-kabul-1#c2"], [exact(13, "جنديا أمريكيا"), "d-kabul-2#c2"]),
    wounded: toll([140, 140, 140], [exact(140), "d-kabul-1#c1"]), method: fact(["suicide-attack", "d-kabul-1#c5"]),
  }, [{ fact: "killed", kind: "toll", sides: 5, rising: true }]),
  incident("i-baghdad", "ASSAULT", ["suicide-attack"], ["d-baghdad-1"], 3, 2, { date: fact(["2021-01-21", "d-baghdad-1#c1"]), place: fact([place("baghdad"), "d-baghdad-1#c1"]), actors: fact([actor("islamic-state", "claimed"), "d-baghdad-1#c1"]), killed: toll([32, 32, 32], [exact(32), "d-baghdad-1#c1"]), wounded: toll([110, 110, 110], [exact(110), "d-baghdad-1#c1"]) }),
  incident("i-ula", "SUPPORT", [], ["d-ula-1"], 2, 2, { date: fact(["2021-01-05", "d-ula-1#c1"]), place: fact([place("ula"), "d-ula-1#c1"]), actors: together([actor("saudi-arabia", "asserted"), "d-ula-1#c1"], [actor("qatar", "asserted"), "d-ula-1#c1"]) }),
  incident("i-aden", "ASSAULT", ["heavy-weapons"], ["d-aden-1", "d-aden-2", "d-gulf-1"], 3, 3, {
    date: fact(["2020-12-30", "d-aden-1#c1"]), place: fact([place("aden-airport"), "d-aden-1#c1", "d-aden-2#c1"]),
    actors: fact([actor("houthis", "accused"), "d-aden-1#c2"], [actor("houthis", "denied"), "d-aden-2#c1"]), recipients: fact([actor("yemen-government"), "d-aden-1#c2"]),
    killed: toll([22, 26, 26], [exact(22), "d-aden-1#c1"], [least(25), "d-gulf-1#c1"], [exact(26), "d-aden-2#c2"]), wounded: toll([50, 50, null], [least(50), "d-aden-1#c1"]),
  }, [{ fact: "killed", kind: "toll", sides: 3, rising: true }, { fact: "actors", kind: "denial", sides: 2, rising: false }]),
  incident("i-doha", "SUPPORT", [], ["d-doha-1"], 4, 2, { date: fact(["2020-02-29", "d-doha-1#c1"]), place: fact([place("doha"), "d-doha-1#c1"]), actors: together([actor("united-states", "asserted"), "d-doha-1#c1"], [actor("taliban", "asserted"), "d-doha-1#c1"]) }),
  incident("i-manbij", "ASSAULT", ["explosives"], ["d-manbij-1"], 1, 1, { date: fact(["2019-01-16", "d-manbij-1#c1"]), place: fact([place("manbij"), "d-manbij-1#c1"]), killed: toll([16, 16, 16], [about(16), "d-manbij-1#c1"]) }),
];

export const entities = ENTITIES;
