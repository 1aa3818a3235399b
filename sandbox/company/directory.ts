/** The two Zoom accounts and their users, as the sandbox keeps them; control changes what is in here. */
import { labUsers } from "./halden-lab.ts";
import { randomOf, zoomIdOf } from "./random.ts";
import { otherZoomUsers, type RosterZoomUser, roster } from "./roster.ts";

export type ZoomPlan = "pro" | "business";

/** A user of a Zoom account. `id` is null for people who were invited and have not accepted. */
export type DirectoryUser = RosterZoomUser & {
  /** Stable in every run; names the user in the control API. */
  key: string;
  firstName: string;
  lastName: string;
  timeZone: string;
  department: string;
  /** "0" owner, "1" admin, "2" member. */
  roleId: "0" | "1" | "2";
  createdAt: string;
  extensionNumber: number;
  /** Addresses that the user had before, with the instant (ISO) until which each was in use; newest last. */
  pastEmails: { email: string; until: string }[];
  /** When the user was deactivated or deleted here (ms); nothing happens on their side afterwards. */
  leftAt: number | null;
};

export type ZoomAccount = {
  key: "main" | "lab";
  id: string;
  name: string;
  number: number;
  plan: ZoomPlan;
  hasPhone: boolean;
  /** Plain "yyyy-mm-dd HH:mm:ss" in the history report, as some accounts get, else ISO. */
  hasPlainTimes: boolean;
  users: DirectoryUser[];
  /** The user who stands for "you" on the consent page. */
  adminKey: string;
};

type Extra = { key: string; timeZone: string; department: string; roleId?: "0" | "1" | "2" };

/** A user of the directory, from what the roster says of them. */
export function directoryUserOf(user: RosterZoomUser, index: number, extra: Extra): DirectoryUser {
  const [firstName = "", ...rest] = user.displayName.split(" ");
  const random = randomOf("directory", extra.key);
  return {
    ...user,
    key: extra.key,
    firstName,
    lastName: rest.join(" "),
    timeZone: extra.timeZone,
    department: extra.department,
    roleId: extra.roleId ?? "2",
    createdAt: new Date(
      Date.UTC(random.between(2019, 2025), random.between(0, 11), random.between(1, 28), 8),
    ).toISOString(),
    extensionNumber: 1000 + index,
    pastEmails: [],
    leftAt: null,
  };
}

const roleIds: Partial<Record<string, "0" | "1">> = { "judith-vale": "0", "rosa-martens": "1", "tom-adeyemi": "1" };

function mainUsers(): DirectoryUser[] {
  const people = roster.flatMap((person) =>
    person.zoom === null
      ? []
      : [{ user: person.zoom, extra: { ...person, roleId: roleIds[person.key] ?? "2" } as const }],
  );
  const others = otherZoomUsers.map((user, index) => ({
    user,
    extra: { key: `other-${index + 1}`, timeZone: "Europe/London", department: "Shared" },
  }));
  return [...people, ...others].map(({ user, extra }, index) => directoryUserOf(user, index, extra));
}

/**
 * Fresh copies of both accounts: what one sandbox changes, another does not see. With `users` the main account has
 * those, the first of whom stands for "you", and no Zoom Phone.
 */
export function makeAccounts(users: DirectoryUser[] | null = null): ZoomAccount[] {
  const [first] = users ?? [];
  return [
    {
      key: "main",
      id: zoomIdOf("account", "main"),
      name: "Halden Group",
      number: 40117722,
      plan: "business",
      hasPhone: users === null,
      hasPlainTimes: true,
      users: users ?? mainUsers(),
      adminKey: first?.key ?? "rosa-martens",
    },
    {
      key: "lab",
      id: zoomIdOf("account", "lab"),
      name: "Halden Lab",
      number: 40991384,
      plan: "pro",
      hasPhone: false,
      hasPlainTimes: false,
      users: labUsers.map((user, index) => directoryUserOf(user, index, user)),
      adminKey: "lab-alek-doyle",
    },
  ];
}

/** The address that the user had at an instant (ms). Zoom's reports keep naming the one of that time. */
export function emailAt(user: DirectoryUser, at: number): string | null {
  const past = user.pastEmails.find(({ until }) => at < Date.parse(until));
  return past?.email ?? user.email;
}

/** Finds a user by id, by e-mail in any case, or by the key of the roster. */
export function findUser(account: ZoomAccount, name: string): DirectoryUser | null {
  const folded = name.toLowerCase();
  return (
    account.users.find((user) => user.id === name) ??
    account.users.find((user) => user.email?.toLowerCase() === folded || user.key === folded) ??
    null
  );
}

/** Users who can host or call: accepted and active. */
export function activeUsers(account: ZoomAccount): (DirectoryUser & { id: string })[] {
  return account.users.filter(
    (user): user is DirectoryUser & { id: string } => user.id !== null && user.status === "active",
  );
}
