/** The toll as each origin told it, one step for each change, in the order of publication. */

import { date_parts } from "./dates";
import type { OriginGroup, Telling, TollFact } from "./record";

export interface StepPoint {
  moment: number;
  count: number;
  /** Of whom it is told, where that is said. */
  who: string;
  /** Who published it. */
  outlet: string;
  document: string;
}

export interface StepLine {
  /** The agency that is named as the source, else the outlet that told it first. */
  origin: string;
  /** Everybody who published it, the first of them first. */
  outlets: string[];
  /** Where the line steps: the most that an article tells, each time that it is another figure than before. */
  points: StepPoint[];
  /** All that was told, in the order of publication. */
  told: StepPoint[];
}

function moment_of(published: string | null): number | null {
  const parts = date_parts(published);
  if (!parts || parts.month === null || parts.day === null) return null;
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour ?? 0, parts.minute ?? 0);
}

/** One line for each origin that told a dated toll. Reprints of one text are of the origin that they copy; where nobody told the origins, each outlet is one. */
export function steps(fact: TollFact, groups: OriginGroup[] = [], named: (group: OriginGroup) => string = (group) => group.outlet ?? ""): StepLine[] {
  const origins = new Map(groups.flatMap((group) => group.documents.map((document) => [document, named(group)] as const)));
  const told = new Map<string, StepPoint[]>();
  for (const side of fact.sides) {
    const count = side.value.low ?? side.value.high;
    if (count === null) continue;
    for (const telling of side.claims) {
      const moment = moment_of(telling.published);
      const outlet = outlet_of(telling);
      const origin = origins.get(telling.document) || outlet;
      if (moment === null || origin === "") continue;
      const points = told.get(origin) ?? [];
      points.push({ moment, count, who: side.value.who ?? "", outlet, document: telling.document });
      told.set(origin, points);
    }
  }
  const lines = [...told].map(([origin, points]) => line_of(origin, points));
  return lines.sort((left, right) => right.points.length - left.points.length || right.told.length - left.told.length);
}

function outlet_of(telling: Telling): string {
  return telling.outlet ?? telling.chain[0] ?? "";
}

/** A part of the dead (children, soldiers) is told beside all of them: of an article the highest figure stands for it. What an origin says again, itself or through others, is no step. */
function line_of(origin: string, points: StepPoint[]): StepLine {
  const told = points.sort((left, right) => left.moment - right.moment);
  const most = new Map<string, StepPoint>();
  for (const point of told) {
    const known = most.get(point.document);
    if (!known || point.count > known.count) most.set(point.document, point);
  }
  const whole = [...most.values()].sort((left, right) => left.moment - right.moment);
  const stepped = whole.filter((point, place) => place === 0 || point.count !== whole[place - 1]?.count);
  return { origin, points: stepped, told, outlets: [...new Set(told.map((point) => point.outlet))] };
}

/** Places of labels, from top to bottom, that stand at least `gap` apart and as near as can be to where they belong. */
export function apart(wanted: number[], gap: number, least: number, most: number): number[] {
  const order = wanted.map((_, place) => place).sort((left, right) => (wanted[left] ?? 0) - (wanted[right] ?? 0));
  const places = [...wanted];
  let free = least;
  for (const place of order) free = (places[place] = Math.max(free, wanted[place] ?? 0)) + gap;
  let limit = most;
  for (const place of order.reverse()) limit = (places[place] = Math.min(limit, places[place] ?? 0)) - gap;
  return places;
}
