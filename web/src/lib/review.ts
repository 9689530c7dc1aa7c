/** The queue of review, as the API tells it (docs/review.md), and what each key decides about an item. */

import type { NewDecision } from "./decisions.svelte";
import type { Cited } from "./record";

export const KINDS = ["contradiction", "joined", "apart", "doubt", "actor", "forecast"] as const;
export const ACTS = ["accept", "correct", "merge", "split", "retract"] as const;
export type ReviewAct = (typeof ACTS)[number];
export const KEYS: Record<ReviewAct | "undo", string> = { accept: "a", correct: "c", merge: "m", split: "s", retract: "r", undo: "u" };
export const FACTS = ["killed", "wounded", "date", "place", "actors", "recipients", "type", "method", "modality"] as const;

export interface ReviewSide extends Cited {
  value: string;
  subject: string;
}

export interface ReviewItem {
  key: string;
  kind: (typeof KINDS)[number];
  weight: number;
  stake: number;
  doubt: number;
  incidents: string[];
  fact: string | null;
  proposed: string[];
  sides: ReviewSide[];
  judged: { who: string; verdict: string; decision: string; when: string }[];
}

export interface Agreement {
  people: string[];
  items: number;
  agreed: number;
  percent: number | null;
  kappa: number | null;
}

/** What an act would decide about an item, as far as it is known before the reviewer fills in the rest; null where it makes no sense. */
export function decision_of(act: ReviewAct, item: ReviewItem, chosen: number): Omit<NewDecision, "why"> | null {
  const subject = item.sides[chosen]?.subject ?? item.sides[0]?.subject;
  const ends = item.sides.slice(0, 2).map((side) => side.subject);
  const of = { item: item.key };
  if (!subject) return act === "accept" && item.incidents.length > 0 ? { ...of, act, subjects: item.incidents } : null;
  switch (act) {
    case "accept":
      if (item.kind === "forecast") return { ...of, act: "fate", subjects: ends.slice(0, 1), after: item.proposed[0] ?? null };
      return { ...of, act: "accept", subjects: item.sides.map((side) => side.subject) };
    case "correct":
      if (item.kind === "forecast") return { ...of, act: "fate", subjects: ends.slice(0, 1), after: "" };
      return { ...of, act: "correct", subjects: [subject], fact: item.fact === "existence" ? "modality" : (item.fact ?? "type"), after: item.kind === "actor" ? (item.proposed[0] ?? "") : "" };
    case "merge":
      return item.kind === "apart" && ends.length === 2 ? { ...of, act: "merge", subjects: ends } : null;
    case "split":
      return item.kind === "joined" && ends.length === 2 ? { ...of, act: "split", subjects: ends } : null;
    case "retract":
      return item.kind === "forecast" ? null : { ...of, act: "retract", subjects: [subject] };
  }
}
