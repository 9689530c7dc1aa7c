/** Makes one list of annotations from a document record: five layers over one text, offsets turned into UTF-16 once. */

import { utf16_index } from "./offsets";
import type { Claim, DocumentRecord, Mention, Quantity, RecordedEvent, TimeExpression } from "./record";
import type { Annotation } from "./segments";

export type Layer = "mentions" | "times" | "quantities" | "events" | "claims";
export const LAYERS: Layer[] = ["mentions", "times", "quantities", "events", "claims"];

export type Marked = Annotation &
  (
    | { layer: "mentions"; found: Mention }
    | { layer: "times"; found: TimeExpression }
    | { layer: "quantities"; found: Quantity }
    | { layer: "events"; found: RecordedEvent }
    | { layer: "claims"; found: Claim }
  );

export interface Furniture extends Annotation {
  kind: string;
}

export interface Reading {
  text: string;
  marks: Marked[];
  chrome: Furniture[];
}

/** Events below this are given so that a person can look at them; they do not count as read. */
export const DETECTED = 0.5;

/** Whether a mark is an event that does not count as read. */
export function is_doubtful(mark: Marked): boolean {
  return mark.layer === "events" && mark.found.confidence < DETECTED;
}

/** The annotations of a record, in the order of the text. */
export function reading(record: DocumentRecord): Reading {
  const text = record.document.text;
  const at = utf16_index(text);
  const placed = <Layered extends Layer>(layer: Layered, span: { start: number; end: number }, position: number) => ({
    layer,
    key: `${layer}-${position}`,
    start: at(span.start),
    end: at(span.end),
  });
  const marks: Marked[] = [
    ...record.mentions.map((found, position) => ({ ...placed("mentions", found, position), found })),
    ...record.times.map((found, position) => ({ ...placed("times", found, position), found })),
    ...record.quantities.map((found, position) => ({ ...placed("quantities", found, position), found })),
    ...record.events.map((found, position) => ({ ...placed("events", found.trigger, position), found })),
    ...record.claims.map((found, position) => ({ ...placed("claims", found, position), found })),
  ];
  marks.sort((left, right) => left.start - right.start || right.end - left.end);
  const chrome = record.chrome.map((found, position) => ({ key: `chrome-${position}`, kind: found.kind, start: at(found.start), end: at(found.end) }));
  return { text, marks, chrome };
}

/** The direction a language is written in. */
export function direction_of(language: string | null): "rtl" | "ltr" {
  return /^(ar|fa|ur|ps|he|ckb|ug|sd|yi|dv|syr)\b/.test(language ?? "ar") ? "rtl" : "ltr";
}

export type Piece = { start: number; end: number; text: string; marks: Marked[]; chrome: string | null };
