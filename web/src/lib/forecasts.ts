/** The ledger of forecasts, as the API tells it (docs/forecasts.md). */

import type { Cited, DateValue, Page } from "./record";

export const STATES = ["open", "due", "came_true", "did_not", "cannot_tell"] as const;
export const FATES = ["came_true", "did_not", "cannot_tell"] as const;
export type State = (typeof STATES)[number];
export type FateName = (typeof FATES)[number];

export interface Named {
  name_ar: string | null;
  name_en: string | null;
}

export interface ForecastSource extends Named {
  entity: string | null;
  name: string | null;
}

export interface LookedFor {
  type: string;
  modes: string[];
  actors: string[];
  recipients: string[];
  place: string | null;
  country: string | null;
  negated: boolean;
  names?: Record<string, Named>;
}

/** A later incident that is what was foretold. */
export interface Fit extends Cited {
  incident: string;
  type: string;
  when: DateValue | null;
  shared: string[];
}

export interface ForecastItem extends Cited {
  subject: string;
  claim: string;
  source: ForecastSource;
  stance: string;
  certainty: string;
  from: string | null;
  due: string | null;
  condition: string | null;
  looked_for: LookedFor[];
  checkable: boolean;
  obstacles: string[];
  state: State;
  proposed: { fate: FateName; because: string; evidence: Fit[] } | null;
  decided: { fate: FateName; decision: string; who: string; when: string; why: string } | null;
}

export interface LedgerPage extends Page<ForecastItem> {
  as_of: string;
}

export interface Bin {
  certainty: string;
  stated: number;
  decided: number;
  came_true: number;
  share: number;
  low: number;
  high: number;
}

export interface Forecaster {
  source: ForecastSource | null;
  forecasts: number;
  states: Record<State, number>;
  scored: number;
  enough: number;
  brier: number | null;
  bins: Bin[];
}
