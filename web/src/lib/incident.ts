/** What a card needs to know about an incident, read from its facts. */

import type { ActorValue, DateValue, Fact, Facts, Incident, PlaceValue, Status, Telling } from "./record";

export type Badge = "disputed" | "claimed" | "denied" | "rising";

/** Every value told for a fact, agreed first, each once. */
export function told_values<Value>(fact: Fact<Value> | null | undefined): Value[] {
  if (!fact) return [];
  const agreed = fact.agreed === null || fact.agreed === undefined ? [] : [fact.agreed].flat() as Value[];
  const all = [...agreed, ...(fact.sides ?? []).flatMap((side) => [side.value].flat() as Value[])];
  const seen = new Set<string>();
  return all.filter((value) => {
    const key = value_key(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function value_key(value: unknown): string {
  if (value && typeof value === "object") {
    const { entity, place, name } = value as { entity?: unknown; place?: unknown; name?: unknown };
    if (entity ?? place ?? name) return String(entity ?? place ?? name);
  }
  return JSON.stringify(value);
}

/** The date a list shows: the agreed one, else what most tellings say. */
export function shown_date(incident: Incident): DateValue | null {
  return shown_value(incident.facts.date);
}

/** The place a list shows: the agreed one, else what most tellings say. */
export function shown_place(incident: Incident): PlaceValue | null {
  return shown_value(incident.facts.place);
}

function shown_value<Value>(fact: Fact<Value> | null | undefined): Value | null {
  if (!fact) return null;
  if (fact.agreed !== null && fact.agreed !== undefined) return fact.agreed;
  const sides = [...(fact.sides ?? [])].sort((left, right) => right.claims.length - left.claims.length);
  return sides[0]?.value ?? null;
}

/** The statuses under which actors are told for an incident. */
export function actor_statuses(incident: Incident): Set<Status> {
  const statuses = told_statuses(incident.facts.actors);
  return new Set(statuses);
}

function told_statuses(fact: Fact<ActorValue> | null | undefined): Status[] {
  if (!fact) return [];
  const values = [fact.agreed, ...(fact.sides ?? []).map((side) => side.value)].flat();
  return values.flatMap((value) => (value?.status ? [value.status] : []));
}

/** The badges of an incident, in the order they are shown. */
export function badges(incident: Incident): Badge[] {
  const statuses = actor_statuses(incident);
  const shown: Badge[] = [];
  const facts = Object.values(incident.facts) as (Fact<unknown> | null | undefined)[];
  if (incident.contradictions.length > 0 || facts.some((fact) => fact?.disputed)) shown.push("disputed");
  if (incident.contradictions.some((one) => one.rising)) shown.push("rising");
  if (statuses.has("claimed")) shown.push("claimed");
  if (statuses.has("denied") || incident.contradictions.some((one) => one.kind === "denial")) shown.push("denied");
  return shown;
}

/** An incident whose outlets have the names that the reader knows them by, in every chain of voices. */
export function with_outlets(incident: Incident, names: ReadonlyMap<string, string>): Incident {
  if (names.size === 0) return incident;
  const named = (one: Telling): Telling => {
    const name = one.outlet === null ? undefined : names.get(one.outlet);
    return name === undefined ? one : { ...one, outlet: name, chain: [name, ...one.chain.slice(1)] };
  };
  const renamed = (fact: Fact<unknown> | null) => fact && { ...fact, sides: (fact.sides ?? []).map((side) => ({ ...side, claims: side.claims.map(named) })) };
  const facts = Object.fromEntries(Object.entries(incident.facts).map(([name, fact]) => [name, renamed(fact as Fact<unknown> | null)]));
  return { ...incident, facts: facts as Facts };
}

const UNTOLD: Telling = Object.freeze({ document: "", claim: "", outlet: null, chain: [], quote: null, published: null });

/** An incident as a list needs it: how many tell each side, without their sentences. A list of twenty thousand stays small. */
export function brief(incident: Incident): Incident {
  const shorter = <One extends Fact<unknown>>(fact: One | null | undefined) =>
    fact ? { ...fact, sides: (fact.sides ?? []).map((side) => ({ ...side, claims: side.claims.map(() => UNTOLD) })) } : fact;
  const facts = Object.fromEntries(Object.entries(incident.facts).map(([name, fact]) => [name, shorter(fact as Fact<unknown> | null)]));
  const { claims: _, ...kept } = incident as Incident & { claims?: unknown };
  return { ...kept, facts: facts as Facts };
}

/** How PLOVER sorts an event type: said or done, in concord or in conflict. */
export type Quad = 1 | 2 | 3 | 4;

const QUADS: Record<string, Quad> = {
  AGREE: 1, CONSULT: 1, SUPPORT: 1, CONCEDE: 1,
  COOPERATE: 2, AID: 2, RETREAT: 2,
  REQUEST: 3, ACCUSE: 3, REJECT: 3, THREATEN: 3,
  PROTEST: 4, SANCTION: 4, MOBILIZE: 4, COERCE: 4, ASSAULT: 4,
};

/** The quad of an event type; an unknown type counts as said in conflict, the mildest alarm. */
export function quad(type: string): Quad {
  return QUADS[type] ?? 3;
}

/** The sixteen event types, in PLOVER's order. */
export const EVENT_TYPES = Object.keys(QUADS);
