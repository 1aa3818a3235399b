import "server-only";

export type ZoomTokens = {
  accessToken: string;
  refreshToken: string;
  expiresAt: Date;
  scopes: string[];
  /** Region host of the account without "/v2": give it to `zoomClient`. */
  apiUrl: string;
};

/** A new PKCE verifier. */
export function newCodeVerifier(): string {
  throw new Error("Not built yet");
}
/** The S256 challenge of a PKCE verifier. */
export async function codeChallengeOf(_codeVerifier: string): Promise<string> {
  throw new Error("Not built yet");
}
/** The address of Zoom's consent page. */
export function authorizeUrl(_request: { state: string; codeChallenge: string; redirectUri: string }): URL {
  throw new Error("Not built yet");
}
/** Trades the code for tokens. Throws `ZoomError`: auth (code expired, used or invalid), configuration, transient. */
export async function exchangeCode(_grant: {
  code: string;
  codeVerifier: string;
  redirectUri: string;
  now: Date;
}): Promise<ZoomTokens> {
  throw new Error("Not built yet");
}
/** Trades the refresh token, which is for one use. Throws `ZoomError`: auth, configuration, transient. */
export async function refreshTokens(_grant: { refreshToken: string; now: Date }): Promise<ZoomTokens> {
  throw new Error("Not built yet");
}
/** Revokes access and refresh token at Zoom. Throws `ZoomError`. */
export async function revokeToken(_accessToken: string): Promise<void> {
  throw new Error("Not built yet");
}
