/** Incidents as marks on a time line and on a map. */

import { date_interval, date_parts } from "./dates";
import { quad, shown_date, shown_place, badges, type Quad } from "./incident";
import type { Incident } from "./record";

export interface Mark {
  id: string;
  moment: number;
  quad: Quad;
  disputed: boolean;
}

/** The incidents that have a date, as moments. */
export function moments(incidents: Incident[]): Mark[] {
  return incidents.flatMap((incident) => {
    const { from, to } = date_interval(shown_date(incident));
    const parts = date_parts(from ?? to);
    if (!parts) return [];
    const moment = Date.UTC(parts.year, (parts.month ?? 1) - 1, parts.day ?? 1);
    return [{ id: incident.id, moment, quad: quad(incident.type), disputed: badges(incident).includes("disputed") }];
  });
}

export interface Stacked extends Mark {
  column: number;
  level: number;
}

const DAY = 86_400_000;

/** Marks in columns of equal time, piled on each other from the ground; where there is room, each of the `days` has a heap of its own. */
export function stacked(marks: Mark[], columns: number): { marks: Stacked[]; first: number; last: number; height: number; days: number } {
  const first = Math.min(...marks.map((mark) => mark.moment));
  const last = Math.max(...marks.map((mark) => mark.moment), first + DAY);
  const days = Math.round((last - first) / DAY) + 1;
  const broad = Math.floor(columns / days);
  if (broad >= 1 && days > 0) return { ...heaped(marks, first, days, columns / days, Math.max(1, broad - 1)), first, last, days };
  const levels = new Map<number, number>();
  const placed = marks.map((mark) => {
    const column = Math.min(columns - 1, Math.floor(((mark.moment - first) / (last - first)) * columns));
    const level = levels.get(column) ?? 0;
    levels.set(column, level + 1);
    return { ...mark, column, level };
  });
  return { marks: placed, first, last, height: Math.max(0, ...levels.values()), days: 0 };
}

/** A heap for each day, `broad` marks to a layer. */
function heaped(marks: Mark[], first: number, days: number, columns: number, broad: number): { marks: Stacked[]; height: number } {
  const heaps = new Map<number, number>();
  const placed = marks.map((mark) => {
    const day = Math.min(days - 1, Math.round((mark.moment - first) / DAY));
    const place = heaps.get(day) ?? 0;
    heaps.set(day, place + 1);
    return { ...mark, column: day * columns + (place % broad), level: Math.floor(place / broad) };
  });
  return { marks: placed, height: Math.ceil(Math.max(0, ...heaps.values()) / broad) };
}

export interface Spot {
  key: string;
  longitude: number;
  latitude: number;
  incidents: Incident[];
}

/** The incidents of one point together; those whose place has no point are left out. */
export function spots(incidents: Incident[]): Spot[] {
  const found = new Map<string, Spot>();
  for (const incident of incidents) {
    const point = shown_place(incident)?.point;
    if (!point) continue;
    const [latitude, longitude] = point;
    const key = `${latitude},${longitude}`;
    const spot = found.get(key) ?? { key, latitude, longitude, incidents: [] };
    spot.incidents.push(incident);
    found.set(key, spot);
  }
  return [...found.values()];
}

export interface Graduation {
  moment: number;
  year: number;
  month: number;
  day: number;
}

function graduation(moment: number): Graduation {
  const date = new Date(moment);
  return { moment, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Starts of years, of months where the time is short, or the days themselves where it is shorter, between two moments. */
export function time_ticks(first: number, last: number): { ticks: Graduation[]; unit: "year" | "month" | "day" } {
  const days = Math.round((last - first) / DAY);
  if (days < 62) return { ticks: Array.from({ length: days + 1 }, (_, place) => graduation(first + place * DAY)), unit: "day" };
  const unit = days > 1.5 * 365 ? "year" : "month";
  const start = new Date(first);
  const ticks: Graduation[] = [];
  for (let count = 1; count < 60; count += 1) {
    const year = start.getUTCFullYear() + (unit === "year" ? count : 0);
    const month = unit === "year" ? 0 : start.getUTCMonth() + count;
    const moment = Date.UTC(year, month, 1);
    if (moment > last) break;
    ticks.push(graduation(moment));
  }
  return { ticks, unit };
}
