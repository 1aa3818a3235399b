/** Who allowed the app what: codes, access tokens, refresh tokens. One grant per Zoom account's admin and app. */
import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";

const CODE_MS = 5 * 60_000;
const ACCESS_MS = 3_600_000;
const REFRESH_MS = 90 * 86_400_000;

export type Grant = {
  id: string;
  accountId: string;
  /** The admin who allowed it. */
  userId: string;
  clientId: string;
  scopes: string[];
  accessTokens: { token: string; expiresAt: number }[];
  /** The only one that works; null once it is broken on purpose. */
  refreshToken: string | null;
  refreshExpiresAt: number;
  /** The one before; it works on where used tokens do. */
  usedRefreshToken?: string | null;
};

export type CodeRequest = {
  accountId: string;
  userId: string;
  clientId: string;
  scopes: string[];
  redirectUri: string;
  challenge: { method: "S256" | "plain"; value: string } | null;
};

type Code = CodeRequest & { expiresAt: number; isUsed: boolean };
export type IssuedTokens = { accessToken: string; refreshToken: string; scopes: string[]; expiresIn: number };
export type CodeOutcome = { kind: "found"; request: CodeRequest } | { kind: "unknown" | "expired" };
export type RefreshOutcome = { kind: "issued"; tokens: IssuedTokens; grant: Grant } | { kind: "invalid" | "replaced" };
export type AccessOutcome = { kind: "valid"; grant: Grant } | { kind: "invalid" | "expired" };

export type Grants = {
  issueCode(request: CodeRequest): string;
  /** A code is spent by looking at it, whatever comes of it. */
  spendCode(code: string): CodeOutcome;
  /** Makes the grant; an earlier one of the same admin ends. */
  open(request: CodeRequest): IssuedTokens;
  refresh(refreshToken: string): RefreshOutcome;
  readAccess(accessToken: string): AccessOutcome;
  /** Ends the grant that a token belongs to; false for an unknown token. */
  revoke(token: string): boolean;
  end(grant: Grant): void;
  /** The next refresh of these grants answers invalid_grant. */
  breakRefresh(accountId: string): number;
  /** Access tokens stop now, refresh tokens do not: the app must refresh. */
  expireAccess(accountId: string): number;
  /** Grants whose code was traded for tokens: events flow to these. */
  list(): readonly Grant[];
  restore(grants: readonly Grant[]): void;
};

/** Looks like Zoom's and is as long; carries a canary, so that a token in a log or in clear in a table is found. */
function newToken(kind: string): string {
  return `eyJ${randomBytes(330).toString("base64url")}.canary-${kind}-${randomBytes(180).toString("base64url")}`;
}

/** `keepsOldTokens`: whether a refresh token that was used works on. */
export function makeGrants(now: Clock, keepsOldTokens: () => boolean = () => false): Grants {
  const codes = new Map<string, Code>();
  let grants: Grant[] = [];
  const replacedRefresh = new Set<string>();

  function issue(grant: Grant): IssuedTokens {
    const accessToken = newToken("access");
    const refreshToken = newToken("refresh");
    // The access token before stays good for its hour, as was seen on the real Zoom.
    grant.accessTokens = [
      ...grant.accessTokens.filter((token) => token.expiresAt > now()),
      { token: accessToken, expiresAt: now() + ACCESS_MS },
    ];
    grant.usedRefreshToken = grant.refreshToken;
    grant.refreshToken = refreshToken;
    grant.refreshExpiresAt = now() + REFRESH_MS;
    return { accessToken, refreshToken, scopes: grant.scopes, expiresIn: 3599 };
  }
  function end(grant: Grant): void {
    grants = grants.filter((other) => other !== grant);
  }

  return {
    issueCode(request) {
      const code = `${randomBytes(24).toString("base64url")}_canary-code-${randomBytes(6).toString("base64url")}`;
      codes.set(code, { ...request, expiresAt: now() + CODE_MS, isUsed: false });
      return code;
    },
    spendCode(code) {
      const found = codes.get(code);
      if (!found || found.isUsed) return { kind: "unknown" };
      found.isUsed = true;
      return found.expiresAt <= now() ? { kind: "expired" } : { kind: "found", request: found };
    },
    open(request) {
      const earlier = grants.filter((other) => other.userId === request.userId && other.clientId === request.clientId);
      for (const grant of earlier) {
        if (grant.refreshToken !== null) replacedRefresh.add(grant.refreshToken);
        end(grant);
      }
      const { accountId, userId, clientId, scopes } = request;
      const id = randomBytes(9).toString("base64url");
      const grant: Grant = {
        id,
        accountId,
        userId,
        clientId,
        scopes,
        accessTokens: [],
        refreshToken: null,
        refreshExpiresAt: 0,
      };
      grants.push(grant);
      return issue(grant);
    },
    refresh(refreshToken) {
      const works = (grant: Grant) =>
        grant.refreshToken === refreshToken || (keepsOldTokens() && grant.usedRefreshToken === refreshToken);
      const grant = grants.find(works);
      if (!grant) return { kind: replacedRefresh.has(refreshToken) ? "replaced" : "invalid" };
      if (grant.refreshExpiresAt <= now()) return { kind: "invalid" };
      return { kind: "issued", tokens: issue(grant), grant };
    },
    readAccess(accessToken) {
      for (const grant of grants) {
        const token = grant.accessTokens.find((other) => other.token === accessToken);
        if (token) return token.expiresAt <= now() ? { kind: "expired" } : { kind: "valid", grant };
      }
      return { kind: "invalid" };
    },
    revoke(token) {
      const grant = grants.find(
        (other) => other.refreshToken === token || other.accessTokens.some((access) => access.token === token),
      );
      if (grant) grants = grants.filter((other) => other !== grant);
      return grant !== undefined;
    },
    end,
    breakRefresh(accountId) {
      const broken = grants.filter((grant) => grant.accountId === accountId);
      for (const grant of broken) Object.assign(grant, { refreshToken: null, usedRefreshToken: null });
      return broken.length;
    },
    expireAccess(accountId) {
      const expired = grants.filter((grant) => grant.accountId === accountId);
      for (const grant of expired) grant.accessTokens = grant.accessTokens.map((token) => ({ ...token, expiresAt: 0 }));
      return expired.length;
    },
    list: () => grants,
    restore(saved) {
      grants = saved.map((grant) => ({ ...grant }));
    },
  };
}
