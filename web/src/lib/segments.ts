/**
 * Cuts a text at the edges of overlapping annotations, so that each piece is one run of letters with one set of annotations.
 * Offsets here are already UTF-16 indices.
 */

export interface Annotation {
  key: string;
  start: number;
  end: number;
}

export interface Segment<Kind extends Annotation> {
  start: number;
  end: number;
  text: string;
  annotations: Kind[];
}

/** The pieces of `text[from..to]`, each with the annotations that cover it, shortest first. */
export function segments<Kind extends Annotation>(text: string, from: number, to: number, annotations: Kind[]): Segment<Kind>[] {
  const inside = annotations.filter((one) => one.start < to && one.end > from && one.end > one.start);
  const edges = new Set<number>([from, to]);
  for (const one of inside) {
    if (one.start > from) edges.add(one.start);
    if (one.end < to) edges.add(one.end);
  }
  const cuts = [...edges].sort((left, right) => left - right);
  const pieces: Segment<Kind>[] = [];
  // One walk from left to right: a line with ten thousand annotations is no reason to wait.
  const coming = inside.sort((left, right) => left.start - right.start);
  let next = 0;
  let standing: Kind[] = [];
  for (let position = 0; position + 1 < cuts.length; position += 1) {
    const start = cuts[position] ?? from;
    const end = cuts[position + 1] ?? to;
    standing = standing.filter((one) => one.end >= end);
    for (let one = coming[next]; one && one.start <= start; one = coming[(next += 1)]) if (one.end >= end) standing.push(one);
    const covering = [...standing];
    covering.sort((left, right) => left.end - left.start - (right.end - right.start));
    pieces.push({ start, end, text: text.slice(start, end), annotations: covering });
  }
  return pieces;
}

export interface Paragraph {
  start: number;
  end: number;
}

/** A stretch of a long text: some paragraphs, and the annotations that touch them. */
export interface Stretch<Kind extends Annotation> {
  ranges: Paragraph[];
  annotations: Kind[];
}

/** A text in stretches of so many paragraphs, so that only those in view need to be cut into pieces. */
export function stretches_of<Kind extends Annotation>(ranges: Paragraph[], annotations: Kind[], size: number): Stretch<Kind>[] {
  const found: Stretch<Kind>[] = [];
  for (let first = 0; first < ranges.length; first += size) found.push({ ranges: ranges.slice(first, first + size), annotations: [] });
  for (const one of annotations) {
    for (let place = stretch_at(found, one.start); place < found.length; place += 1) {
      const stretch = found[place];
      if (!stretch || (stretch.ranges[0]?.start ?? 0) >= one.end) break;
      if ((stretch.ranges.at(-1)?.end ?? 0) > one.start) stretch.annotations.push(one);
    }
  }
  return found;
}

/** The last stretch that begins at a place of the text or before it. */
export function stretch_at(stretches: Stretch<Annotation>[], start: number): number {
  let [low, high] = [0, Math.max(0, stretches.length - 1)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle]?.ranges[0]?.start ?? 0) <= start) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The ranges between line breaks, empty ones left out. */
export function paragraphs(text: string): Paragraph[] {
  const ranges: Paragraph[] = [];
  let start = 0;
  while (start <= text.length) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    if (text.slice(start, end).trim() !== "") ranges.push({ start, end });
    start = end + 1;
  }
  return ranges;
}
