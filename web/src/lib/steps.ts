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
  /** How far below its last point the label stands, so that labels do not cover each other. */
  shift: number;
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
  const drawn = [...lines].map(([outlet, points]) => ({ outlet, points: points.sort((left, right) => left.moment - right.moment), shift: 4 }));
  const taken: { count: number; moment: number; shift: number }[] = [];
  for (const line of drawn) {
    const tail = line.points.at(-1);
    if (!tail) continue;
    const near = taken.filter((one) => Math.abs(Math.log1p(one.count) - Math.log1p(tail.count)) < 0.4 && Math.abs(one.moment - tail.moment) < 86_400_000 / 2);
    line.shift = 4 + near.length * 14;
    taken.push({ ...tail, shift: line.shift });
  }
  return drawn;
}
