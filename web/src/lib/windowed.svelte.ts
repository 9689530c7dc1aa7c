/** A long list in a page that scrolls: only the rows in view are drawn, however many there are. */

import { tick } from "svelte";
import { drawn, Heights, next_stretch, type Drawn, type Stretch } from "./windowed";

/** So long after the last scroll the list takes the place and the length that its rows were found to have. */
const CALM = 200;
/** A printed list has at most so many rows. */
const PRINTED = 500;

export class Windowed {
  rows = $state.raw<Drawn[]>([]);
  /** How long the list is shown. */
  length = $state(0);
  #guess: number;
  #heights: Heights;
  #start = "";
  #list: HTMLElement | null = null;
  /** The same as `rows` and `length`; reading them here makes no effect wait for them. */
  #shown: Drawn[] = [];
  #length = 0;
  #drawn: Stretch = { first: 0, last: 0 };
  /** How far the rows are moved from where they belong. While the list is scrolled nothing that stands moves, and the page keeps its length: either would have all of it painted anew. */
  #shift = 0;
  #calm: ReturnType<typeof setTimeout> | undefined;
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
    if (!is_same) {
      this.#held = -1;
      this.#drawn = { first: 0, last: 0 };
    }
    if (!is_same) this.#shift = 0;
    this.length = this.#length = this.#heights.top(count);
    this.#look(true);
  }

  /** Watches the element that holds the rows. */
  readonly list = (element: HTMLElement): (() => void) => {
    this.#list = element;
    const scrolled = () => {
      this.#soon();
      this.#settle_later();
    };
    const focused = (event: FocusEvent) => this.#hold_focus(event.target);
    const blurred = (event: FocusEvent) => this.#hold_focus(event.relatedTarget);
    const printed = () => this.#draw({ first: 0, last: Math.min(PRINTED, this.#heights.count) });
    const read_on = () => {
      this.#drawn = { first: 0, last: 0 };
      this.#soon();
    };
    addEventListener("scroll", scrolled, { passive: true });
    addEventListener("resize", scrolled, { passive: true });
    addEventListener("beforeprint", printed);
    addEventListener("afterprint", read_on);
    element.addEventListener("focusin", focused);
    element.addEventListener("focusout", blurred);
    // What stands at its start is drawn already; where it stands is asked once the page has been shown.
    requestAnimationFrame(() => setTimeout(() => this.#list === element && this.#look(true)));
    return () => {
      removeEventListener("scroll", scrolled);
      removeEventListener("resize", scrolled);
      removeEventListener("beforeprint", printed);
      removeEventListener("afterprint", read_on);
      clearTimeout(this.#calm);
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
    const stays = this.#heights.at(this.#above() - this.#shift);
    const before = this.#heights.top(stays);
    let is_news = false;
    for (const entry of entries) {
      const row = Number((entry.target as HTMLElement).dataset.row);
      const height = entry.borderBoxSize[0]?.blockSize ?? 0;
      if (height > 0 && this.#heights.tell(row, height)) is_news = true;
    }
    if (!is_news) return;
    const moved = this.#heights.top(stays) - before;
    if (moved !== 0) {
      this.#shift -= moved;
      this.#draw(this.#drawn);
    }
    this.#soon();
    this.#settle_later();
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

  /** How far the list has been scrolled past its start. */
  #above(): number {
    return this.#list ? -this.#list.getBoundingClientRect().top : 0;
  }

  /** Draws what the view needs next, a little with every frame; `anew` also where the same rows stand. */
  #look(anew: boolean): void {
    const view = typeof innerHeight === "number" ? innerHeight : 800;
    const { next, is_done } = next_stretch(this.#heights, this.#drawn, this.#above() - this.#shift, view);
    if (anew || !is_done) this.#draw(next);
    const start = this.#heights.top(next.first) + this.#shift;
    const end = this.#heights.top(next.last) + this.#shift;
    if (next.first === 0 ? this.#shift !== 0 : start < 0) this.#settle();
    else if (next.last === this.#heights.count ? end !== this.#length : end > this.#length) this.#settle();
    if (!is_done) this.#soon();
  }

  #settle_later(): void {
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => this.#settle(), CALM);
  }

  /** Puts the list where its rows belong, and the view with it. */
  #settle(): void {
    const shift = this.#shift;
    const length = this.#heights.top(this.#heights.count);
    if (shift === 0 && length === this.#length) return;
    this.#shift = 0;
    this.length = this.#length = length;
    this.#draw(this.#drawn);
    if (shift !== 0) void tick().then(() => scrollBy(0, -shift));
  }

  #draw(stretch: Stretch): void {
    this.#drawn = stretch;
    this.rows = this.#shown = drawn(this.#heights, stretch, this.#held, this.#shift, this.#shown);
  }
}
