/** Tolls as told: a range with an open or closed end, and the scale they are drawn on. */

import type { Side, TollFact, TollValue } from "./record";

/** Which message words a toll: the qualifier decides, and the range where there is none. */
export type TollWording = "exact" | "at_least" | "more_than" | "at_most" | "less_than" | "about" | "range" | "unknown";

export interface WordedToll {
  wording: TollWording;
  low: number | null;
  high: number | null;
}

/** How a toll is to be said. `vague` («عشرات») is at least its low end; an unknown toll stays unknown. */
export function worded_toll(value: TollValue): WordedToll {
  const { low, high } = value;
  const told = (wording: TollWording): WordedToll => ({ wording, low, high });
  if (low === null && high === null) return told("unknown");
  if (low === null) return told(value.qualifier === "less_than" ? "less_than" : "at_most");
  if (high === null) return told(value.qualifier === "more_than" ? "more_than" : "at_least");
  if (low !== high) return told("range");
  return told(value.qualifier === "about" ? "about" : "exact");
}

export interface TollExtent {
  low: number;
  best: number;
  high: number;
  /** True where nobody told an upper end. */
  open: boolean;
}

function lowest(sides: Side<TollValue>[]): number | null {
  const values = sides.map((side) => side.value.low ?? side.value.high).filter((one) => one !== null);
  return values.length === 0 ? null : Math.min(...values);
}

function highest(sides: Side<TollValue>[]): number | null {
  const values = sides.map((side) => side.value.high ?? side.value.low).filter((one) => one !== null);
  return values.length === 0 ? null : Math.max(...values);
}

/** The low, best and high of a fact: as the desk reckoned them, else from the sides themselves. */
export function toll_extent(fact: TollFact | null | undefined): TollExtent | null {
  if (!fact || !Array.isArray(fact.sides)) return null;
  const low = fact.low ?? lowest(fact.sides);
  const high = fact.high ?? highest(fact.sides);
  if (low === null && high === null) return null;
  const bottom = low ?? high ?? 0;
  const top = Math.max(high ?? bottom, bottom);
  const best = fact.best ?? bottom;
  const open = (fact.high ?? null) === null && fact.sides.some((side) => side.value.high === null);
  return { low: bottom, best: Math.min(Math.max(best, bottom), top), high: top, open };
}

/** The right end of a scale that holds `most`: 10, 30, 100, 300, 1000 and so on. */
export function scale_end(most: number): number {
  for (let decade = 10; ; decade *= 10) {
    if (most <= decade) return decade;
    if (most <= decade * 3) return decade * 3;
  }
}

/** Where a count stands on a logarithmic scale from 0 to `end`, between 0 and 1. */
export function scale_position(count: number, end: number): number {
  return Math.min(1, Math.log1p(Math.max(0, count)) / Math.log1p(end));
}

export interface Tick {
  count: number;
  major: boolean;
}

/** The graduations of a scale: every step within a decade, the decades marked. */
export function scale_ticks(end: number): Tick[] {
  const ticks: Tick[] = [{ count: 0, major: true }];
  for (let decade = 1; decade <= end; decade *= 10) {
    for (let step = 1; step < 10; step += 1) {
      const count = decade * step;
      if (count <= end) ticks.push({ count, major: step === 1 });
    }
  }
  return ticks;
}
