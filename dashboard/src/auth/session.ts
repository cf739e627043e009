import { useSyncExternalStore } from "react";
import { refresh, type Tokens } from "./cognito";

/** Who is signed in, in this tab. */
export interface Session extends Tokens {
  email: string;
}

const KEPT = "stationmaster.session";
const EARLY_MS = 60_000;

const listeners = new Set<() => void>();
let current: Session | null = read();
/** Who worked here when the sign-in ran out: what stands on the page is theirs. */
let interrupted = "";
let refreshing: Promise<string | null> | undefined;

function read(): Session | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "null") as Session | null;
  } catch {
    return null;
  }
}

function set(session: Session | null, ranOut = false): void {
  interrupted = ranOut ? (current?.email ?? "") : "";
  current = session;
  if (session) sessionStorage.setItem(KEPT, JSON.stringify(session));
  else sessionStorage.removeItem(KEPT);
  for (const tell of listeners) tell();
}

export function begin(tokens: Tokens, email: string): void {
  set({ ...tokens, email });
}

/** Leaves the page. */
export function end(): void {
  set(null);
}

/** The sign-in has run out: the page stays, and asks the same person for the password again. */
export function expire(): void {
  if (current) set(null, true);
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export function useSession(): Session | null {
  return useSyncExternalStore(listen, () => current);
}

/** The address of who has to sign in again to go on; "" while nobody has to. */
export function useInterrupted(): string {
  return useSyncExternalStore(listen, () => interrupted);
}

/** The token to call with now, renewed when it is about to expire; null when signed out. */
export async function idToken(): Promise<string | null> {
  if (!current) return null;
  if (Date.now() < current.expiresAt - EARLY_MS || !current.refreshToken) return current.idToken;
  refreshing ??= renew(current).finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

async function renew(session: Session): Promise<string | null> {
  try {
    const tokens = await refresh(session.refreshToken ?? "");
    if (current?.refreshToken !== session.refreshToken) return current?.idToken ?? null;
    set({ ...session, ...tokens });
    return tokens.idToken;
  } catch {
    if (Date.now() < session.expiresAt) return session.idToken; // tried again with the next call
    expire();
    return null;
  }
}
