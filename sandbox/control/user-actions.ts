/** Changes in Zoom's user directory. */

import type { DirectoryUser } from "../company/directory.ts";
import { zoomIdOf } from "../company/random.ts";
import { userEmailChanged, userEvent } from "../webhooks/events.ts";
import { accountOf, ControlRefusal, type Outcome, type PersonRef, personOf, toldApp, type World } from "./world.ts";

export function changeEmail(world: World, request: PersonRef & { email: string }): Outcome {
  const { user, stored, account } = personOf(world, request);
  if (!/^\S+@\S+$/.test(request.email)) throw new ControlRefusal(`"${request.email}" is no e-mail address.`);
  const at = world.now();
  if (stored.email !== null) stored.pastEmails.push({ email: stored.email, until: new Date(at).toISOString() });
  stored.email = request.email;
  world.save();
  const wasSent = world.player.emit(
    account.id,
    userEmailChanged(account, user, { from: user.email, to: request.email, at }),
  );
  return { ok: true, line: `${user.displayName} is now ${request.email} at Zoom. ${toldApp(wasSent)}` };
}

type StatusChange = "deactivated" | "activated" | "deleted" | "disassociated";

/** Moves a user in or out. What they did before stays in Zoom's history. */
export function changeStatus(world: World, request: PersonRef & { change: StatusChange }): Outcome {
  const { user, stored, account } = personOf(world, request);
  const at = world.now();
  const isBack = request.change === "activated";
  stored.status = isBack ? "active" : "inactive";
  stored.leftAt = isBack ? null : at;
  if (request.change === "deleted" || request.change === "disassociated")
    account.users.splice(account.users.indexOf(stored), 1);
  world.save();
  const wasSent = world.player.emit(account.id, userEvent(account, request.change, user, at));
  return { ok: true, line: `${user.displayName} was ${request.change} at Zoom. ${toldApp(wasSent)}` };
}

/** Adds a licensed user, as when somebody is hired. */
export function addUser(
  world: World,
  request: { name: string; email: string; account?: string | undefined },
): Outcome<{ id: string }> {
  const { account } = accountOf(world, request.account);
  const [firstName = "", ...rest] = request.name.trim().split(/\s+/);
  if (firstName === "" || !/^\S+@\S+$/.test(request.email))
    throw new ControlRefusal("A name and an e-mail address are needed.");
  const at = world.now();
  const id = zoomIdOf("added", request.email, at);
  const user: DirectoryUser & { id: string } = {
    id,
    key: `added-${account.users.length}`,
    email: request.email,
    displayName: request.name.trim(),
    firstName,
    lastName: rest.join(" "),
    status: "active",
    licence: "licensed",
    hasPhone: account.hasPhone,
    extensionId: account.hasPhone ? zoomIdOf("extension", request.email, at) : null,
    extensionNumber: 5000 + account.users.length,
    timeZone: "Europe/London",
    department: "New",
    roleId: "2",
    createdAt: new Date(at).toISOString(),
    pastEmails: [],
    leftAt: null,
  };
  account.users.push(user);
  world.save();
  const wasSent = world.player.emit(account.id, userEvent(account, "created", user, at));
  return { ok: true, line: `${user.displayName} was added at Zoom. ${toldApp(wasSent)}`, id };
}
