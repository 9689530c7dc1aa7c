// Answers /api/v1 from the fixtures, in the shapes of record.md. For developing the screens only.
import { documents, entities, incidents } from "./fixtures.mjs";

const head = ({ document }) => ({ id: document.id, title: document.title, outlet: document.outlet, published: document.published.value, language: document.language, url: document.source, headline: null });
const claims = documents.flatMap((record) => record.claims.map((claim) => ({ document: record.document.id, outlet: record.document.outlet, published: record.document.published.value, claim })));
const forecasts = claims.slice(0, 1).map((one) => ({ subject: `${one.document}@0-9`, document: one.document, claim: one.claim.id, outlet: one.outlet, published: one.published, chain: one.claim.attribution.map((voice) => voice.voice), source: { entity: null, name: one.claim.attribution.at(-1)?.voice ?? null, name_en: null, name_ar: null }, quote: one.claim.text, stance: "predicts", certainty: "probable", stated: 0.75, from: null, to: "2024-12", due: "2024-12-31", condition: null, looked_for: [], checkable: false, obstacles: ["no_event"], state: "open", proposed: null, decided: null }));
const holds = (thing, words) => !words || JSON.stringify(thing).toLowerCase().includes(words.toLowerCase());

function page(items, query) {
  const start = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? 40);
  return { items: items.slice(start, start + limit), next: start + limit < items.length ? String(start + limit) : null };
}

function asked(incident, query) {
  const told = incident.facts.date?.sides[0]?.value ?? "";
  return (
    (!query.get("type") || incident.type === query.get("type")) &&
    (!query.get("from") || told >= query.get("from")) &&
    (!query.get("to") || told <= query.get("to")) &&
    (!query.get("disputed") || incident.contradictions.length > 0) &&
    holds(incident.facts.actors, query.get("actor")) &&
    holds(incident.facts.place, query.get("place")) &&
    holds(incident, query.get("text"))
  );
}

function answer(path, query) {
  const [room, id] = path.split("/").slice(1).map(decodeURIComponent);
  if (room === "session") return { accounts: false, who: "desk", role: "admin", write_token: "desk" };
  if (room === "watches" && id === "preview") return { from: "2024-01-15", to: "2024-02-14", total: 2, items: incidents.slice(0, 2), next: null };
  if (room === "watches") return { items: [], next: null };
  if (room === "summary") {
    return { documents: documents.length, claims: claims.length, incidents: incidents.length, contradictions: incidents.reduce((sum, one) => sum + one.contradictions.length, 0), outlets: 6, languages: ["ar", "en"], from: "2019-01-16", to: "2024-02-14", demo: true };
  }
  if (room === "coverage") {
    const day = (moment) => new Date(moment).toISOString().slice(0, 10);
    const [from, to] = [query.get("from") ?? "2024-02-10", query.get("to") ?? "2024-02-14"];
    return { schema: "marsad.coverage/1", from, to, documents: 2, undated: 0, days: [{ day: from, documents: 2, outlets: { bbc: 2 } }], gaps: from < to ? [{ from: day(Date.parse(from) + 86400000), to, days: (Date.parse(to) - Date.parse(from)) / 86400000 }] : [], outlets: [{ outlet: "bbc", documents: 2, days: 1, first: from, last: from }] };
  }
  if (room === "incidents" && id) return incidents.find((one) => one.id === id) ?? null;
  if (room === "incidents") {
    const found = incidents.filter((one) => asked(one, query));
    return { ...page(found, query), total: found.length };
  }
  if (room === "documents" && id) return documents.find((one) => one.document.id === id) ?? null;
  if (room === "documents") {
    const within = incidents.find((one) => one.id === query.get("incident"))?.documents;
    return page(documents.filter((one) => (!within || within.includes(one.document.id)) && holds(one.document, query.get("text"))).map(head), query);
  }
  if (room === "claims") return page(claims.filter((one) => holds(one.claim, query.get("text")) && holds(one.claim, query.get("actor")) && (!query.get("stance") || one.claim.stance === query.get("stance"))), query);
  if (room === "forecasts") return { ...page(forecasts.filter((one) => !query.get("state") || one.state === query.get("state")), query), total: forecasts.length, as_of: "2024-03-01" };
  if (room === "review") return id === "agreement" ? { items: [{ people: [], items: 0, agreed: 0, percent: null, kappa: null }], next: null } : { items: [], next: null, total: 0 };
  if (room === "decisions") return { items: [], next: null };
  if (room === "forecasters") return { items: [{ source: null, forecasts: 1, states: { open: 1, due: 0, came_true: 0, did_not: 0, cannot_tell: 0 }, scored: 0, enough: 10, brier: null, bins: [] }], next: null };
  if (room === "actors") return { items: Object.entries(entities).filter(([entity, one]) => holds({ entity, ...one }, query.get("text"))).map(([entity, one]) => ({ id: entity, ...one })), next: null };
  return null;
}

/** A connect-style middleware: takes the API's addresses, leaves every other one to the next. */
export function mock_api(request, response, next) {
  const address = new URL(request.url, "http://localhost");
  if (!address.pathname.startsWith("/api/v1/")) return next();
  const found = answer(address.pathname.slice("/api/v1".length), address.searchParams);
  response.statusCode = found ? 200 : 404;
  response.setHeader("content-type", found ? "application/json" : "application/problem+json");
  response.end(JSON.stringify(found ?? { type: "about:blank", title: "Not found", status: 404, detail: address.pathname }));
}
