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
  const ideal = Math.sqrt((width * height) / Math.max(1, nodes.length)) * 0.75;
  for (let round = 0; round < 240; round += 1) {
    const heat = (1 - round / 240) * ideal * 0.35;
    const pushes = new Map(nodes.map((node) => [node.id, { x: (width / 2 - node.x) * 0.02, y: (height / 2 - node.y) * 0.04 }]));
    nodes.forEach((left, place) => {
      for (const right of nodes.slice(place + 1)) {
        const [x, y] = [left.x - right.x || 0.01, left.y - right.y || 0.01];
        const far = Math.max(1, Math.hypot(x, y));
        const force = (ideal * ideal) / (far * far);
        const [one, other] = [pushes.get(left.id), pushes.get(right.id)];
        if (!one || !other) continue;
        one.x += x * force * 0.5;
        one.y += y * force * 0.5;
        other.x -= x * force * 0.5;
        other.y -= y * force * 0.5;
      }
    });
    for (const edge of drawn) {
      const [left, right] = [at.get(edge.one), at.get(edge.other)];
      const [one, other] = [pushes.get(edge.one), pushes.get(edge.other)];
      if (!left || !right || !one || !other) continue;
      const [x, y] = [left.x - right.x, left.y - right.y];
      const pull = Math.min(0.25, (Math.hypot(x, y) / ideal) * 0.06);
      one.x -= x * pull;
      one.y -= y * pull;
      other.x += x * pull;
      other.y += y * pull;
    }
    for (const node of nodes) {
      const push = pushes.get(node.id) ?? { x: 0, y: 0 };
      const far = Math.max(1, Math.hypot(push.x, push.y));
      const step = Math.min(far, heat) / far;
      node.x = Math.min(width - 60, Math.max(60, node.x + push.x * step));
      node.y = Math.min(height - 24, Math.max(24, node.y + push.y * step));
    }
  }
  return nodes;
}
