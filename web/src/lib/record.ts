/** The JSON contract of the desk, as the screens read it. Optional fields are those an older server may not send. */

/** A code point range of the document's original text, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

export interface Quoted extends Span {
  text: string;
}

export type Status = "asserted" | "claimed" | "accused" | "suspected" | "denied" | "unknown";

export interface PlaceValue {
  place: string | null;
  name: string | null;
  name_ar?: string | null;
  name_en?: string | null;
  country: string | null;
  resolution: string | null;
  /** Latitude and longitude. */
  point?: [number, number] | null;
}

export interface ActorValue {
  entity: string | null;
  name: string | null;
  name_ar?: string | null;
  name_en?: string | null;
  status?: Status;
}

export interface TollValue {
  low: number | null;
  high: number | null;
  qualifier?: string | null;
  who?: string | null;
}

export interface Interval {
  from: string | null;
  to: string | null;
}

export interface When extends Interval {
  value: string | null;
}

export type DateValue = string | Interval;

/** One voice that told a side, through whom, in which sentence. */
export interface Telling {
  document: string;
  claim: string;
  outlet: string | null;
  chain: string[];
  quote: string | null;
  published: string | null;
  start?: number;
  end?: number;
}

export interface Side<Value> {
  value: Value;
  claims: Telling[];
}

export interface Fact<Value> {
  agreed: Value | null;
  disputed: boolean;
  sides: Side<Value>[];
}

export interface TollFact extends Fact<TollValue> {
  low?: number | null;
  best?: number | null;
  high?: number | null;
  rule?: string | null;
}

export interface Contradiction {
  fact: string;
  kind: string;
  sides: number;
  rising?: boolean;
}

export interface Facts {
  date?: Fact<DateValue> | null;
  place?: Fact<PlaceValue> | null;
  actors?: Fact<ActorValue> | null;
  recipients?: Fact<ActorValue> | null;
  killed?: TollFact | null;
  wounded?: TollFact | null;
  method?: Fact<unknown> | null;
}

/** A toll at one moment. */
export interface Figures {
  low: number | null;
  best: number | null;
  high: number | null;
}

export interface ChangeStep {
  mark: string;
  when: string;
  kind: "toll" | "disputed" | "denied" | "settled" | "told";
  fact: string;
  before: Figures | null;
  after: Figures | null;
}

/** When the desk first told an incident and how it changed since. */
export interface Course {
  first: string;
  mark: string;
  when: string | null;
  changes: ChangeStep[];
}

/** Documents of one origin, by the agency they name or the outlet that published first. */
export interface OriginGroup {
  outlet: string | null;
  outlet_ar?: string;
  outlet_en?: string;
  documents: string[];
}

export interface Incident {
  schema: string;
  id: string;
  type: string;
  modes: string[];
  title?: string | null;
  documents: string[];
  headline_of: string[];
  outlets: number;
  origins: number;
  facts: Facts;
  contradictions: Contradiction[];
  change?: Course;
  origin_groups?: OriginGroup[];
}

/** A row or a rule of the lexicon, as it is written there. */
export interface WrittenRule {
  file: string;
  line: number | null;
  title: string | null;
  cells: Cell[];
  patterns: string[];
  gives: string[];
  examples: WrittenExample[];
  counter_examples: WrittenExample[];
}

export interface Cell {
  name: string;
  value: string;
}

export interface WrittenExample {
  text: string;
  why: string | null;
  expected: Cell[];
}

export interface DocumentHead {
  id: string;
  title: string | null;
  outlet: string | null;
  outlet_ar?: string | null;
  outlet_en?: string | null;
  published: string | null;
  language: string | null;
  url: string | null;
  claims?: number;
  events?: number;
  headline?: unknown;
}

export interface Entity {
  name_en: string | null;
  name_ar: string | null;
  also?: string[];
  kind?: string;
  wikidata?: string | null;
}

export interface Voice {
  voice: string | null;
  entity: string | null;
  how: string;
  anonymous?: boolean;
  start: number | null;
  end: number | null;
  cue?: Quoted | null;
}

export interface Claim extends Quoted {
  id: string;
  attribution: Voice[];
  stance: string;
  certainty: string;
  said_at: When | string | null;
  about: string[];
  events: string[];
  forecast: { from: string | null; to: string | null; condition: string | null } | null;
  rules: string[];
}

export interface Mention extends Quoted {
  kind: string;
  entity: string | null;
  form: string | null;
}

export interface TimeExpression extends Quoted {
  type: string;
  value: string | null;
  from: string | null;
  to: string | null;
}

export interface Quantity extends Quoted {
  low: number | null;
  high: number | null;
  qualifier: string;
  unit: string | null;
  role: string;
}

export interface EventToll extends TollValue {
  start?: number | null;
  end?: number | null;
}

export interface RecordedEvent {
  id: string;
  trigger: Quoted;
  type: string;
  modes: string[];
  actors: ActorValue[];
  recipients: ActorValue[];
  when: When | null;
  where: PlaceValue | null;
  toll: { killed?: EventToll | null; wounded?: EventToll | null } | null;
  modality: string;
  claims: string[];
  headline: boolean;
  confidence: number;
  rules: string[];
}

