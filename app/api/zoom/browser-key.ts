/** The short cookie that ties the way back from Zoom to the browser that went there. */
import "server-only";
import { cookieOf, isSecureSite } from "#lib/access/session-cookie.ts";
import { CONNECT_SECONDS } from "#lib/integration/connect.ts";

const NAME = "zoom-connect";
// Lax: it must come along when Zoom sends the browser back, and with nothing else from outside.
const attributes = () => `Path=/api/zoom; HttpOnly; SameSite=Lax${isSecureSite() ? "; Secure" : ""}`;

/** The header that keeps the key for as long as the way may take. */
export function keepBrowserKey(key: string): string {
  return `${NAME}=${key}; Max-Age=${CONNECT_SECONDS}; ${attributes()}`;
}

/** The header that forgets it. */
export function forgetBrowserKey(): string {
  return `${NAME}=; Max-Age=0; ${attributes()}`;
}

/** The key that a request carries. */
export function readBrowserKey(request: Request): string | null {
  return cookieOf(request.headers.get("cookie"), NAME) ?? null;
}
