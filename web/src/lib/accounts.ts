/** Accounts and tokens, as the API tells them (docs/accounts.md). */

import type { Role } from "./signed_in.svelte";

export const ROLES: Role[] = ["reader", "analyst", "editor", "admin"];
/** A password has as many characters at least. */
export const PASSWORD_LENGTH = 10;

export interface Account {
  name: string;
  role: Role;
  disabled: boolean;
  made: string;
}

export interface Token {
  id: string;
  account: string;
  label: string;
  scope: Role;
  made: string;
  ends: string | null;
  used: string | null;
  revoked: boolean;
}

/** The scopes that somebody's token may have: never more than themselves. */
export function scopes_of(role: Role | null | undefined): Role[] {
  return role ? ROLES.slice(0, ROLES.indexOf(role) + 1) : [];
}
