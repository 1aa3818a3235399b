/** The app's access, its webhook address, and everything that can go wrong on the way. */
import type { Faults } from "../faults.ts";
import { appDeauthorised } from "../webhooks/events.ts";
import { askWhetherOwn } from "../webhooks/validate.ts";
import { accountOf, ControlRefusal, type Outcome, type World } from "./world.ts";

type AccountRef = { account?: string | undefined };

/** The account removes the app: tokens end, and the app is told. */
export function revokeApp(world: World, request: AccountRef): Outcome {
  const { account } = accountOf(world, request.account);
  const grants = world.grants.list().filter((grant) => grant.accountId === account.id);
  if (grants.length === 0) throw new ControlRefusal(`The app is not connected to ${account.name}.`);
  for (const grant of grants) {
    world.grants.end(grant);
    world.deliverer.send(appDeauthorised(account, grant, world.now()));
  }
  world.save();
  return { ok: true, line: `${account.name} removed the app. The app was told.` };
}

/** Access tokens end now, and the refresh token is worth nothing: only connecting again helps. */
export function breakToken(world: World, request: AccountRef): Outcome {
  const { account } = accountOf(world, request.account);
  world.grants.expireAccess(account.id);
  const count = world.grants.breakRefresh(account.id);
  if (count === 0) throw new ControlRefusal(`The app is not connected to ${account.name}.`);
  world.save();
  return {
    ok: true,
    line: `The app's tokens for ${account.name} are broken. Its next call fails, and so does its refresh.`,
  };
}

/** Access tokens end now; a refresh works. */
export function expireToken(world: World, request: AccountRef): Outcome {
  const { account } = accountOf(world, request.account);
  const count = world.grants.expireAccess(account.id);
  if (count === 0) throw new ControlRefusal(`The app is not connected to ${account.name}.`);
  world.save();
  return { ok: true, line: `The app's access token for ${account.name} has expired. It can refresh.` };
}

const faultLines: Record<keyof Faults, (value: boolean | number) => string> = {
  isStorm: (isOn) => (isOn ? "Every call answers 429 now." : "The 429 storm is over."),
  hasOtherProgram: (isOn) =>
    isOn ? "Another program uses its part of every limit now." : "The account's limits are the app's alone again.",
  isBroken: (isOn) => (isOn ? "Every call answers 503 now." : "Zoom answers again."),
  slowMs: (ms) => (ms ? `Every answer takes ${ms} ms longer.` : "Answers come at once again."),
  dropsWebhooks: (isOn) => (isOn ? "Events are lost from now on." : "Events arrive again. What was lost stays lost."),
  duplicatesWebhooks: (isOn) => (isOn ? "Every event is sent twice." : "Every event is sent once."),
  reordersWebhooks: (isOn) => (isOn ? "Events overtake each other." : "Events keep their order."),
  refusesReports: (isOn) =>
    isOn ? "The admin's Zoom role may not read reports any more." : "Reports may be read again.",
  keepsOldTokens: (isOn) => (isOn ? "A refresh token that was used works on." : "A refresh token works once."),
  refusesPhone: (isOn) => (isOn ? "The admin's Zoom role may not read calls any more." : "Calls may be read again."),
};

/** Switches faults on and off. */
export function setFaults(world: World, changes: Partial<Faults>): Outcome<{ faults: Faults }> {
  Object.assign(world.faults, changes);
  const lines = Object.entries(changes).map(([name, value]) => faultLines[name as keyof Faults](value));
  return { ok: true, line: lines.join(" "), faults: { ...world.faults } };
}

/** Asks the app whether the webhook address is its own, as Zoom does on saving it and every 72 hours. */
export async function validateUrl(
  world: World,
  request: { url?: string | undefined },
): Promise<Outcome<{ isValid: boolean }>> {
  if (request.url) {
    if (!/^https?:/.test(request.url) || !URL.canParse(request.url))
      throw new ControlRefusal("The address must begin with http:// or https://.");
    world.webhook.url = request.url;
  }
  const { deliverer, now, settings } = world;
  const { isValid, told } = await askWhetherOwn({ deliverer, now, secret: settings.webhookSecret });
  const line = isValid
    ? `${world.webhook.url} proved to be the app's.`
    : `${world.webhook.url} could not be validated. ${told}`;
  return { ok: true, line, isValid };
}
