/**
 * The way back from Zoom. Everything about the link is checked before its code is traded, and the code is traded once;
 * nothing is ever called connected without that. A grant that we can not keep is given back to Zoom.
 */
import "server-only";
import { decryptSecret, fingerprint, safeEqual } from "#lib/crypto.ts";
import { type ConnectAttemptRow, takeConnectAttempt } from "#lib/db/connect-attempts.ts";
import { findConnection } from "#lib/db/connections.ts";
import { env } from "#lib/env.ts";
import { ZoomError, type ZoomErrorKind } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { readMe, type ZoomMe } from "#lib/zoom/account.ts";
import { zoomClient } from "#lib/zoom/client.ts";
import { exchangeCode, revokeToken, type ZoomTokens } from "#lib/zoom/oauth.ts";
import type { Product } from "#lib/zoom/observation-types.ts";
import { rateLimiter } from "#lib/zoom/rate-limiter.ts";
import { missingScopes } from "#lib/zoom/scopes.ts";
import { redirectUri } from "./connect.ts";
import type { ConnectOutcome } from "./connect-outcome-types.ts";
import { isNeededBy, products } from "./health.ts";
import { saveAuthorisation } from "./save-authorisation.ts";

export type ZoomReturn = {
  code: string | null;
  state: string | null;
  /** Any error parameter that Zoom sent; its text is never shown. */
  error: string | null;
  /** From the cookie that the beginning set. */
  browserKey: string | null;
};

type Asking = { organisationId: string; personId: string; name: string };

/** Zoom's built-in role without any rights over the account; roles of the account's own have other ids. */
const MEMBER_ROLE = "2";

/** Takes a return from Zoom. Every expected way back is a returned kind; throws only what we did not foresee. */
export async function finishConnect(asking: Asking, back: ZoomReturn, now: Date): Promise<ConnectOutcome> {
  if (back.state === null) {
    return { kind: back.error === null && back.code !== null ? "startedAtZoom" : "cancelled" };
  }
  const taken = await takeConnectAttempt(asking.organisationId, fingerprint(back.state), now);
  // A state that we do not know was cleared away long ago, or is another organisation's.
  if (taken.kind !== "taken") return { kind: taken.kind === "used" ? "linkReplayed" : "linkExpired" };
  const { attempt } = taken;
  const isSameBrowser = back.browserKey !== null && safeEqual(fingerprint(back.browserKey), attempt.sessionHash);
  if (attempt.personId !== asking.personId || !isSameBrowser) return { kind: "otherSession" };
  if (attempt.expiresAt <= now) return { kind: "linkExpired" };
  if (back.error !== null || back.code === null) return { kind: "cancelled" };
  return trade(asking, attempt, back.code, now);
}

async function trade(asking: Asking, attempt: ConnectAttemptRow, code: string, now: Date): Promise<ConnectOutcome> {
  const codeVerifier = decryptSecret(attempt.codeVerifier, attempt.id);
  let tokens: ZoomTokens;
  try {
    tokens = await exchangeCode({ code, codeVerifier, redirectUri: redirectUri(), now });
  } catch (error) {
    return outcomeOfFailure(error, { auth: "linkExpired" });
  }
  let me: ZoomMe;
  try {
    me = await readAccount(tokens);
  } catch (error) {
    const outcome = await outcomeOfFailure(error, { auth: "linkExpired" });
    await giveBack(tokens);
    return error instanceof ZoomError && error.kind === "missingScope"
      ? { kind: "scopesMissing", connectionId: null, suffering: sufferingOfRefusal(tokens.scopes) }
      : outcome;
  }
  if (me.roleId === MEMBER_ROLE) return refuse(tokens, "roleTooLow");
  if (await isAnotherAccount(asking.organisationId, attempt.connectionId, me.accountId)) {
    return refuse(tokens, "otherAccount");
  }
  const saved = await saveAuthorisation({ asking, attempt, tokens, me, now });
  if (saved.kind === "otherOrganisation") {
    // The same Zoom user may have connected both: then this grant replaced the other one, and went there.
    return saved.isHandedOn ? { kind: "otherOrganisation" } : refuse(tokens, "otherOrganisation");
  }
  const suffering = sufferingOf(tokens.scopes);
  if (suffering.length > 0) return { kind: "scopesMissing", connectionId: saved.connectionId, suffering };
  return { kind: saved.isNew ? "connected" : "reconnected", connectionId: saved.connectionId };
}

function readAccount(tokens: ZoomTokens): Promise<ZoomMe> {
  const client = zoomClient({
    apiUrl: env().ZOOM_API_URL ?? tokens.apiUrl,
    getAccessToken: async () => tokens.accessToken,
    limiter: rateLimiter({ plan: "free", share: 1 }),
  });
  return readMe(client);
}

async function isAnotherAccount(
  organisationId: string,
  connectionId: string | null,
  zoomAccountId: string,
): Promise<boolean> {
  if (connectionId === null) return false;
  const meant = await findConnection(organisationId, connectionId);
  return meant !== null && meant.zoomAccountId !== zoomAccountId;
}

function sufferingOf(scopes: readonly string[]): (Product | "directory")[] {
  const missing = missingScopes(scopes);
  return (["directory", ...products] as const).filter((room) => missing.some((scope) => isNeededBy(scope, room)));
}

/** Zoom may name no scope and refuse its first question all the same. */
function sufferingOfRefusal(scopes: readonly string[]): (Product | "directory")[] {
  const suffering = sufferingOf(scopes);
  return suffering.length > 0 ? suffering : ["directory"];
}

type FailureKind = "linkExpired" | "roleTooLow" | "notUnderstood" | "notReachable" | "notConfigured";
const failureKinds: Record<ZoomErrorKind, FailureKind> = {
  auth: "notUnderstood",
  rateLimit: "notReachable",
  missingScope: "notUnderstood",
  refused: "roleTooLow",
  missing: "notUnderstood",
  transient: "notReachable",
  contract: "notUnderstood",
  configuration: "notConfigured",
};

/** What a failed question to Zoom means for the person who came back. What is no `ZoomError` is thrown on. */
export async function outcomeOfFailure(
  error: unknown,
  here: Partial<Record<ZoomErrorKind, FailureKind>> = {},
): Promise<{ kind: FailureKind }> {
  if (!(error instanceof ZoomError)) throw error;
  log.warn({ err: error }, "Zoom did not complete the authorisation");
  return { kind: here[error.kind] ?? failureKinds[error.kind] };
}

async function refuse(
  tokens: ZoomTokens,
  kind: "roleTooLow" | "otherAccount" | "otherOrganisation",
): Promise<ConnectOutcome> {
  await giveBack(tokens);
  return { kind };
}

/** Ends a grant that we do not keep. When Zoom does not hear it, the tokens are forgotten here all the same. */
async function giveBack(tokens: ZoomTokens): Promise<void> {
  try {
    await revokeToken(tokens.accessToken);
  } catch (error) {
    log.warn({ err: error }, "A grant that is not kept could not be given back to Zoom");
  }
}
