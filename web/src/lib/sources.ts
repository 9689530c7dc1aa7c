/** How the news of one incident travelled: from those who vouch for it, through those who pass it on, to the outlets. */

import type { Fact, Incident, Telling } from "./record";

export interface SourceNode {
  name: string;
  /** How many steps from a voice that quotes nobody. */
  column: number;
  row: number;
  /** Whether it publishes: outlets stand in the last column. */
  publishes: boolean;
  tellings: number;
}

export interface SourceEdge {
  from: SourceNode;
  to: SourceNode;
}

export interface SourceGraph {
  nodes: SourceNode[];
  edges: SourceEdge[];
  columns: number;
  rows: number;
}

/** Every telling of an incident, each claim once. */
export function tellings_of(incident: Incident): Telling[] {
  const found = new Map<string, Telling>();
  for (const fact of Object.values(incident.facts) as (Fact<unknown> | null | undefined)[]) {
    for (const side of fact?.sides ?? []) for (const telling of side.claims) found.set(`${telling.document} ${telling.claim}`, telling);
  }
  return [...found.values()];
}

/** The voices of a telling from the innermost to the outlet, repeats in a row said once. */
export function path_of(telling: Telling): string[] {
  const chain = telling.chain.length > 0 ? telling.chain : telling.outlet ? [telling.outlet] : [];
  return [...chain].reverse().filter((voice, position, all) => voice !== "" && voice !== all[position - 1]);
}

/** The ways of the voices that tell most, so that a drawing has at most so many rows; and how many voices are left out. */
export function loudest(incident: Incident, most: number): { paths: string[][]; left_out: number } {
  const paths = tellings_of(incident).map(path_of);
  const told = new Map<string, number>();
  for (const [first = ""] of paths) told.set(first, (told.get(first) ?? 0) + 1);
  const kept = new Set([...told].sort((left, right) => right[1] - left[1]).slice(0, most).map(([name]) => name));
  return { paths: paths.filter(([first = ""]) => kept.has(first)), left_out: Math.max(0, told.size - most) };
}

/** The graph of the ways that the news went. A voice that ends up quoting itself through others keeps its first place. */
export function source_graph(paths: string[][]): SourceGraph {
  const nodes = new Map<string, SourceNode>();
  const pairs = new Map<string, [string, string]>();
  for (const path of paths) {
    path.forEach((name, position) => {
      const node = nodes.get(name) ?? { name, column: 0, row: 0, publishes: false, tellings: 0 };
      node.tellings += 1;
      if (position === path.length - 1) node.publishes = true;
      nodes.set(name, node);
      const next = path[position + 1];
      if (next !== undefined) pairs.set(`${name}\n${next}`, [name, next]);
    });
  }
  for (let round = 0; round < nodes.size; round += 1) {
    let moved = false;
    for (const [from, to] of pairs.values()) {
      const inner = nodes.get(from);
      const outer = nodes.get(to);
      if (!inner || !outer || outer.column > inner.column || inner.column + 1 >= nodes.size) continue;
      outer.column = inner.column + 1;
      moved = true;
    }
    if (!moved) break;
  }
  const last = Math.max(0, ...[...nodes.values()].map((node) => node.column));
  for (const node of nodes.values()) {
    const quoted = [...pairs.values()].some(([from]) => from === node.name);
    if (node.publishes && !quoted) node.column = last;
  }
  const rows = new Map<number, number>();
  for (const node of nodes.values()) {
    node.row = rows.get(node.column) ?? 0;
    rows.set(node.column, node.row + 1);
  }
  const edges = [...pairs.values()].flatMap(([from, to]) => {
    const inner = nodes.get(from);
    const outer = nodes.get(to);
    return inner && outer ? [{ from: inner, to: outer }] : [];
  });
  return { nodes: [...nodes.values()], edges, columns: last + 1, rows: Math.max(0, ...rows.values()) };
}
