/** The interface's language, digits and calendar, and the messages in it. Every word a screen shows comes from `messages/`. */

import ar from "../messages/ar.json";
import en from "../messages/en.json";
import type { Claim, DateValue, DocumentRecord, TollValue } from "./record";
import { format_date, format_interval } from "./dates";
import { worded_toll } from "./toll";

export type Language = "ar" | "en";
export type MessageKey = keyof typeof en;
type Forms = Partial<Record<Intl.LDMLPluralRule, string>>;

const MESSAGES: Record<Language, Record<string, string | Forms>> = { ar, en };

/** The language a person reads first, by what was chosen before, else by what the browser asks for. */
export function first_language(chosen: string | null, asked: readonly string[]): Language {
  if (chosen === "ar" || chosen === "en") return chosen;
  for (const tag of asked) {
    if (tag.startsWith("ar")) return "ar";
    if (tag.startsWith("en")) return "en";
  }
  return "en";
}

function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}

export type Theme = "system" | "light" | "dark";

class Settings {
  language = $state<Language>("en");
  arabic_digits = $state(false);
  hijri = $state(false);
  theme = $state<Theme>("system");
  locale = $derived(`${this.language === "ar" ? "ar" : "en-GB"}-u-nu-${this.arabic_digits ? "arab" : "latn"}`);
  direction = $derived<"rtl" | "ltr">(this.language === "ar" ? "rtl" : "ltr");

  constructor() {
    if (typeof navigator === "undefined") return;
    this.language = first_language(remembered("marsad.language"), navigator.languages);
    this.arabic_digits = remembered("marsad.digits") === "arab";
    this.hijri = remembered("marsad.calendar") === "hijri";
    const theme = remembered("marsad.theme");
    if (theme === "light" || theme === "dark") this.theme = theme;
  }

  speak(language: Language): void {
    this.language = language;
    remember("marsad.language", language);
  }

  use_arabic_digits(wanted: boolean): void {
    this.arabic_digits = wanted;
    remember("marsad.digits", wanted ? "arab" : "latn");
  }

  use_hijri(wanted: boolean): void {
    this.hijri = wanted;
    remember("marsad.calendar", wanted ? "hijri" : "gregorian");
  }

  use_theme(theme: Theme): void {
    this.theme = theme;
    remember("marsad.theme", theme);
  }
}

export const settings = new Settings();

/** Formats by locale: making one takes longer than a whole row of a list. */
function kept<Format>(make: (locale: string) => Format): () => Format {
  const made = new Map<string, Format>();
  return () => {
    const { locale } = settings;
    const found = made.get(locale) ?? make(locale);
    made.set(locale, found);
    return found;
  };
}

const numbers = kept((locale) => new Intl.NumberFormat(locale));
const plurals = kept((locale) => new Intl.PluralRules(locale));
const regions = kept((locale) => new Intl.DisplayNames(locale, { type: "region" }));

/** A count in the reader's digits. */
export function number(count: number): string {
  return numbers().format(count);
}

export type Words = Record<string, string | number>;

function filled(pattern: string, words: Words): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const word = words[name];
    if (word === undefined) return whole;
    return typeof word === "number" ? number(word) : word;
  });
}

/** A message in the interface's language; `count` in `words` picks the plural form. */
export function t(key: MessageKey, words: Words = {}): string {
  return said(key, words) ?? key;
}

function said(key: string, words: Words): string | null {
  const message = MESSAGES[settings.language][key];
  if (message === undefined) return null;
  if (typeof message === "string") return filled(message, words);
  const count = typeof words.count === "number" ? words.count : 0;
  const form = plurals().select(count);
  return filled(message[form] ?? message.other ?? key, words);
}

/** A message for a code of the record (`type.ASSAULT`, `stance.denies`); a code we have no word for is shown as it is. */
export function term(family: string, code: string | null | undefined): string {
  if (code === null || code === undefined || code === "") return "";
  return said(`${family}.${code}`, {}) ?? code;
}

/** A date value in words, in the chosen calendar. */
export function date(value: DateValue | null | undefined, style: { weekday?: boolean; time?: boolean } = {}): string {
  return format_interval(value, { locale: settings.locale, hijri: settings.hijri, ...style });
}

/** A date in words without the second calendar, where room is short. */
export function short_date(value: string | null | undefined): string {
  return format_date(value, { locale: settings.locale });
}

/** A toll in words. */
export function toll(value: TollValue): string {
  const { wording, low, high } = worded_toll(value);
  const amount = high ?? low ?? 0;
  switch (wording) {
    case "unknown":
      return t("toll.unknown");
    case "exact":
      return number(amount);
    case "range":
      return t("toll.range", { low: low ?? 0, high: high ?? 0 });
    default:
      return t(`toll.${wording}`, { amount: number(amount) });
  }
}

/** The name of a country by its code. */
export function country(code: string | null | undefined): string {
  if (!code) return "";
  try {
    return regions().of(code) ?? code;
  } catch {
    return code;
  }
}

/** The name of a language by its code. */
export function language_name(code: string | null | undefined): string {
  if (!code) return "";
  try {
    return new Intl.DisplayNames(settings.locale, { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The outlet of a listed thing in the interface's language. */
export function outlet_of(item: { outlet: string | null; outlet_ar?: string | null; outlet_en?: string | null }): string {
  return (settings.language === "ar" ? item.outlet_ar : item.outlet_en) ?? item.outlet ?? "";
}

/** A chain of voices whose first link, the outlet, has its name in the interface's language; the others keep their words. */
export function carried_by(item: Parameters<typeof outlet_of>[0], voices: (string | null)[]): (string | null)[] {
  const outlet = outlet_of(item);
  return outlet === "" ? voices : [outlet, ...voices.slice(1)];
}

/** The voices of a claim: the outlet by its name in the interface's language, the others as the article calls them. */
export function voices_of(claim: Claim, record: DocumentRecord): (string | null)[] {
  return claim.attribution.map((voice, place) => {
    const outlet = place === 0 && voice.entity ? record.entities[voice.entity] : undefined;
    return outlet ? name_of({ name: voice.voice, ...outlet }) : voice.voice;
  });
}

/** The name of a thing in the interface's language, where the record has one. */
export function name_of(named: { name?: string | null; name_ar?: string | null; name_en?: string | null; entity?: string | null }): string {
  const here = settings.language === "ar" ? named.name_ar : named.name_en;
  return here ?? named.name ?? named.name_ar ?? named.name_en ?? named.entity ?? "";
}
