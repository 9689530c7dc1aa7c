/** A long list in a page that scrolls: only the rows in view are drawn, however many there are. */

import { drawn, Heights, type Drawn } from "./windowed";

/** How far beyond the view rows are drawn, and how near its edge may come before others are, in pixels. */
const AHEAD = 900;
const NEAR = 300;
/** A printed list has at most so many rows. */
const PRINTED = 500;

export class Windowed {
  rows = $state.raw<Drawn[]>([]);
  below = $state(0);
  #guess: number;
  #heights: Heights;
  #start = "";
  #list: HTMLElement | null = null;
  #first = 0;
  #last = 0;
  #held = -1;
  #waiting = false;
  #observer: ResizeObserver | null = null;

  constructor(guess: number) {
    this.#guess = guess;
    this.#heights = new Heights(0, guess);
  }

  /** Says how long the list is now; another first row is another list. */
  hold(count: number, start: string): void {
    const is_same = start === this.#start && count >= this.#heights.count;
    this.#heights = new Heights(count, this.#guess, is_same ? this.#heights : undefined);
    this.#start = start;
    if (is_same) return this.#look(true);
    // What stands in view comes first, the rows beyond it with the next frame.
    this.#held = -1;
    this.#first = this.#last = 0;
    this.#look(true, 0);
    this.#soon();
  }

  /** Watches the element that holds the rows. */
  readonly list = (element: HTMLElement): (() => void) => {
    this.#list = element;
    const scrolled = () => this.#soon();
    const focused = (event: FocusEvent) => this.#hold_focus(event.target);
    const blurred = (event: FocusEvent) => this.#hold_focus(event.relatedTarget);
    const printed = () => this.#draw(0, Math.min(PRINTED, this.#heights.count));
    addEventListener("scroll", scrolled, { passive: true });
    addEventListener("resize", scrolled, { passive: true });
    addEventListener("beforeprint", printed);
    addEventListener("afterprint", scrolled);
    element.addEventListener("focusin", focused);
    element.addEventListener("focusout", blurred);
    this.#look(true);
    return () => {
      removeEventListener("scroll", scrolled);
      removeEventListener("resize", scrolled);
      removeEventListener("beforeprint", printed);
      removeEventListener("afterprint", scrolled);
      this.#observer?.disconnect();
      this.#observer = null;
      this.#list = null;
    };
  };

  /** Measures a row for as long as it is drawn. */
  readonly row = (element: HTMLElement): (() => void) => {
    this.#observer ??= new ResizeObserver((entries) => this.#measured(entries));
    this.#observer.observe(element);
    return () => this.#observer?.unobserve(element);
  };

  #measured(entries: ResizeObserverEntry[]): void {
    let is_news = false;
    for (const entry of entries) {
      const row = Number((entry.target as HTMLElement).dataset.row);
      const height = entry.borderBoxSize[0]?.blockSize ?? 0;
      if (height > 0 && this.#heights.tell(row, height)) is_news = true;
    }
    if (is_news) this.#look(true);
  }

  #hold_focus(target: EventTarget | null): void {
    const row = target instanceof Element && this.#list?.contains(target) ? target.closest<HTMLElement>("[data-row]") : null;
    this.#held = row ? Number(row.dataset.row) : -1;
  }

  #soon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#look(false);
    });
  }

  /** Draws what stands in view now; unless `anew`, only where the view comes near the edge of what is drawn. */
  #look(anew: boolean, ahead = AHEAD): void {
    const { count } = this.#heights;
    const above = this.#list ? -this.#list.getBoundingClientRect().top : 0;
    const view = typeof innerHeight === "number" ? innerHeight : 800;
    const is_near = this.#heights.top(this.#first) > Math.max(0, above - NEAR) || (this.#last < count && this.#heights.top(this.#last) < above + view + NEAR);
    if (!anew && !is_near) return;
    if (anew && !is_near && this.#last <= count && this.#last > this.#first) return this.#draw(this.#first, this.#last);
    this.#draw(this.#heights.at(Math.max(0, above - ahead)), Math.min(count, this.#heights.at(above + view + ahead) + 1));
  }

  #draw(first: number, last: number): void {
    this.#first = first;
    this.#last = last;
    const { rows, below } = drawn(this.#heights, first, last, this.#held);
    this.rows = rows;
    this.below = below;
  }
}
