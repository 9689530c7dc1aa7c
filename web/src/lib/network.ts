/** Where the actors of a network stand: the same ties give the same drawing. */

import type { Signs, Tie, TiePeriod, TieSign } from "./record";

export interface Node {
  id: string;
  x: number;
  y: number;
  /** How much is behind its ties. */
  weight: number;
}

export interface Edge {
  one: string;
  other: string;
  sign: TieSign;
  weight: number;
  hostile: number;
  cooperative: number;
  score: number;
}

const both = (deeds: Signs, statements: Signs, sign: "hostile" | "cooperative"): number => deeds[sign] + statements[sign];

/** Hostile or cooperative where three quarters of what is behind it are. */
export function sign_of(hostile: number, cooperative: number): TieSign {
  const most = 0.75 * (hostile + cooperative);
  if (hostile + cooperative === 0) return "mixed";
  if (hostile >= most) return "hostile";
  return cooperative >= most ? "cooperative" : "mixed";
}

/** The ties as they stood over some stretches of time; those of which nothing was told are left out. */
export function edges(ties: Tie[], within: (period: string) => boolean): Edge[] {
  return ties.flatMap((tie) => {
    const [one = "", other = ""] = tie.actors;
    const told = tie.periods.filter((period) => within(period.period));
    const sum = (count: (period: TiePeriod) => number) => told.reduce((whole, period) => whole + count(period), 0);
    const hostile = sum((period) => both(period.deeds, period.statements, "hostile"));
    const cooperative = sum((period) => both(period.deeds, period.statements, "cooperative"));
    if (hostile + cooperative === 0) return [];
    return [{ one, other, hostile, cooperative, sign: sign_of(hostile, cooperative), weight: hostile + cooperative, score: sum((period) => period.score) }];
  });
}

/** Every stretch of time that a tie has something of, in order. */
export function periods(ties: Tie[]): string[] {
  return [...new Set(ties.flatMap((tie) => tie.periods.map((period) => period.period)))].sort();
}

/** How often everybody is moved. */
const ROUNDS = 300;

/** Places for the actors, to be fitted into a drawing: whoever is tied is drawn together, everybody keeps apart. It begins from a circle and rolls no dice. */
export function laid_out(drawn: Edge[], width: number, height: number): Node[] {
  const weights = new Map<string, number>();
  for (const edge of drawn) for (const id of [edge.one, edge.other]) weights.set(id, (weights.get(id) ?? 0) + edge.weight);
  const ids = [...weights.keys()].sort((left, right) => (weights.get(right) ?? 0) - (weights.get(left) ?? 0) || left.localeCompare(right));
  const nodes: Node[] = ids.map((id, place) => {
    const angle = (place * 137.508 * Math.PI) / 180;
    const reach = Math.sqrt((place + 0.5) / ids.length);
    return { id, weight: weights.get(id) ?? 0, x: width / 2 + Math.cos(angle) * reach * width * 0.42, y: height / 2 + Math.sin(angle) * reach * height * 0.42 };
  });
  const place_of = new Map(ids.map((id, place) => [id, place]));
  const pulls = drawn.map((edge) => [place_of.get(edge.one) ?? 0, place_of.get(edge.other) ?? 0] as const);
  const ideal = Math.sqrt((width * height) / Math.max(1, nodes.length));
  // Plain arrays: every pair is looked at three hundred times.
  const x = Float64Array.from(nodes, (node) => node.x);
  const y = Float64Array.from(nodes, (node) => node.y);
  const [right, down] = [new Float64Array(nodes.length), new Float64Array(nodes.length)];
  const move = (one: number, other: number, force: (far: number) => number) => {
    const [across, along] = [(x[one] ?? 0) - (x[other] ?? 0) || 0.01, (y[one] ?? 0) - (y[other] ?? 0) || 0.01];
    const push = force(Math.sqrt(across * across + along * along));
    right[one] = (right[one] ?? 0) + across * push;
    down[one] = (down[one] ?? 0) + along * push;
    right[other] = (right[other] ?? 0) - across * push;
    down[other] = (down[other] ?? 0) - along * push;
  };
  const apart = (far: number) => (ideal * ideal) / Math.max(36, far * far);
  const together = (far: number) => -far / ideal;
  for (let round = 0; round < ROUNDS; round += 1) {
    const heat = (1 - round / ROUNDS) * width * 0.06;
    for (let one = 0; one < nodes.length; one += 1) {
      right[one] = (width / 2 - (x[one] ?? 0)) * 0.35;
      down[one] = (height / 2 - (y[one] ?? 0)) * 0.35;
    }
    for (let one = 0; one < nodes.length; one += 1) for (let other = one + 1; other < nodes.length; other += 1) move(one, other, apart);
    for (const [one, other] of pulls) move(one, other, together);
    for (let one = 0; one < nodes.length; one += 1) {
      const far = Math.max(0.01, Math.hypot(right[one] ?? 0, down[one] ?? 0));
      const step = Math.min(far, heat) / far;
      x[one] = (x[one] ?? 0) + (right[one] ?? 0) * step;
      y[one] = (y[one] ?? 0) + (down[one] ?? 0) * step;
    }
  }
  return nodes.map((node, place) => ({ ...node, x: x[place] ?? 0, y: y[place] ?? 0 }));
}

/** The drawing stretched to its room, with space for names at the sides. */
export function fitted(nodes: Node[], width: number, height: number): Node[] {
  const spread = (values: number[], room: number, side: number) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const inside = Math.max(1, room - 2 * side);
    return (value: number) => (most - least < 1 ? room / 2 : side + ((value - least) / (most - least)) * inside);
  };
  const across = spread(nodes.map((node) => node.x), width, Math.min(90, width / 5));
  const down = spread(nodes.map((node) => node.y), height, 30);
  return nodes.map((node) => ({ ...node, x: across(node.x), y: down(node.y) }));
}