export interface DocumentRecord {
  schema: string;
  document: {
    id: string;
    source: string | null;
    title: string | null;
    byline: string | null;
    outlet: string | null;
    url?: string | null;
    language: string | null;
    published: { value: string | null; basis: string } | null;
    text: string;
  };
  chrome: (Span & { kind: string })[];
  mentions: Mention[];
  times: TimeExpression[];
  quantities: Quantity[];
  claims: Claim[];
  events: RecordedEvent[];
  entities: Record<string, Entity>;
  notes?: (Span & { kind: string; text: string })[];
}

export interface ClaimItem {
  document: string;
  outlet: string | null;
  outlet_ar?: string | null;
  outlet_en?: string | null;
  published: string | null;
  claim: Claim;
}

export interface ActorItem {
  entity?: string;
  id?: string;
  name_en?: string | null;
  name_ar?: string | null;
  kind?: string | null;
  country?: string | null;
  parent?: string | null;
  also?: string[];
  mentions?: number;
  incidents?: number;
  documents?: number;
  claims?: number;
}

export interface Summary {
  documents: number;
  claims: number;
  incidents: number;
  contradictions: number;
  outlets: number;
  languages: string[] | number;
  from: string | null;
  to: string | null;
  /** True when the corpus was written for demonstration and its outlets are invented. */
  demo?: boolean;
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
  /** How many there are on all pages, where the desk counts them. */
  total?: number;
  /** The moment of a list of changes: sent back, it asks for what is new since. */
  mark?: string;
}

/** A sentence as a dossier cites it. */
export interface Cited {
  document: string;
  claim: string | null;
  quote: string;
  chain: string[];
  outlet: string | null;
  outlet_ar?: string | null;
  outlet_en?: string | null;
  published: string | null;
  origins?: number;
}

/** A forecast that bears on a question. */
export interface Outlook extends Cited, Interval {
  condition: string | null;
  state: string;
}

/** What happened between the parties of a question. */
export interface Moment extends Interval {
  type: string;
  incident: string;
  document: string;
  claim: string;
  quote: string;
  disputed: string[];
}

/** `marsad.answer/1`: what the desk holds for and against. */
export interface Answer {
  question: string;
  read_as: {
    actors: { id: string; name_en: string; name_ar: string; part: "asked" | "context" | "where" }[];
    about: { id: string; name_en: string; name_ar: string }[];
    yes_means: "more" | "less";
    from: string | null;
    to: string | null;
  };
  for: Cited[];
  against: Cited[];
  silent: { kind: string; of: string | null }[];
  forecasts: Outlook[];
  timeline: Moment[];
}

/** `marsad.coverage/1`: how much was read, by day and outlet. */
export interface Coverage {
  from: string | null;
  to: string | null;
  documents: number;
  undated: number;
  days: { day: string; documents: number; outlets: Record<string, number> }[];
  gaps: { from: string; to: string; days: number }[];
  outlets: { outlet: string; outlet_ar?: string | null; outlet_en?: string | null; documents: number; days: number; first: string | null; last: string | null }[];
}

export interface CaseEntry {
  place: number;
  act: "put" | "take" | "note";
  subject: string | null;
  words: string | null;
  who: string;
  when: string;
}

/** What one citation in a case stands for now. */
export interface CaseItem {
  citation: string;
  /** The address that stays good, without the desk's own. */
  address: string;
  kind: "incident" | "claim" | "document" | "question" | "gone";
  incident?: Incident;
  claim?: Cited;
  document?: DocumentHead;
  question?: string;
}

/** `marsad.case/1`: what a person gathers around one matter. */
export interface CaseRecord {
  id: string;
  citation: string;
  title: string;
  who: string;
  when: string;
  held: string[];
  entries: CaseEntry[];
  items?: CaseItem[];
}

/** How many were hostile, cooperative, or neither. */
export interface Signs {
  hostile: number;
  cooperative: number;
  neutral: number;
}

/** A page with what the actors in it are called, by their ids. */
export interface Named<Item> extends Page<Item> {
  names: Record<string, { name_ar?: string; name_en?: string }>;
}

/** `marsad.relation/1`: how one actor stood to another over one stretch of time. */
export interface RelationPoint {
  period: string;
  from: string;
  to: string;
  deeds: Signs;
  statements: Signs;
  score: number;
  incidents: string[];
}

export type TieSign = "hostile" | "cooperative" | "mixed";

export interface TiePeriod {
  period: string;
  sign: TieSign;
  deeds: Signs;
  statements: Signs;
  score: number;
}

/** `marsad.tie/1`: what is between two actors. */
export interface Tie {
  actors: [string, string];
  sign: TieSign;
  deeds: Signs;
  statements: Signs;
  score: number;
  periods: TiePeriod[];
}

/** `marsad.triad/1`: three actors of whose relations one or all three are hostile. */
export interface Triad {
  third: string;
  pairs: { actors: [string, string]; sign: "hostile" | "cooperative"; score: number; incidents: string[] }[];
}

/** `marsad.feed/1`: what is read again and again, and how it fares. */
export interface FeedRecord {
  id: string;
  address: string;
  title: string | null;
  outlet: string | null;
  health: "new" | "well" | "failing" | "stopped";
  fetched: string | null;
  succeeded: string | null;
  error: string | null;
  failures: number;
  named: number;
  added: number;
  refused: number;
}
