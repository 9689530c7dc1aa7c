/** The screens that are fetched when they are wanted, or a little before; the first one comes with the page. */

import type { Component } from "svelte";
import { desk } from "./api";
import { filter_of } from "./filters";
import { screen_of, type Screen } from "./router.svelte";

type Any = Component<{ id: string }>;
type Name = Exclude<Screen["name"], "today" | "lost"> | "sign_in";

const FILES: Record<Name, () => Promise<{ default: unknown }>> = {
  incident: () => import("../screens/IncidentScreen.svelte"),
  reader: () => import("../screens/Reader.svelte"),
  documents: () => import("../screens/Documents.svelte"),
  claims: () => import("../screens/Claims.svelte"),
  actors: () => import("../screens/Actors.svelte"),
  relations: () => import("../screens/Relations.svelte"),
  questions: () => import("../screens/Questions.svelte"),
  forecasts: () => import("../screens/Forecasts.svelte"),
  review: () => import("../screens/Review.svelte"),
  search: () => import("../screens/Search.svelte"),
  cases: () => import("../screens/Cases.svelte"),
  case: () => import("../screens/Case.svelte"),
  watches: () => import("../screens/Watches.svelte"),
  sources: () => import("../screens/Sources.svelte"),
  about: () => import("../screens/About.svelte"),
  accounts: () => import("../screens/Accounts.svelte"),
  sign_in: () => import("../screens/SignIn.svelte"),
};

const here = new Map<Name, Any>();

/** A screen that is already here. */
export function at_hand(name: Name): Any | undefined {
  return here.get(name);
}

/** Fetches a screen. */
export async function fetched(name: Name): Promise<Any> {
  const { default: screen } = await FILES[name]();
  here.set(name, screen as Any);
  return screen as Any;
}

/** Fetches the other screens, one after another, while nothing else is to be done. */
export function fetch_in_idle_time(): void {
  const waiting = Object.keys(FILES) as Name[];
  const next = () => {
    const name = waiting.shift();
    if (name) void fetched(name).then(later, () => {});
  };
  const later = () => ("requestIdleCallback" in globalThis ? requestIdleCallback(next, { timeout: 3000 }) : setTimeout(next, 200));
  setTimeout(later, 600);
}

/** Asks for what a link leads to before it is followed: its screen, and what that screen asks first. */
export function ahead(link: HTMLAnchorElement): void {
  const screen = screen_of(link.pathname);
  if (screen.name !== "today" && screen.name !== "lost") void fetched(screen.name).catch(() => {});
  const first = first_question(screen, new URLSearchParams(link.search));
  void first?.catch(() => {});
}

function first_question(screen: Screen, query: URLSearchParams): Promise<unknown> | null {
  switch (screen.name) {
    case "today":
      return desk.incidents(filter_of(query));
    case "incident":
      return Promise.all([desk.incident(screen.id, query.get("as_of") ?? ""), desk.incident_documents(screen.id)]);
    case "reader":
      return desk.document(screen.id);
    case "relations":
      return query.size === 0 ? desk.network({}) : null;
    default:
      return null;
  }
}
