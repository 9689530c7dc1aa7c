/** One question to the desk and what became of it: loading, an answer, or a problem. A late answer to an old question is dropped. */

import { Problem } from "./api";
import type { Page } from "./record";

export class Asked<Answer> {
  answer = $state.raw<Answer | null>(null);
  problem = $state.raw<Problem | null>(null);
  loading = $state(false);
  #turn = 0;

  async ask(question: () => Promise<Answer>): Promise<void> {
    const turn = (this.#turn += 1);
    this.loading = true;
    this.problem = null;
    try {
      const answer = await question();
      if (turn === this.#turn) this.answer = answer;
    } catch (cause) {
      if (turn !== this.#turn) return;
      this.answer = null;
      this.problem = cause instanceof Problem ? cause : new Problem(0, "", String(cause));
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }
}

/** A long list read page by page. */
export class Listed<Item> {
  items = $state.raw<Item[]>([]);
  next = $state.raw<string | null>(null);
  total = $state.raw<number | null>(null);
  /** The moment of the first page, where the desk tells one. */
  mark = $state.raw<string | null>(null);
  problem = $state.raw<Problem | null>(null);
  loading = $state(true);
  #turn = 0;
  #question: ((cursor: string | null) => Promise<Page<Item>>) | null = null;

  async start(question: (cursor: string | null) => Promise<Page<Item>>): Promise<void> {
    this.#question = question;
    await this.#read(null);
  }

  async more(): Promise<void> {
    if (this.loading || this.next === null) return;
    await this.#read(this.next);
  }

  async #read(cursor: string | null): Promise<void> {
    if (!this.#question) return;
    const turn = (this.#turn += 1);
    this.loading = true;
    this.problem = null;
    try {
      const page = await this.#question(cursor);
      if (turn !== this.#turn) return;
      this.items = cursor === null ? page.items : [...this.items, ...page.items];
      this.next = page.next;
      this.total = page.total ?? null;
      if (cursor === null) this.mark = page.mark ?? null;
    } catch (cause) {
      if (turn !== this.#turn) return;
      if (cursor === null) this.items = [];
      this.problem = cause instanceof Problem ? cause : new Problem(0, "", String(cause));
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }
}
