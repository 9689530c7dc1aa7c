/** Who is signed in, and writing to the desk as them. */

import { Problem, forget, when_stranger } from "./api";

export type Role = "reader" | "analyst" | "editor" | "admin";
const ROLES: Role[] = ["reader", "analyst", "editor", "admin"];

type Session = { accounts: boolean; who: string | null; role: Role | null; write_token: string | null };

class SignedIn {
  /** Null until the desk has told. */
  session = $state.raw<Session | null>(null);
  /** Whether the screens wait for somebody to sign in. */
  needed = $derived(this.session !== null && this.session.accounts && this.session.who === null);
  /** Whether there is somebody to show, and to sign out. */
  named = $derived(this.session !== null && this.session.accounts && this.session.who !== null);

  /** Asks the desk. A desk that cannot be reached says so on the screens themselves. */
  async read(): Promise<void> {
    this.session = (await sent("GET", "/session").catch(() => null)) as Session | null;
  }

  async enter(name: string, password: string): Promise<void> {
    this.session = (await sent("POST", "/session", { name, password }, "enter")) as Session;
    forget();
  }

  async leave(): Promise<void> {
    await write("DELETE", "/session");
    forget();
    await this.read();
  }

  /** The desk has told that nobody is signed in any more. */
  lost(): void {
    if (this.session?.accounts && this.session.who !== null) {
      forget();
      this.session = { accounts: true, who: null, role: null, write_token: null };
    }
  }

  /** Whether they may do what this role may. */
  may(role: Role): boolean {
    const own = this.session?.role;
    return own != null && ROLES.indexOf(own) >= ROLES.indexOf(role);
  }
}

export const signed_in = new SignedIn();
when_stranger(() => signed_in.lost());

/** Changes something at the desk, as whoever is signed in (on a desk without accounts, as `who`); every kept answer is forgotten. */
export async function write<Answer>(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown, who?: string): Promise<Answer> {
  if (signed_in.session === null) await signed_in.read();
  const answer = await sent(method, path, body, signed_in.session?.write_token ?? "desk", who);
  forget();
  return answer as Answer;
}

async function sent(method: string, path: string, body?: unknown, token?: string, who?: string): Promise<unknown> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (token !== undefined) headers["x-marsad-write"] = token;
  // A header holds no Arabic letter as it is.
  if (who && !signed_in.named) headers["x-marsad-who"] = encodeURIComponent(who);
  if (body !== undefined) headers["content-type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  } catch (cause) {
    throw new Problem(0, "", cause instanceof Error ? cause.message : String(cause));
  }
  const told: unknown = await response.json().catch(() => null);
  if (response.ok) return told;
  if (response.status === 401 && path !== "/session") signed_in.lost();
  const { title, detail } = (told ?? {}) as { title?: string; detail?: string };
  throw new Problem(response.status, title ?? response.statusText, detail ?? "");
}
