/** Asks the desk. Answers are kept for the session, so that going back is instant. */

import type { IncidentFilter } from "./filters";
import { query_of } from "./filters";
import { brief } from "./incident";
import { look } from "./look.svelte";
import type { ActorItem, Answer, CaseRecord, ClaimItem, Coverage, DocumentHead, DocumentRecord, FeedRecord, Incident, Named, Page, RelationPoint, Summary, Tie, Triad, WrittenRule } from "./record";
import type { Account, Token } from "./accounts";
import type { Notice, Preview, Watch } from "./watches";
import type { KeptDecision } from "./decisions.svelte";
import type { Forecaster, LedgerPage } from "./forecasts";
import type { Agreement, ReviewItem } from "./review";

/** An answer that is not one: what the server says went wrong. */
export class Problem extends Error {
  readonly status: number;
  readonly detail: string;

  constructor(status: number, title: string, detail: string) {
    super(title);
    this.status = status;
    this.detail = detail;
  }
}

/** What to do when the desk says that nobody is signed in (any more). */
let on_stranger: () => void = () => {};
export function when_stranger(told: () => void): void {
  on_stranger = told;
}

const KEPT = 200;
const kept = new Map<string, unknown>();
/** Questions that are on their way: who asks the same meanwhile waits for the same answer. */
const asking = new Map<string, Promise<unknown>>();
/** How often everything was forgotten: an answer from before is not kept. */
let rounds = 0;

async function ask<Answer>(path: string, query: URLSearchParams = new URLSearchParams(), shortened: (answer: Answer) => Answer = (answer) => answer): Promise<Answer> {
  const words = query.toString();
  const address = `/api/v1${path}${words === "" ? "" : `?${words}`}`;
  if (kept.has(address)) return kept.get(address) as Answer;
  const asked = asking.get(address) ?? answer_kept(address, shortened as (answer: unknown) => unknown);
  asking.set(address, asked);
  return (await asked) as Answer;
}

async function answer_kept(address: string, shortened: (answer: unknown) => unknown): Promise<unknown> {
  const round = rounds;
  try {
    const answer = shortened(await answer_of(address));
    if (round !== rounds) return answer;
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? "");
    kept.set(address, answer);
    return answer;
  } finally {
    if (round === rounds) asking.delete(address);
  }
}

async function answer_of(address: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address, { headers: { accept: "application/json" } });
  } catch (cause) {
    throw new Problem(0, "", cause instanceof Error ? cause.message : String(cause));
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    if (response.status === 401) on_stranger();
    const { title, detail } = (body ?? {}) as { title?: string; detail?: string };
    throw new Problem(response.status, title ?? response.statusText, detail ?? "");
  }
  return body;
}

/** Forgets every answer, so that the next question reaches the server. */
export function forget(): void {
  kept.clear();
  asking.clear();
  rounds += 1;
}

function paged(query: URLSearchParams, cursor: string | null, limit: number): URLSearchParams {
  if (cursor) query.set("cursor", cursor);
  query.set("limit", String(limit));
  return query;
}

const HOURS: Record<string, number> = { "24h": 24, "7d": 7 * 24 };

/** Since when, as the API asks it: after a mark, or a time to the minute so that the same question has the same address. */
function since_of(since: string): string {
  const hours = HOURS[since];
  if (hours !== undefined) return `${new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 16)}Z`;
  return since === "look" ? `m${look.since ?? 0}` : "";
}

/** The API asks for headlines only and for the latest day first; the screens, for passing mentions and for what changed. */
function incident_query(filter: IncidentFilter): URLSearchParams {
  const query = query_of({ ...filter, passing: false, sort: "", since: "" });
  if (!filter.passing) query.set("headlines", "true");
  if (filter.sort !== "day") query.set("sort", "changed");
  const since = since_of(filter.since);
  if (since !== "") query.set("changed_since", since);
  return query;
}

