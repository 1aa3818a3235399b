/** The demo organisation connected to a local Zoom of its own, without the walk through the consent page. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { db } from "#lib/db/client.ts";
import { sealTokens } from "#lib/integration/seal-tokens.ts";
import { roster } from "#sandbox/company/roster.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "#sandbox/server.ts";
import { defaultSettings } from "#sandbox/settings.ts";

export type Connected = { organisationId: string; connectionId: string };

/** Starts a sandbox for a test file and points the app at it. Call it after `useTestDatabase`. */
export function useSandbox(options: SandboxOptions = {}): { get: () => Sandbox } {
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox({ live: false, reportDelayMs: 0, ...options });
    Object.assign(process.env, {
      ZOOM_API_URL: sandbox.url,
      ZOOM_OAUTH_URL: sandbox.url,
      ZOOM_CLIENT_ID: defaultSettings.clientId,
      ZOOM_CLIENT_SECRET: defaultSettings.clientSecret,
    });
  });
  afterAll(() => sandbox?.close());
  return {
    get() {
      if (sandbox === undefined) throw new Error("The sandbox has not started yet");
      return sandbox;
    },
  };
}

/** A new organisation with the roster's people and an authorised connection that has imported nothing yet. */
export async function connectSandbox(
  sandbox: Sandbox,
  ask: { historyDays?: number; account?: string; withoutScopes?: readonly string[]; connectedAt?: Date } = {},
): Promise<Connected> {
  const { id: organisationId } = await db().organisation.create({ data: { name: "Halden Group" } });
  await db().person.createMany({
    data: roster.map(({ name, workEmail, role, timeZone }) => ({
      organisationId,
      name,
      email: workEmail.trim().toLowerCase(),
      role,
      timeZone,
    })),
  });
  const { account = "main", withoutScopes = [] } = ask;
  const issued = sandbox.control.connect({ account, withoutScopes });
  const connectionId = randomUUID();
  const expiresAt = new Date(Date.now() + 3_500_000);
  await db().connection.create({
    data: {
      organisationId,
      id: connectionId,
      zoomAccountId: await accountIdOf(sandbox, issued.accessToken),
      name: "Halden main",
      plan: "business",
      // Tests need not share the limits with anyone.
      rateShare: 90,
      state: "importing",
      historyDays: ask.historyDays ?? 7,
      connectedAt: ask.connectedAt ?? new Date(),
      scopes: issued.scopes,
      ...sealTokens(connectionId, { ...issued, expiresAt, apiUrl: sandbox.url }),
    },
  });
  await db().connectionProduct.createMany({
    data: ["meetings", "phone", "webinars"].map((product) => ({ organisationId, connectionId, product })),
  });
  return { organisationId, connectionId };
}

async function accountIdOf(sandbox: Sandbox, accessToken: string): Promise<string> {
  const response = await fetch(`${sandbox.url}/v2/users/me`, { headers: { Authorization: `Bearer ${accessToken}` } });
  return ((await response.json()) as { account_id: string }).account_id;
}
