/**
 * Where the local Zoom listens and what it shares with the app. The demo, the development setup and the tests read the
 * defaults here, so that the credentials of both sides agree without being written twice.
 */

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
