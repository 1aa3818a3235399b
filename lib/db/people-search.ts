/** The people list: search, filters, counts, one page at a time. */
import "server-only";
import { db, type Prisma } from "./client.ts";
import type { PersonRole } from "./people.ts";

export type PersonState = "active" | "waiting" | "profile" | "deactivated";

export type PeopleAsk = {
  /** Only these people; absent means all. */
  ids?: readonly string[];
  /** Part of a name or an e-mail. */
  find?: string;
  role?: PersonRole;
  /**
   * active: not deactivated · waiting: may sign in and never did · profile: on the timeline without sign-in · deactivated
   */
  state: PersonState;
};

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

function stateWhere(state: PersonState): Prisma.PersonWhereInput {
  if (state === "deactivated") return { deactivatedAt: { not: null } };
  if (state === "waiting") return { deactivatedAt: null, maySignIn: true, lastSignInAt: null };
  if (state === "profile") return { deactivatedAt: null, maySignIn: false };
  return { deactivatedAt: null };
}

function where(organisationId: string, ask: PeopleAsk): Prisma.PersonWhereInput {
  const find = ask.find?.trim() ?? "";
  const contains = { contains: escapeLike(find), mode: "insensitive" as const };
  return {
    organisationId,
    ...(ask.ids === undefined ? {} : { id: { in: [...ask.ids] } }),
    ...(ask.role === undefined ? {} : { role: ask.role }),
    ...stateWhere(ask.state),
    ...(find === "" ? {} : { OR: [{ name: contains }, { email: contains }] }),
  };
}

const columns = {
  id: true,
  email: true,
  name: true,
  role: true,
  timeZone: true,
  managerId: true,
  hourCycle: true,
  workStart: true,
  workEnd: true,
  workDays: true,
  maySignIn: true,
  passwordHash: true,
  deactivatedAt: true,
  lastSignInAt: true,
  manager: { select: { name: true } },
} as const satisfies Prisma.PersonSelect;

export type ListedPerson = {
  id: string;
  email: string;
  name: string;
  role: PersonRole;
  timeZone: string;
  managerId: string | null;
  managerName: string | null;
  hourCycle: "24h" | "12h";
  workStart: number;
  workEnd: number;
  workDays: number[];
  maySignIn: boolean;
  hasPassword: boolean;
  deactivatedAt: Date | null;
  lastSignInAt: Date | null;
};

/** One page of people by name, and how many there are in all. */
export async function searchPeople(
  organisationId: string,
  ask: PeopleAsk,
  page: { skip: number; take: number },
): Promise<{ people: ListedPerson[]; count: number }> {
  const filter = where(organisationId, ask);
  const [rows, count] = await Promise.all([
    db().person.findMany({ where: filter, orderBy: [{ name: "asc" }, { id: "asc" }], ...page, select: columns }),
    db().person.count({ where: filter }),
  ]);
  const people = rows.map(({ manager, passwordHash, role, hourCycle, ...row }) => ({
    ...row,
    role: role as PersonRole,
    hourCycle: hourCycle === "12h" ? ("12h" as const) : ("24h" as const),
    managerName: manager?.name ?? null,
    hasPassword: passwordHash !== null,
  }));
  return { people, count };
}

/** How many people there are in each state. */
export async function countPeopleByState(
  organisationId: string,
  ids: readonly string[] | undefined,
): Promise<Record<PersonState, number>> {
  const states = ["active", "waiting", "profile", "deactivated"] as const;
  const counts = states.map(async (state) => {
    const ask = ids === undefined ? { state } : { state, ids };
    return [state, await db().person.count({ where: where(organisationId, ask) })] as const;
  });
  return Object.fromEntries(await Promise.all(counts)) as Record<PersonState, number>;
}
