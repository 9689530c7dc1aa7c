/** What a person adds to a reading: words of the text, and what they tell that was not read. */

import type { NewDecision } from "./decisions.svelte";

/** A part of a text, in JavaScript's own offsets, end exclusive. */
export interface Chosen {
  start: number;
  end: number;
}

/** The fields of an added event, as a decision keeps them (docs/decisions.md), in the order of the form. */
export const ADDED_FIELDS = ["actors", "recipients", "date", "place", "killed", "wounded", "said-by"] as const;
export type AddedField = (typeof ADDED_FIELDS)[number];

/** The words without the blanks around them; null where nothing is left. */
export function trimmed(text: string, chosen: Chosen): Chosen | null {
  let { start, end } = chosen;
  while (start < end && /\s/.test(text[start] ?? "")) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end -= 1;
  return start < end ? { start, end } : null;
}

/** Where words stand in a text: where they were chosen if they still read so, else where they stand first. */
export function found_words(text: string, words: string, chosen: Chosen | null): Chosen | null {
  const wanted = words.trim();
  if (wanted === "") return null;
  if (chosen && text.slice(chosen.start, chosen.end) === wanted) return chosen;
  const start = text.indexOf(wanted);
  return start < 0 ? null : { start, end: start + wanted.length };
}

/** A place in a text as decisions name it: bytes of its UTF-8. */
export function subject_of(document: string, text: string, chosen: Chosen): string {
  const bytes = (part: string) => new TextEncoder().encode(part).length;
  const start = bytes(text.slice(0, chosen.start));
  return `${document}@${start}-${start + bytes(text.slice(chosen.start, chosen.end))}`;
}

/** A value as the desk reads it: Arabic digits and commas become those of ASCII. */
function plain(value: string): string {
  return value
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/\s*[،,]\s*/g, ",")
    .replace(/[؛;=]/g, " ")
    .trim();
}

/** The decision that adds an event. A sign such as `>=5` is written in the value's own words, so an equals sign is kept there. */
export function added_event(subject: string, type: string, fields: Partial<Record<AddedField, string>>): Omit<NewDecision, "why"> {
  const amount = (value: string) => value.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[؛;\s]/g, "");
  const told = ADDED_FIELDS.flatMap((field) => {
    const value = (fields[field] ?? "").trim();
    if (value === "") return [];
    return [`${field}=${field === "killed" || field === "wounded" ? amount(value) : plain(value)}`];
  });
  return { act: "add", subjects: [subject], fact: "event", after: [`type=${type}`, ...told].join("; ") };
}

/** The decision that adds a mention of an actor. */
export function added_mention(subject: string, actor: string): Omit<NewDecision, "why"> {
  return { act: "add", subjects: [subject], fact: "mention", after: plain(actor) };
}

/** The decision that added what these rules made; null where a machine read it. */
export function added_by(rules: string[]): string | null {
  return rules.find((rule) => rule.startsWith("decision/"))?.slice("decision/".length) ?? null;
}
