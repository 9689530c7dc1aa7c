// Answers /api/v1 from the fixtures, in the shapes of record.md. For developing the screens only.
import { documents, entities, incidents } from "./fixtures.mjs";

const head = ({ document }) => ({ id: document.id, title: document.title, outlet: document.outlet, published: document.published.value, language: document.language, url: document.source, headline: null });
const claims = documents.flatMap((record) => record.claims.map((claim) => ({ document: record.document.id, outlet: record.document.outlet, published: record.document.published.value, claim })));
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
  if (room === "actors") return { items: Object.entries(entities).filter(([entity, one]) => holds({ entity, ...one }, query.get("text"))).map(([entity, one]) => ({ entity, ...one })), next: null };
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
