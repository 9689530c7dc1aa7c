/** Watches: what they look for, what they told, and how far that has come. */

import { NO_FILTER, type IncidentFilter } from "./filters";
import type { Incident } from "./record";

export interface WatchQuery {
  text: string | null;
  place: string | null;
  actor: string | null;
  type: string | null;
  outlet: string | null;
  disputed: boolean;
  passing: boolean;
  killed: number | null;
  forecasts: boolean;
}

export interface Delivery {
  notice: number;
  channel: "webhook" | "mail";
  state: "waiting" | "delivered" | "dead";
  tries: number;
  next: string;
  error: string | null;
}

export interface Watch {
  id: string;
  who: string;
  name: string;
  made: string;
  query: WatchQuery;
  webhook: string | null;
  mail: string | null;
  mine: boolean;
  notices: number;
  last: string | null;
  deliveries: { waiting: number; delivered: number; dead: number; troubled: Delivery[] };
}

export interface Notice {
  id: string;
  kind: string;
  when: string;
  incident: string | null;
  claim: string | null;
  document: string | null;
  title: string;
  before: string | null;
  after: string | null;
  quote: string;
}

export interface Preview {
  from: string;
  to: string;
  total: number;
  items: Incident[];
}

/** The watch that looks for what a list shows now. */
export function watch_of(filter: IncidentFilter): WatchQuery {
  const told = (word: string): string | null => (word.trim() === "" ? null : word.trim());
  return {
    text: told(filter.text),
    place: told(filter.place),
    actor: told(filter.actor),
    type: told(filter.type),
    outlet: null,
    disputed: filter.disputed,
    passing: filter.passing,
    killed: null,
    forecasts: false,
  };
}

/** The list that shows what a watch looks for. */
export function filter_of_watch(query: WatchQuery): IncidentFilter {
  return {
    ...NO_FILTER,
    text: query.text ?? "",
    place: query.place ?? "",
    actor: query.actor ?? "",
    type: query.type ?? "",
    disputed: query.disputed,
    passing: query.passing,
  };
}

/** What a watch looks for as words of an address; what it does not ask is left out. */
export function words_of(query: WatchQuery): URLSearchParams {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== false && value !== "") words.set(name, String(value));
  }
  return words;
}
