/** What the sign-in page is told when it did not work: a word and, for some, one more thing. Fits in an address. */

/** Asks for the organisation when an e-mail and password open several. */
export type OrganisationChoice = { id: string; name: string };

export type SignInRefusal =
  | { kind: "wrong" }
  | { kind: "tooMany"; retryAt: string }
  | { kind: "choose"; organisations: OrganisationChoice[] }
  | { kind: "sso"; reason: SsoRefusal }
  | { kind: "failed" };

export const ssoRefusals = ["noEmail", "unverified", "unknown", "several", "cancelled", "unreachable"] as const;
export type SsoRefusal = (typeof ssoRefusals)[number];

/** next-auth's own words for the ways single sign-on can fail. */
const ssoFailures: Record<string, SsoRefusal> = {
  OAuthSignin: "unreachable",
  OAuthCallback: "cancelled",
  Callback: "cancelled",
  AccessDenied: "cancelled",
};

export function writeRefusal(refusal: SignInRefusal): string {
  if (refusal.kind === "tooMany") return `tooMany:${refusal.retryAt}`;
  if (refusal.kind === "choose") return `choose:${JSON.stringify(refusal.organisations)}`;
  if (refusal.kind === "sso") return `sso:${refusal.reason}`;
  return refusal.kind;
}

function readOrganisations(text: string): OrganisationChoice[] {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return [];
    return value.flatMap((item: { id?: unknown; name?: unknown } | null) =>
      typeof item?.id === "string" && typeof item.name === "string" ? [{ id: item.id, name: item.name }] : [],
    );
  } catch {
    return [];
  }
}

/** Reads what `writeRefusal` wrote, or one of next-auth's own words; anything else is `failed`. */
export function readRefusal(text: string): SignInRefusal {
  const at = text.indexOf(":");
  const [kind, rest] = at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
  if (kind === "wrong" || kind === "CredentialsSignin") return { kind: "wrong" };
  if (kind === "tooMany" && !Number.isNaN(Date.parse(rest))) return { kind: "tooMany", retryAt: rest };
  if (kind === "choose") return { kind: "choose", organisations: readOrganisations(rest) };
  const reason = kind === "sso" ? ssoRefusals.find((known) => known === rest) : ssoFailures[kind];
  return reason === undefined ? { kind: "failed" } : { kind: "sso", reason };
}

/** The path to go to after sign-in: only one of our own pages, never another site, never sign-in itself. */
export function safeNext(next: string | null | undefined): string {
  const home = "/timeline";
  if (typeof next !== "string" || !next.startsWith("/")) return home;
  const base = "http://own.invalid";
  if (!URL.canParse(next, base)) return home;
  const url = new URL(next, base);
  // "//host", "/\host" and tabs or line breaks within are read by browsers as another site.
  const isOwn = url.origin === base && !url.pathname.startsWith("//") && !/[\\\s\p{Cc}]/u.test(next);
  if (!isOwn || /^\/(signin|join|setup|api)(\/|$)/.test(url.pathname)) return home;
  return `${url.pathname}${url.search}${url.hash}`;
}
