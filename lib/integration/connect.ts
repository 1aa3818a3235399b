/**
 * The way to Zoom. A state is for one use, lives ten minutes and belongs to one person of one organisation in one
 * browser; only fingerprints of state and browser are stored, and the PKCE verifier is sealed.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import { encryptSecret, fingerprint, randomToken } from "#lib/crypto.ts";
import { addConnectAttempt } from "#lib/db/connect-attempts.ts";
import type { HistoryDays } from "#lib/db/connection-types.ts";
import { findConnection, isScrubbed } from "#lib/db/connections.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { authorizeUrl, codeChallengeOf, newCodeVerifier } from "#lib/zoom/oauth.ts";

/** How long the way to Zoom and back may take. */
export const CONNECT_SECONDS = 600;
const KEEP_ATTEMPTS_MS = 86_400_000;

/** Our own address, exactly as it is registered with Zoom. */
export function redirectUri(): string {
  return new URL("/api/zoom/callback", env().APP_URL).href;
}

/** Whether this server has a client id and secret of a Zoom app. */
export function isZoomConfigured(): boolean {
  return env().ZOOM_CLIENT_ID !== undefined && env().ZOOM_CLIENT_SECRET !== undefined;
}

export type BeginConnect = {
  organisationId: string;
  personId: string;
  historyDays: HistoryDays;
  /** The connection to authorise anew; the way back then refuses another Zoom account. */
  connectionId?: string;
  now: Date;
};

/**
 * Begins a way to Zoom: `url` is Zoom's consent page, `browserKey` goes into a short cookie of this browser and must
 * come back with the state. Throws `AppError` not-found for a connection that is not of this organisation.
 */
export async function beginConnect(
  ask: BeginConnect,
): Promise<{ kind: "go"; url: URL; browserKey: string } | { kind: "notConfigured" }> {
  if (!isZoomConfigured()) return { kind: "notConfigured" };
  if (ask.connectionId !== undefined) await refuseUnknown(ask.organisationId, ask.connectionId);
  const id = randomUUID();
  const state = randomToken();
  const browserKey = randomToken();
  const codeVerifier = newCodeVerifier();
  await addConnectAttempt(ask.organisationId, {
    id,
    stateHash: fingerprint(state),
    sessionHash: fingerprint(browserKey),
    personId: ask.personId,
    codeVerifier: encryptSecret(codeVerifier, id),
    historyDays: ask.historyDays,
    connectionId: ask.connectionId ?? null,
    expiresAt: new Date(ask.now.getTime() + CONNECT_SECONDS * 1000),
    clearBefore: new Date(ask.now.getTime() - KEEP_ATTEMPTS_MS),
  });
  const codeChallenge = await codeChallengeOf(codeVerifier);
  return { kind: "go", url: authorizeUrl({ state, codeChallenge, redirectUri: redirectUri() }), browserKey };
}

async function refuseUnknown(organisationId: string, connectionId: string): Promise<void> {
  const connection = await findConnection(organisationId, connectionId);
  if (connection === null || isScrubbed(connection)) {
    throw new AppError("not-found", "This Zoom connection does not exist any more. Connect the account anew.");
  }
}
