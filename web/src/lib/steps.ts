/** The toll as each outlet told it, one step for each telling, in the order of publication. */

import { date_parts } from "./dates";
import type { TollFact } from "./record";

export interface StepPoint {
  moment: number;
  count: number;
}

export interface StepLine {
  outlet: string;
  points: StepPoint[];
}

function moment_of(published: string | null): number | null {
  const parts = date_parts(published);
  if (!parts || parts.month === null || parts.day === null) return null;
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour ?? 0, parts.minute ?? 0);
}

/** One line for each outlet that told a dated toll, and for each group of people it told of. */
export function steps(fact: TollFact): StepLine[] {
  const lines = new Map<string, StepPoint[]>();
  for (const side of fact.sides) {
    const count = side.value.low ?? side.value.high;
    if (count === null) continue;
    for (const telling of side.claims) {
      const moment = moment_of(telling.published);
      const outlet = telling.outlet ?? telling.chain[0];
      if (moment === null || !outlet) continue;
      const line = side.value.who ? `${outlet} · ${side.value.who}` : outlet;
      const points = lines.get(line) ?? [];
      if (!points.some((point) => point.moment === moment && point.count === count)) points.push({ moment, count });
      lines.set(line, points);
    }
  }
  const drawn = [...lines].map(([outlet, points]) => ({ outlet, points: points.sort((left, right) => left.moment - right.moment) }));
  return drawn.sort((left, right) => right.points.length - left.points.length);
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