/** What was asked, without the words that were left empty. */
function words_of(asked: Record<string, string>): URLSearchParams {
  return new URLSearchParams(Object.entries(asked).filter(([, word]) => word !== ""));
}

const part = encodeURIComponent;
const given = (parts: Record<string, string>) => new URLSearchParams(Object.entries(parts).filter(([, word]) => word !== ""));

export const desk = {
  summary: () => ask<Summary>("/summary"),
  incidents: (filter: IncidentFilter, cursor: string | null = null, limit = 20) =>
    ask<Page<Incident>>("/incidents", paged(incident_query(filter), cursor, cursor === null ? limit : 100), (page) => ({ ...page, items: page.items.map(brief) })),
  incident: (id: string, as_of = "") => ask<Incident>(`/incidents/${part(id)}`, words_of({ as_of })),
  documents: (text: string, cursor: string | null = null, limit = 40) =>
    ask<Page<DocumentHead>>("/documents", paged(new URLSearchParams(text ? { text } : { sort: "latest" }), cursor, limit)),
  incident_documents: (incident: string) =>
    ask<Page<DocumentHead>>("/documents", new URLSearchParams({ incident, limit: "200" })),
  document: (id: string) => ask<DocumentRecord>(`/documents/${part(id)}`),
  claims: (question: { text: string; actor: string; stance: string }, cursor: string | null = null, limit = cursor === null ? 20 : 40) => {
    const asked = Object.entries(question).filter(([, word]) => word !== "");
    return ask<Page<ClaimItem>>("/claims", paged(new URLSearchParams([...asked, ["sort", "latest"]]), cursor, limit));
  },
  cases: (cursor: string | null, limit = 100) => ask<Page<CaseRecord>>("/cases", paged(new URLSearchParams(), cursor, limit)),
  case: (id: string) => ask<CaseRecord>(`/cases/${part(id)}`),
  relations: (parts: Record<string, string>) => ask<Named<RelationPoint>>("/relations", given(parts)),
  triads: (parts: Record<string, string>) => ask<Named<Triad>>("/relations/triads", given(parts)),
  network: (parts: Record<string, string>) => ask<Named<Tie>>("/network", given(parts)),
  accounts: () => ask<Page<Account>>("/accounts"),
  tokens: () => ask<Page<Token>>("/tokens"),
  feeds: () => ask<Page<FeedRecord>>("/feeds", new URLSearchParams({ limit: "200" })),
  coverage: (parts: Record<string, string>) => ask<Coverage>("/coverage", given(parts)),
  actors: (text: string, limit = 40) => ask<Page<ActorItem>>("/actors", paged(new URLSearchParams(text ? { text } : {}), null, limit)),
  watches: () => ask<Page<Watch>>("/watches"),
  watch_notices: (id: string) => ask<Page<Notice>>(`/watches/${part(id)}/notices`),
  watch_preview: (words: URLSearchParams) => ask<Preview>("/watches/preview", words),
  forecasts: (asked: Record<string, string>, cursor: string | null = null, limit = cursor === null ? 20 : 40) => ask<LedgerPage>("/forecasts", paged(words_of(asked), cursor, limit)),
  forecasters: (asked: Record<string, string>, limit = 40) => ask<Page<Forecaster>>("/forecasters", paged(words_of(asked), null, limit)),
  review: (asked: Record<string, string>, limit = 40) => ask<Page<ReviewItem>>("/review", paged(words_of(asked), null, limit)),
  written_rule: (rule: string) => ask<{ rule: string; found: WrittenRule[] }>("/lexicon", new URLSearchParams({ rule })),
  agreement: () => ask<Page<Agreement>>("/review/agreement"),
  decisions: (cursor: string | null = null, limit = 20) => ask<Page<KeptDecision>>("/decisions", paged(new URLSearchParams(), cursor, limit)),
  answer: (question: string, parts: Record<string, string>) => {
    const asked = Object.entries(parts).filter(([, word]) => word !== "");
    return ask<Answer>("/answer", new URLSearchParams([["question", question], ...asked]));
  },
};
