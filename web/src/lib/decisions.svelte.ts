/** What a person decides, and under which name. The name is kept in this browser; a desk with accounts uses the account's. */

import { signed_in, write } from "./signed_in.svelte";

export interface NewDecision {
  act: string;
  subjects: string[];
  why: string;
  fact?: string | null;
  before?: string | null;
  after?: string | null;
  /** The question of the review queue that it answers. */
  item?: string | null;
}

export interface KeptDecision extends NewDecision {
  id: string;
  who: string;
  when: string;
  standing: string;
  lapsed: string[];
}

const KEY = "marsad.who";

function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

class Reviewer {
  #own = $state(typeof localStorage === "undefined" ? "" : remembered());
  /** The account's name, where the desk has accounts; else what the reviewer calls themselves. */
  name = $derived(signed_in.named ? (signed_in.session?.who ?? "") : this.#own);

  call(name: string): void {
    this.#own = name;
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // A browser that keeps nothing still decides under the name.
    }
  }
}

export const reviewer = new Reviewer();

/** Keeps a decision under the reviewer's name. */
export function decide(decision: NewDecision): Promise<KeptDecision> {
  return write<KeptDecision>("POST", "/decisions", decision, reviewer.name.trim());
}
