/**
 * The headers that keep a page from running what is not ours. Scripts carry a nonce that is new at every request, so
 * an injected one does not run; styles may stand inline, because React writes positions as style attributes.
 */

export type PolicySettings = {
  isDevelopment: boolean;
  /** Where forms may lead besides us: the redirect to Zoom's consent page and to the identity provider. */
  formTargets: readonly string[];
};

/** The Content-Security-Policy of one page. */
export function pagePolicy(nonce: string, { isDevelopment, formTargets }: PolicySettings): string {
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'self'"],
    // React explains errors with eval while developing; a built app never needs it
    "script-src": ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'", ...new Set(formTargets.map((address) => new URL(address).origin))],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}

/** Tells browsers to come by https only, when that is how we are reached. */
export function transportSecurity(appUrl: string): string | null {
  return appUrl.startsWith("https:") ? "max-age=31536000" : null;
}
