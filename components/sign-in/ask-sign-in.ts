/** Speaks to next-auth from the browser: forgery token first, then the wish. */

export type SignInAnswer =
  /** Signed in, or (single sign-on) sent on: go to `url`. */
  { kind: "go"; url: string } | { kind: "refused"; error: string } | { kind: "unreachable" };

async function forgeryToken(): Promise<string> {
  const response = await fetch("/api/auth/csrf", { cache: "no-store" });
  const { csrfToken } = (await response.json()) as { csrfToken?: unknown };
  if (typeof csrfToken !== "string") throw new Error("There was no forgery token in the answer");
  return csrfToken;
}

async function post(path: string, next: string, fields: Record<string, string>): Promise<SignInAnswer> {
  try {
    const body = new URLSearchParams({ ...fields, csrfToken: await forgeryToken(), callbackUrl: next, json: "true" });
    const response = await fetch(path, { method: "POST", body });
    const { url } = (await response.json()) as { url?: unknown };
    if (typeof url !== "string") return { kind: "refused", error: "failed" };
    const target = new URL(url, location.href);
    // next-auth answers a refusal with an address of its own that carries the reason.
    const isRefusal = target.origin === location.origin && target.pathname.startsWith("/api/auth/");
    if (!response.ok || isRefusal) return { kind: "refused", error: target.searchParams.get("error") ?? "failed" };
    return { kind: "go", url };
  } catch {
    return { kind: "unreachable" };
  }
}

/** Signs in by e-mail and password; `organisationId` when the pair opens several. */
export function signInByPassword(
  given: { email: string; password: string; organisationId?: string },
  next: string,
): Promise<SignInAnswer> {
  return post("/api/auth/callback/credentials", next, given);
}

/** Signs in as one of the people whom the demo lists. */
export function signInAsDemo(personId: string, next: string): Promise<SignInAnswer> {
  return post("/api/auth/callback/demo", next, { personId });
}

/** Begins single sign-on; the answer's address is the identity provider's. */
export function startSingleSignOn(next: string): Promise<SignInAnswer> {
  return post("/api/auth/signin/sso", next, {});
}
