/** Tokens at rest: sealed with the connection's id and their own kind, so that neither can take the other's place. */
import "server-only";
import { decryptSecret, encryptSecret } from "#lib/crypto.ts";
import { ZoomError } from "#lib/errors.ts";
import type { ZoomTokens } from "#lib/zoom/oauth.ts";

type TokenKind = "access" | "refresh";

/** Seals a token of a connection. */
export function sealToken(connectionId: string, kind: TokenKind, token: string): string {
  return encryptSecret(token, `${connectionId}.${kind}`);
}

/** Opens a token. Throws `ZoomError` configuration when our keys do not open it. */
export function openToken(connectionId: string, kind: TokenKind, sealed: string): string {
  try {
    return decryptSecret(sealed, `${connectionId}.${kind}`);
  } catch (cause) {
    throw new ZoomError("configuration", "A stored token does not open with the keys in ENCRYPTION_KEYS", { cause });
  }
}

/** Both tokens as columns of the connection. */
export function sealTokens(
  connectionId: string,
  tokens: ZoomTokens,
): { accessToken: string; refreshToken: string; tokenExpiresAt: Date; apiUrl: string } {
  return {
    accessToken: sealToken(connectionId, "access", tokens.accessToken),
    refreshToken: sealToken(connectionId, "refresh", tokens.refreshToken),
    tokenExpiresAt: tokens.expiresAt,
    apiUrl: tokens.apiUrl,
  };
}
