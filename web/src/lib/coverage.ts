/** What was read of each stretch of a time line, so that a gap in reading is not taken for calm. */

import type { Coverage } from "./record";

const DAY = 86_400_000;

export interface Stretch {
  /** Articles that were read. */
  documents: number;
  /** Days of which nothing was read. */
  unread: number;
  days: number;
}

/** The moment of a whole day. */
export function moment_of(day: string): number {
  return Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
}

/** The day of a moment. */
export function day_of(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** Equal stretches between two moments, each with what was read of its days. */
export function stretches(coverage: Coverage, first: number, last: number, columns: number): Stretch[] {
  const read = new Map(coverage.days.map((one) => [moment_of(one.day), one.documents]));
  const found: Stretch[] = Array.from({ length: columns }, () => ({ documents: 0, unread: 0, days: 0 }));
  for (let day = first; day <= last; day += DAY) {
    const column = Math.min(columns - 1, Math.floor(((day - first) / Math.max(DAY, last - first)) * columns));
    const stretch = found[column];
    if (!stretch) continue;
    const documents = read.get(day) ?? 0;
    stretch.documents += documents;
    stretch.days += 1;
    if (documents === 0) stretch.unread += 1;
  }
  return found;
}
