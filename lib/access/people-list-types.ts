/** The people list as its page gets it. */
import type { Role } from "./permissions.ts";

export const personStates = ["active", "waiting", "profile", "deactivated"] as const;
export type PersonState = (typeof personStates)[number];

export type PersonOnList = {
  id: string;
  name: string;
  email: string;
  role: Role;
  roleName: string;
  timeZone: string;
  managerId: string | null;
  managerName: string | null;
  hourCycle: "24h" | "12h";
  workStart: number;
  workEnd: number;
  workDays: number[];
  maySignIn: boolean;
  hasPassword: boolean;
  isDeactivated: boolean;
  /** ISO instant; null when they never signed in. */
  lastSignInAt: string | null;
  /** Whether the viewer may edit, invite and deactivate this person. */
  mayChange: boolean;
  isViewer: boolean;
  /** The roles that the viewer may give them. */
  roles: { id: Role; name: string }[];
};

export const PEOPLE_ON_PAGE = 50;

export type PeopleList = {
  people: PersonOnList[];
  /** People who match, over all pages. */
  count: number;
  page: number;
  counts: Record<PersonState, number>;
};
