/** The heights of a long list's rows, told or guessed: which rows stand in view, and how much room the others take. */

export class Heights {
  readonly count: number;
  /** How high a row is taken to be before it is measured. */
  readonly guess: number;
  #heights: Float64Array;
  /** The distance of each row's upper edge from the start of the list; right for the first `#known` rows. */
  #tops: Float64Array;
  #known = 0;

  constructor(count: number, guess: number, before?: Heights) {
    this.count = count;
    this.guess = guess;
    this.#heights = new Float64Array(count).fill(guess);
    if (before) this.#heights.set(before.#heights.subarray(0, Math.min(count, before.count)));
    this.#tops = new Float64Array(count + 1);
  }

  /** Takes a measured height; gives whether it is news. */
  tell(row: number, height: number): boolean {
    if (row < 0 || row >= this.count || Math.abs((this.#heights[row] ?? 0) - height) < 1 / 64) return false;
    this.#heights[row] = height;
    this.#known = Math.min(this.#known, row);
    return true;
  }

  /** Where a row begins; of the row after the last, where the list ends. */
  top(row: number): number {
    const wanted = Math.max(0, Math.min(row, this.count));
    for (; this.#known < wanted; this.#known += 1) this.#tops[this.#known + 1] = (this.#tops[this.#known] ?? 0) + (this.#heights[this.#known] ?? 0);
    return this.#tops[wanted] ?? 0;
  }

  /** The row that stands at a distance from the start of the list. */
  at(distance: number): number {
    if (this.count === 0) return 0;
    this.top(this.count);
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#tops[middle] ?? 0) <= distance) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** How far beyond the view rows are drawn; how near its edge they must be drawn at once; how far they may stand before they go. */
const AHEAD = 600;
const NEAR = 300;
const BEHIND = 840;
/** So much comes with one frame where nothing is urgent: a few small steps drop no frame, one large one does. */
const STEP = 240;

/** Rows that are drawn: from `first` to before `last`. */
export interface Stretch {
  first: number;
  last: number;
}

/** What to draw next for a view that begins `above` pixels down the list; and whether that is all, or another frame is wanted. */
export function next_stretch(heights: Heights, now: Stretch, above: number, view: number): { next: Stretch; is_done: boolean } {
  const around = (room: number): Stretch => ({ first: heights.at(Math.max(0, above - room)), last: Math.min(heights.count, heights.at(above + view + room) + 1) });
  const must = around(NEAR);
  // Nothing of it is drawn: what stands in view comes first, the rows beyond it with the next frames.
  if (now.last <= must.first || now.first >= must.last) return { next: around(0), is_done: false };
  const wanted = around(AHEAD);
  const most = around(BEHIND);
  const next = { ...now };
  const step = Math.ceil(STEP / heights.guess);
  if (now.first - wanted.first >= Math.min(step, now.first)) next.first = Math.min(must.first, Math.max(wanted.first, now.first - step));
  else if (most.first - now.first >= step) next.first = most.first;
  if (wanted.last - now.last >= Math.min(step, heights.count - now.last)) next.last = Math.max(must.last, Math.min(wanted.last, now.last + step));
  else if (now.last - most.last >= step) next.last = most.last;
  return { next, is_done: next.first === now.first && next.last === now.last };
}

/** A row that is drawn, with the room that is left free before it for rows that are not. */
export interface Drawn {
  row: number;
  gap: number;
}

/** The rows of a stretch, and the one that holds the focus wherever it stands, all moved by `shift`. What has not changed since `before` is the same object. */
export function drawn(heights: Heights, { first, last }: Stretch, held: number, shift: number, before: Drawn[] = []): Drawn[] {
  const wanted = Array.from({ length: Math.max(0, last - first) }, (_, place) => first + place);
  if (held >= 0 && held < heights.count) {
    if (held < first) wanted.unshift(held);
    else if (held >= last) wanted.push(held);
  }
  const known = new Map(before.map((one) => [one.row, one]));
  let end = 0;
  return wanted.map((row) => {
    const gap = Math.max(0, heights.top(row) + shift - end);
    end += gap + heights.top(row + 1) - heights.top(row);
    const same = known.get(row);
    return same?.gap === gap ? same : { row, gap };
  });
}
