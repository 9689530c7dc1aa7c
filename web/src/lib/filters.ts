/** The question a list answers, kept in the address so that it can be sent to a colleague. */

export interface IncidentFilter {
  text: string;
  type: string;
  actor: string;
  place: string;
  from: string;
  to: string;
  /** What comes first: what is new or has changed, or (`day`) the latest day. */
  sort: string;
  /** Only what is new or has changed since: `look` (the reader's last), `24h`, `7d`. */
  since: string;
  disputed: boolean;
  /** Also what articles mention only in passing. */
  passing: boolean;
}

export const NO_FILTER: IncidentFilter = { text: "", type: "", actor: "", place: "", from: "", to: "", sort: "", since: "", disputed: false, passing: false };

const ONLY = ["disputed", "passing"] as const;
const ASKED = ["text", "type", "actor", "place", "from", "to", "since"] as const;
const WORDS = [...ASKED, "sort"] as const;

/** The filter an address asks for. Unknown parameters are left alone; `disputed` is true for `1` and `true`. */
export function filter_of(query: URLSearchParams): IncidentFilter {
  const filter = { ...NO_FILTER };
  for (const word of WORDS) filter[word] = (query.get(word) ?? "").trim();
  for (const only of ONLY) filter[only] = ["1", "true"].includes(query.get(only) ?? "");
  return filter;
}

/** The address of a filter, without what was not asked, beside what `kept` already says. */
export function query_of(filter: IncidentFilter, kept: URLSearchParams = new URLSearchParams()): URLSearchParams {
  const query = new URLSearchParams(kept);
  for (const word of WORDS) {
    if (filter[word] === "") query.delete(word);
    else query.set(word, filter[word]);
  }
  for (const only of ONLY) {
    if (filter[only]) query.set(only, "true");
    else query.delete(only);
  }
  return query;
}

/** The same questions as a watch asks them, to which only what comes is new. */
export function watched(filter: IncidentFilter): IncidentFilter {
  return { ...filter, sort: "", since: "" };
}

/** How many questions a filter asks. What comes first and whether passing mentions are listed narrow nothing. */
export function filter_count(filter: IncidentFilter): number {
  return ASKED.filter((word) => filter[word] !== "").length + (filter.disputed ? 1 : 0);
}
