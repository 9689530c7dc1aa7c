/** The heights of a long list's rows, told or guessed: which rows stand in view, and how much room the others take. */

export class Heights {
  readonly count: number;
  #heights: Float64Array;
  /** The distance of each row's upper edge from the start of the list; right for the first `#known` rows. */
  #tops: Float64Array;
  #known = 0;

  constructor(count: number, guess: number, before?: Heights) {
    this.count = count;
    this.#heights = new Float64Array(count).fill(guess);
    if (before) this.#heights.set(before.#heights.subarray(0, Math.min(count, before.count)));
    this.#tops = new Float64Array(count + 1);
  }

  /** Takes a measured height; gives whether it is news. */
  tell(row: number, height: number): boolean {
    if (row < 0 || row >= this.count || Math.abs((this.#heights[row] ?? 0) - height) < 0.5) return false;
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

/** A row that is drawn, with the room that is left free before it for rows that are not. */
export interface Drawn {
  row: number;
  gap: number;
}

/** The rows from `first` to before `last`, and the one that holds the focus wherever it stands; with the room after the last of them. */
export function drawn(heights: Heights, first: number, last: number, held: number): { rows: Drawn[]; below: number } {
  const wanted = Array.from({ length: Math.max(0, last - first) }, (_, place) => first + place);
  if (held >= 0 && held < heights.count) {
    if (held < first) wanted.unshift(held);
    else if (held >= last) wanted.push(held);
  }
  let end = 0;
  const rows = wanted.map((row) => {
    const gap = heights.top(row) - end;
    end = heights.top(row + 1);
    return { row, gap };
  });
  return { rows, below: heights.top(heights.count) - end };
}
