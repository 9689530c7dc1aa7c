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

/** Places for the actors: whoever is tied is drawn together, everybody keeps apart. It begins from a circle and rolls no dice. */
export function laid_out(drawn: Edge[], width: number, height: number): Node[] {
  const weights = new Map<string, number>();
  for (const edge of drawn) for (const id of [edge.one, edge.other]) weights.set(id, (weights.get(id) ?? 0) + edge.weight);
  const ids = [...weights.keys()].sort((left, right) => (weights.get(right) ?? 0) - (weights.get(left) ?? 0) || left.localeCompare(right));
  const nodes: Node[] = ids.map((id, place) => {
    const angle = (place * 137.508 * Math.PI) / 180;
    const reach = Math.sqrt((place + 0.5) / ids.length);
    return { id, weight: weights.get(id) ?? 0, x: width / 2 + Math.cos(angle) * reach * width * 0.42, y: height / 2 + Math.sin(angle) * reach * height * 0.42 };
  });
  const at = new Map(nodes.map((node) => [node.id, node]));
  const ideal = Math.sqrt((width * height) / Math.max(1, nodes.length));
  for (let round = 0; round < ROUNDS; round += 1) {
    const heat = (1 - round / ROUNDS) * width * 0.06;
    const pushes = new Map(nodes.map((node) => [node.id, { x: (width / 2 - node.x) * 0.35, y: (height / 2 - node.y) * 0.35 }]));
    nodes.forEach((left, place) => {
      for (const right of nodes.slice(place + 1)) {
        const [x, y] = [left.x - right.x || 0.01, left.y - right.y || 0.01];
        const far = Math.max(6, Math.hypot(x, y));
        move(pushes.get(left.id), pushes.get(right.id), x, y, (ideal * ideal) / (far * far));
      }
    });
    for (const edge of drawn) {
      const [left, right] = [at.get(edge.one), at.get(edge.other)];
      if (!left || !right) continue;
      const [x, y] = [left.x - right.x, left.y - right.y];
      move(pushes.get(edge.one), pushes.get(edge.other), x, y, -Math.hypot(x, y) / ideal);
    }
    for (const node of nodes) {
      const push = pushes.get(node.id) ?? { x: 0, y: 0 };
      const far = Math.max(0.01, Math.hypot(push.x, push.y));
      const step = Math.min(far, heat) / far;
      node.x += push.x * step;
      node.y += push.y * step;
    }
  }
  return fitted(nodes, width, height);
}

type Push = { x: number; y: number };

/** Moves two actors apart, or together where the force is below nothing. */
function move(one: Push | undefined, other: Push | undefined, x: number, y: number, force: number): void {
  if (!one || !other) return;
  one.x += x * force;
  one.y += y * force;
  other.x -= x * force;
  other.y -= y * force;
}

/** The drawing stretched to its room, with space for names at the sides. */
function fitted(nodes: Node[], width: number, height: number): Node[] {
  const spread = (values: number[], room: number, side: number) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const inside = Math.max(1, room - 2 * side);
    return (value: number) => (most - least < 1 ? room / 2 : side + ((value - least) / (most - least)) * inside);
  };
  const across = spread(nodes.map((node) => node.x), width, Math.min(90, width / 5));
  const down = spread(nodes.map((node) => node.y), height, 30);
  return nodes.map((node) => ({ ...node, x: across(node.x), y: down(node.y) }));
}
