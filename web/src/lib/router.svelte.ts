/** Which screen an address asks for. Addresses are plain paths; the server gives `index.html` for all of them. */

export type Screen =
  | { name: "today" }
  | { name: "incident"; id: string }
  | { name: "documents" }
  | { name: "reader"; id: string }
  | { name: "claims" }
  | { name: "actors" }
  | { name: "questions" }
  | { name: "cases" }
  | { name: "case"; id: string }
  | { name: "relations" }
  | { name: "watches" }
  | { name: "forecasts" }
  | { name: "review" }
  | { name: "sources" }
  | { name: "accounts" }
  | { name: "search" }
  | { name: "about" }
  | { name: "lost" };

/** Screens that have nothing after their name. */
const PLAIN = ["documents", "claims", "actors", "questions", "relations", "cases", "watches", "forecasts", "review", "sources", "accounts", "search", "about"] as const;

/** The screen a path names. */
export function screen_of(path: string): Screen {
  const [first = "", second, ...rest] = path.split("/").slice(1);
  if (rest.length > 0) return { name: "lost" };
  if (first === "" && second === undefined) return { name: "today" };
  if (first === "incidents" && second) return { name: "incident", id: decode(second) };
  if (first === "documents" && second) return { name: "reader", id: decode(second) };
  if (first === "cases" && second) return { name: "case", id: decode(second) };
  if (second) return { name: "lost" };
  const plain = PLAIN.find((name) => name === first);
  if (plain) return { name: plain };
  return { name: "lost" };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A pointer or the focus that rests on a link for so many milliseconds is likely to follow it. */
const RESTING = 70;

class Router {
  #ahead: (link: HTMLAnchorElement) => void = () => {};

  path = $state("/");
  query = $state.raw(new URLSearchParams());
  screen = $derived(screen_of(this.path));

  /** Begins to follow links; `ahead` is told of those that are likely to be followed. */
  start(ahead: (link: HTMLAnchorElement) => void): void {
    this.#ahead = ahead;
    this.#read();
    addEventListener("popstate", () => this.#read());
    addEventListener("click", (event) => this.#follow(event));
    let resting: ReturnType<typeof setTimeout> | undefined;
    const near = (event: Event, after: number) => {
      clearTimeout(resting);
      const link = this.#link(event);
      if (link) resting = setTimeout(() => this.#ahead(link), after);
    };
    addEventListener("pointerover", (event) => near(event, RESTING), { passive: true });
    addEventListener("focusin", (event) => near(event, RESTING), { passive: true });
    addEventListener("pointerdown", (event) => near(event, 0), { passive: true });
  }

  go(address: string, replace = false): void {
    if (replace) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    const moved = location.pathname !== this.path;
    this.#read();
    if (moved) scrollTo(0, 0);
  }

  /** Changes what this screen was asked, without a new entry in the history. */
  ask(query: URLSearchParams): void {
    const words = query.toString();
    this.go(words === "" ? this.path : `${this.path}?${words}`, true);
  }

  #read(): void {
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
  }

  /** The link to another screen that an event is about. */
  #link(event: Event): HTMLAnchorElement | null {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    return !link || link.target || link.origin !== location.origin || link.hasAttribute("download") ? null : link;
  }

  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = this.#link(event);
    if (!link) return;
    if (link.pathname === location.pathname && link.hash) return;
    event.preventDefault();
    this.go(link.pathname + link.search + link.hash);
  }
}

export const router = new Router();

/** The addresses of the screens. */
export const address = {
  incident: (id: string): string => `/incidents/${encodeURIComponent(id)}`,
  document: (id: string, claim?: string): string =>
    `/documents/${encodeURIComponent(id)}${claim ? `?claim=${encodeURIComponent(claim)}` : ""}`,
  case: (id: string): string => `/cases/${encodeURIComponent(id)}`,
  search: (text: string): string => `/search?q=${encodeURIComponent(text)}`,
  actor: (entity: string): string => `/?passing=true&actor=${encodeURIComponent(entity)}`,
};
