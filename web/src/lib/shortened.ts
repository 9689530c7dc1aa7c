/** Names that are drawn, where there is no room for all of their letters. */

/** A name of at most so many signs, standing for itself: what stands beside it in another script neither turns it nor its dots around. */
export function shortened(name: string, most = 26): string {
  const letters = Array.from(name);
  return `\u2068${letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : name}\u2069`;
}
