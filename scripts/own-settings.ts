/**
 * Settings that a demo, development and the tests make up for themselves: secrets of their own, kept in the data
 * folder so that a restart keeps sessions and tokens readable. Production gets none of this.
 */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defaultSettings } from "#sandbox/settings.ts";

type Secrets = { NEXTAUTH_SECRET: string; ENCRYPTION_KEYS: string };

async function ownSecrets(dataFolder: string): Promise<Secrets> {
  const file = join(dataFolder, "secrets.json");
  const kept = await readFile(file, "utf8").catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as Secrets;
  const made = {
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEYS: `own:${randomBytes(32).toString("base64")}`,
  };
  await mkdir(dataFolder, { recursive: true });
  await writeFile(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

/** Everything that the app needs to run beside the sandbox; what is set in the environment wins. */
export async function settingsBesideSandbox(
  dataFolder: string,
  place: { databaseUrl: string; appUrl: string; sandboxUrl: string },
): Promise<Record<string, string>> {
  const appUrl = new URL(place.appUrl);
  return {
    ...(await ownSecrets(dataFolder)),
    APP_URL: place.appUrl,
    NEXTAUTH_URL: place.appUrl,
    PORT: appUrl.port,
    HOST: "localhost",
    DATABASE_URL: place.databaseUrl,
    ZOOM_CLIENT_ID: defaultSettings.clientId,
    ZOOM_CLIENT_SECRET: defaultSettings.clientSecret,
    ZOOM_WEBHOOK_SECRET: defaultSettings.webhookSecret,
    ZOOM_OAUTH_URL: place.sandboxUrl,
    ZOOM_API_URL: place.sandboxUrl,
    // The sandbox serves the calendars of its people too.
    CALENDAR_ALLOWED_ORIGINS: place.sandboxUrl,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
