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
  for (let position = 0; position + 1 < cuts.length; position += 1) {
    const start = cuts[position] ?? from;
    const end = cuts[position + 1] ?? to;
    const covering = inside.filter((one) => one.start <= start && one.end >= end);
    covering.sort((left, right) => left.end - left.start - (right.end - right.start));
    pieces.push({ start, end, text: text.slice(start, end), annotations: covering });
  }
  return pieces;
}

export interface Paragraph {
  start: number;
  end: number;
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
