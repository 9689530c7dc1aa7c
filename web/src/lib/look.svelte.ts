/** How far this reader has seen the desk: the mark that it had when they last looked, kept by their browser. */

import { moment_of } from "./changes";

/** Who comes back after so long looks anew; until then it is one look. */
const ONE_LOOK = 30 * 60_000;
const NAME = "marsad.look";

interface Kept {
  /** The mark before which everything was seen when this look began. */
  before: number;
  /** When the look before this one ended. */
  ended: number;
  /** The mark that was shown last, and when. */
  shown: number;
  at: number;
}

/** What is kept after a mark was shown at a time. A desk with lower marks than before is another one. */
export function looked(kept: Kept | null, mark: number, now: number): Kept {
  if (!kept || kept.shown > mark) return { before: mark, ended: 0, shown: mark, at: now };
  return now - kept.at > ONE_LOOK ? { before: kept.shown, ended: kept.at, shown: mark, at: now } : { ...kept, shown: mark, at: now };
}

class Look {
  #kept = $state.raw<Kept | null>(read());
  /** What is later than this is new to the reader; null before anything was shown. */
  since = $derived(this.#kept?.before ?? null);
  /** When they last looked before now; 0 where that is not known. */
  ended = $derived(this.#kept?.ended ?? 0);

  show(mark: string): void {
    this.#keep(looked(this.#kept, moment_of(mark), Date.now()));
  }

  /** All that was shown has been seen. */
  done(): void {
    if (this.#kept) this.#keep({ ...this.#kept, before: this.#kept.shown, ended: Date.now() });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    try {
      localStorage.setItem(NAME, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing takes every look for the first.
    }
  }
}

function read(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? "null") as Kept | null;
    return kept && [kept.before, kept.ended, kept.shown, kept.at].every(Number.isFinite) ? kept : null;
  } catch {
    return null;
  }
}

export const look = new Look();
