/** Partial ISO dates (`2021`, `2021-08`, `2021-08-26`, `2021-08-26T22:49`), shown in the reader's language and never fuller than they were told. */

import type { DateValue, Interval } from "./record";

export interface DateParts {
  year: number;
  month: number | null;
  day: number | null;
  hour: number | null;
  minute: number | null;
}

const PARTIAL = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:[T ](\d{2})(?::(\d{2}))?)?/;

/** What a partial date says, or null where it says nothing we can read. */
export function date_parts(value: string | null | undefined): DateParts | null {
  const found = PARTIAL.exec(value ?? "");
  if (!found) return null;
  const part = (position: number): number | null => (found[position] === undefined ? null : Number(found[position]));
  return { year: Number(found[1]), month: part(2), day: part(3), hour: part(4), minute: part(5) };
}

export interface DateStyle {
  locale: string;
  weekday?: boolean;
  time?: boolean;
  hijri?: boolean;
}

/** Formats by what they show: making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format_of(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, found);
  return found;
}

/** One partial date in words. Unreadable values come back as they were written. */
export function format_date(value: string | null | undefined, style: DateStyle): string {
  const parts = date_parts(value);
  if (!parts) return value ?? "";
  const moment = new Date(Date.UTC(parts.year, (parts.month ?? 1) - 1, parts.day ?? 1, parts.hour ?? 0, parts.minute ?? 0));
  moment.setUTCFullYear(parts.year);
  const options: Intl.DateTimeFormatOptions = { timeZone: "UTC", year: "numeric" };
  if (parts.month !== null) options.month = "long";
  if (parts.day !== null) options.day = "numeric";
  if (parts.day !== null && style.weekday) options.weekday = "long";
  if (style.time && parts.hour !== null) {
    options.hour = "2-digit";
    options.minute = "2-digit";
    options.hourCycle = "h23";
  }
  const gregorian = format_of(style.locale, { ...options, calendar: "gregory" }).format(moment);
  if (!style.hijri || parts.day === null) return gregorian;
  const hijri = format_of(style.locale, {
    calendar: "islamic-umalqura",
    timeZone: "UTC",
    year: "numeric",
    month: "long",
    day: "numeric",
  }).format(moment);
  return `${gregorian} · ${hijri}`;
}

/** The first and last day a date value names: a point is an interval of one. */
export function date_interval(value: DateValue | null | undefined): Interval {
  if (!value) return { from: null, to: null };
  if (typeof value === "string") return { from: value, to: value };
  return { from: value.from, to: value.to };
}

/** A date or an interval in words: a whole month or year by its name, days of one month without saying the month twice. */
export function format_interval(value: DateValue | null | undefined, style: DateStyle): string {
  const { from, to } = date_interval(value);
  if (!from || !to || from === to) return format_date(from ?? to, style);
  const whole = whole_period(from, to);
  if (whole) return format_date(whole, style);
  const first = date_parts(from);
  const last = date_parts(to);
  if (style.hijri || !first?.day || !first.month || !last?.day || !last.month) return `${format_date(from, style)} – ${format_date(to, style)}`;
  const days = format_of(style.locale, { calendar: "gregory", timeZone: "UTC", year: "numeric", month: "long", day: "numeric" });
  return days.formatRange(Date.UTC(first.year, first.month - 1, first.day), Date.UTC(last.year, last.month - 1, last.day));
}

/** The month (`2021-08`) or year (`2021`) that two days enclose exactly. */
function whole_period(from: string, to: string): string | null {
  const first = date_parts(from);
  const last = date_parts(to);
  if (!first || !last || first.year !== last.year || first.day !== 1 || last.day === null || last.month === null) return null;
  const ends_month = new Date(Date.UTC(last.year, last.month, 0)).getUTCDate() === last.day;
  if (!ends_month) return null;
  if (first.month === last.month) return from.slice(0, 7);
  return first.month === 1 && last.month === 12 ? from.slice(0, 4) : null;
}

/** The day (or month, or year) under which a list groups a date value. */
export function day_key(value: DateValue | null | undefined): string {
  const { from, to } = date_interval(value);
  return (from ?? to ?? "").slice(0, 10);
}
