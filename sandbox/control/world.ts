/** What the control actions work on, and how they answer. */
import type { Clock } from "../clock.ts";
import type { Company } from "../company/company.ts";
import { type DirectoryUser, findUser, type ZoomAccount } from "../company/directory.ts";
import type { Faults } from "../faults.ts";
import type { Player } from "../live/player.ts";
import type { Grants } from "../oauth/grants.ts";
import type { RateKeeper } from "../rest/rate.ts";
import type { SandboxSettings } from "../settings.ts";
import type { Deliverer } from "../webhooks/deliver.ts";

export type World = {
  settings: SandboxSettings;
  now: Clock;
  accounts: readonly ZoomAccount[];
  companies: ReadonlyMap<string, Company>;
  grants: Grants;
  faults: Faults;
  deliverer: Deliverer;
  player: Player;
  rate: RateKeeper;
  webhook: { url: string };
  /** Writes what must survive a restart. */
  save(): void;
};

/** One line for the person who pressed the button, and what a test wants to know. */
export type Outcome<T = object> = { ok: true; line: string } & T;

/** The action makes no sense; `message` is a sentence for the person. */
export class ControlRefusal extends Error {
  override name = "ControlRefusal";
}

export type PersonRef = { person: string; account?: string | undefined };

/** The account with this key; the main one when none is named. Throws `ControlRefusal`. */
export function accountOf(world: World, key: string | undefined): { account: ZoomAccount; company: Company } {
  const account = key ? world.accounts.find((other) => other.key === key || other.id === key) : world.accounts[0];
  const company = account === undefined ? undefined : world.companies.get(account.id);
  if (account === undefined || company === undefined)
    throw new ControlRefusal(`There is no account "${key}". Try main or lab.`);
  return { account, company };
}

/** A user by key, e-mail or id. Throws `ControlRefusal` for nobody, and for people who have not accepted yet. */
export function personOf(
  world: World,
  ref: PersonRef,
): { user: DirectoryUser & { id: string }; stored: DirectoryUser; account: ZoomAccount; company: Company } {
  const { account, company } = accountOf(world, ref.account);
  const stored = findUser(account, ref.person);
  if (stored === null) throw new ControlRefusal(`${account.name} has no Zoom user "${ref.person}".`);
  if (stored.id === null) throw new ControlRefusal(`${ref.person} has not accepted the invitation yet.`);
  return { user: { ...stored, id: stored.id }, stored, account, company };
}

/** How the line ends: whether an event went to the app. */
export function toldApp(wasSent: boolean): string {
  return wasSent ? "The app was told." : "The app is not connected to this account, or may not have this event.";
}
