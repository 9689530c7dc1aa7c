/** Values as decisions, the queue of review and watches write them (docs/decisions.md), in the reader's own words. */

import { country, date, number, t, term, toll } from "./i18n.svelte";
import type { TollValue } from "./record";

const FACT_NAMES = new Set(["killed", "wounded", "date", "place", "actors", "recipients", "method", "type", "modality", "existence", "fate", "claim"]);
const SIGNS: Record<string, string> = { ">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than", "~": "about", "": "exact" };

/** An amount such as `12`, `>=13`, `~170`, `7-32`; null where it is none. */
export function amount_of(value: string): TollValue | null {
  const range = /^(\d+)-(\d+)$/.exec(value);
  if (range) return { low: Number(range[1]), high: Number(range[2]) };
  const one = /^(>=|>|<=|<|~)?(\d+)(?::\w+)?$/.exec(value);
  if (!one) return /^(>=|>|<=|<|~)?:\w+$/.test(value) ? { low: null, high: null } : null;
  const sign = one[1] ?? "";
  const count = Number(one[2]);
  return { low: sign.startsWith("<") ? null : count, high: sign.startsWith(">") ? null : count, qualifier: SIGNS[sign] ?? null };
}

/** A value of a fact in words; `named` knows what actors are called. */
export function value_in_words(fact: string | null, value: string, named: (id: string) => string = (id) => id): string {
  if (value === "none") return t("review.untold");
  switch (fact) {
    case "killed":
    case "wounded": {
      const amount = amount_of(value);
      return amount ? toll(amount) : value;
    }
    case "date": {
      const [from, to] = value.split("/");
      return date(to && from ? { from, to } : value);
    }
    case "place": {
      const [id = "", name = "", land = ""] = value.split("|");
      return value.includes("|") ? [name || id, land && country(land) !== name ? country(land) : ""].filter(Boolean).join(" · ") : value;
    }
    case "actors":
    case "recipients":
    case "mention":
      return value.split(",").map(named).join(t("list.and"));
    case "method":
      return value.split(",").map((mode) => term("mode", mode)).join(t("list.and"));
    case "event":
      return value.split("; ").map((part) => {
        const [name = "", told = ""] = [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)];
        return name === "said-by" ? `${t("add.said_by")}: ${named(told)}` : `${term("fact", name)}: ${value_in_words(name, told, named)}`;
      }).join(" · ");
    case "existence":
      return term("modality", value);
    case "type":
    case "modality":
    case "fate":
      return term(fact, value);
    default:
      return value;
  }
}

/** What a watch tells of a change: names of facts and figures, one after the other. */
export function change_in_words(told: string): string {
  return told.split(" ").map((word) => {
    if (FACT_NAMES.has(word)) return term("fact", word);
    const amount = amount_of(word);
    if (amount) return amount.low !== null && amount.low === amount.high ? number(amount.low) : toll(amount);
    return /^[A-Z]+$/.test(word) ? term("type", word) : /^\d{4}-/.test(word) ? date(word) : word;
  }).join(" ");
}
