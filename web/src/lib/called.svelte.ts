/** The names of actors that an address only knows by their id: people read names, addresses keep ids. */

import { SvelteMap } from "svelte/reactivity";
import { desk } from "./api";
import { name_of } from "./i18n.svelte";
import type { ActorItem } from "./record";

const names = new SvelteMap<string, ActorItem>();
const asked = new Set<string>();

/** The name of an actor by its id, once the desk has told it; other words are given back as they are. */
export function called(id: string): string {
  const found = names.get(id);
  if (found) return name_of(found) || id;
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && !asked.has(id)) {
    asked.add(id);
    void desk.actors(id, 5).then(
      ({ items }) => {
        const actor = items.find((one) => (one.id ?? one.entity) === id);
        if (actor) names.set(id, actor);
      },
      () => asked.delete(id),
    );
  }
  return id;
}

/** What a field says: the id it showed by its name, or the words that were typed. */
export function meant(words: string, id: string): string {
  return id !== "" && words.trim() === called(id) ? id : words.trim();
}
