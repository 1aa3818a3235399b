/**
 * Where the local Zoom listens and what it shares with the app. The demo, the development setup and the tests read the
 * defaults here, so that the credentials of both sides agree without being written twice.
 */
import type { LargeShape } from "./company/large-company.ts";

export const defaultSettings = {
  port: 4010,
  clientId: "sandbox-client",
  clientSecret: "sandbox-client-secret",
  webhookSecret: "sandbox-webhook-secret",
  webhookUrl: "http://localhost:3000/api/zoom/webhook",
  /** The only ways back to the app; Zoom compares byte for byte. */
  redirectUris: ["http://localhost:3000/api/zoom/callback", "http://127.0.0.1:3000/api/zoom/callback"],
  seed: "halden",
  /** How much faster than Zoom failed deliveries are repeated: at 60, five minutes become five seconds. */
  speed: 1,
  /** What another program of the account uses of its limits, when there is one (0..1). */
  otherProgramShare: 0.5,
} as const;

export type SandboxSettings = {
  port: number;
  clientId: string;
  clientSecret: string;
  webhookSecret: string;
  webhookUrl: string;
  redirectUris: readonly string[];
  seed: string;
  speed: number;
  otherProgramShare: number;
  /** How long Zoom takes for an answer, ms; at once for null. */
  latency: { leastMs: number; mostMs: number } | null;
  /** A large company in place of the usual one. */
  large: LargeShape | null;
  /** What "now" is at the start; null means the real time. */
  startAt: Date | null;
};

/** The settings are wrong; `message` names the variable and what to put there. */
export class SandboxSettingsError extends Error {
  override name = "SandboxSettingsError";
}

/** Reads the settings from a bag of texts such as `process.env`. Throws `SandboxSettingsError`. */
export function readSettings(source: Record<string, string | undefined>): SandboxSettings {
  const webhookUrl = textOf(source, "SANDBOX_WEBHOOK_URL") ?? defaultSettings.webhookUrl;
  if (!URL.canParse(webhookUrl) || !/^https?:/.test(webhookUrl)) {
    throw new SandboxSettingsError("SANDBOX_WEBHOOK_URL must be an http(s) address of the app's webhook door");
  }
  return {
    port: readPort(source),
    clientId: textOf(source, "SANDBOX_CLIENT_ID") ?? defaultSettings.clientId,
    clientSecret: textOf(source, "SANDBOX_CLIENT_SECRET") ?? defaultSettings.clientSecret,
    webhookSecret: textOf(source, "SANDBOX_WEBHOOK_SECRET") ?? defaultSettings.webhookSecret,
    webhookUrl,
    redirectUris: readRedirectUris(source, webhookUrl),
    seed: textOf(source, "SANDBOX_SEED") ?? defaultSettings.seed,
    speed: readSpeed(source),
    otherProgramShare: defaultSettings.otherProgramShare,
    latency: readLatency(source),
    large: readLarge(source),
    startAt: readStart(source),
  };
}

function textOf(source: Record<string, string | undefined>, name: string): string | null {
  const text = source[name]?.trim();
  return text ? text : null;
}

function readPort(source: Record<string, string | undefined>): number {
  const text = textOf(source, "SANDBOX_PORT");
  const port = text === null ? defaultSettings.port : Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new SandboxSettingsError("SANDBOX_PORT must be a port number, for example 4010");
}

function readSpeed(source: Record<string, string | undefined>): number {
  const text = textOf(source, "SANDBOX_SPEED");
  const speed = text === null ? defaultSettings.speed : Number(text);
  if (Number.isFinite(speed) && speed > 0) return speed;
  throw new SandboxSettingsError("SANDBOX_SPEED must be a number above 0; 60 makes a minute pass in a second");
}

function readLatency(source: Record<string, string | undefined>): SandboxSettings["latency"] {
  const text = textOf(source, "SANDBOX_LATENCY");
  if (text === null) return null;
  const [, least, most] = /^(\d{1,5})-(\d{1,5})$/.exec(text) ?? [];
  if (least !== undefined && Number(least) <= Number(most)) return { leastMs: Number(least), mostMs: Number(most) };
  throw new SandboxSettingsError("SANDBOX_LATENCY must be a range of milliseconds such as 20-80");
}

function readLarge(source: Record<string, string | undefined>): LargeShape | null {
  const text = textOf(source, "SANDBOX_LARGE");
  if (text === null) return null;
  const [, users, sessionsPerDay, months] = /^([1-9]\d{0,4})x([1-9]\d?)x([1-9]\d?)$/.exec(text) ?? [];
  if (users !== undefined)
    return { users: Number(users), sessionsPerDay: Number(sessionsPerDay), months: Number(months) };
  throw new SandboxSettingsError("SANDBOX_LARGE must be users x sessions a day x months, such as 10000x4x6");
}

function readStart(source: Record<string, string | undefined>): Date | null {
  const text = textOf(source, "SANDBOX_NOW");
  if (text === null) return null;
  const startAt = new Date(text);
  if (!Number.isNaN(startAt.getTime())) return startAt;
  throw new SandboxSettingsError("SANDBOX_NOW must be an instant such as 2026-11-17T09:00:00Z");
}

/** The app's callback lives beside its webhook door, unless SANDBOX_REDIRECT_URIS says otherwise. */
function readRedirectUris(source: Record<string, string | undefined>, webhookUrl: string): readonly string[] {
  const text = textOf(source, "SANDBOX_REDIRECT_URIS");
  if (text !== null) return text.split(",").map((uri) => uri.trim());
  const beside = new URL("/api/zoom/callback", webhookUrl).href;
  return [...new Set([...defaultSettings.redirectUris, beside])];
}
