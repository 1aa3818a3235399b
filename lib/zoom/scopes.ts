/** The scopes of our app, under the names of today's apps and those of apps made before 2024. */
import "server-only";
import type { Product } from "./observation-types.ts";
import type { RequiredScope } from "./scopes-types.ts";

/** The least that the app works with. `report:read:list_users:admin` would save calls and is not asked for. */
export const requiredScopes: readonly RequiredScope[] = [
  {
    granular: "user:read:user:admin",
    classic: ["user:read:admin"],
    serves: "directory",
    purpose: "See which Zoom account was connected, and hear when its users change.",
  },
  {
    granular: "user:read:list_users:admin",
    classic: ["user:read:admin"],
    serves: "directory",
    purpose: "Read the list of Zoom users, to match them to people by e-mail.",
  },
  {
    granular: "report:read:list_history_meetings:admin",
    classic: ["report:read:admin"],
    serves: "meetings",
    alsoServes: ["webinars"],
    purpose: "Read when past meetings and webinars were hosted, for the whole account at once.",
  },
  {
    granular: "report:read:user:admin",
    classic: ["report:read:admin"],
    serves: "meetings",
    alsoServes: ["webinars"],
    purpose: "Read the same for one host, where Zoom refuses the whole account.",
  },
  {
    granular: "meeting:read:meeting:admin",
    classic: ["meeting:read:admin"],
    serves: "meetings",
    purpose: "Hear at once when a meeting starts and ends.",
  },
  {
    granular: "meeting:read:past_meeting:admin",
    classic: ["meeting:read:admin"],
    serves: "meetings",
    purpose: "Look up one past meeting whose end or host is missing.",
  },
  {
    granular: "webinar:read:webinar:admin",
    classic: ["webinar:read:admin"],
    serves: "webinars",
    purpose: "Hear at once when a webinar starts and ends.",
  },
  {
    granular: "phone:read:list_call_logs:admin",
    classic: ["phone:read:admin", "phone_call_log:read:admin"],
    serves: "phone",
    purpose: "Read when past calls were made, without their numbers.",
  },
  {
    granular: "phone:read:call_log:admin",
    classic: ["phone:read:admin", "phone_call_log:read:admin"],
    serves: "phone",
    purpose: "See who took a call to a queue, and hear when an outgoing call has ended.",
  },
  {
    granular: "phone:read:call:admin",
    classic: ["phone:read:admin"],
    serves: "phone",
    purpose: "Hear when an incoming call has ended.",
  },
  {
    granular: "phone:read:list_users:admin",
    classic: ["phone:read:admin"],
    serves: "phone",
    purpose: "See who has Zoom Phone and under which extension.",
  },
];

/**
 * The required scopes that `granted` has under neither of their names. A token answer may name no scope at all, which
 * says nothing about them: then none is called missing, and Zoom's refusals tell.
 */
export function missingScopes(granted: readonly string[]): RequiredScope[] {
  if (granted.length === 0) return [];
  const has = new Set(granted);
  return requiredScopes.filter(({ granular, classic }) => ![granular, ...classic].some((scope) => has.has(scope)));
}

/** For each product and the directory, the scopes it needs. */
export function scopesByProduct(): Record<Product | "directory", RequiredScope[]> {
  const of = (room: Product | "directory") =>
    requiredScopes.filter(
      ({ serves, alsoServes }) => serves === room || alsoServes?.some((product) => product === room),
    );
  return { directory: of("directory"), meetings: of("meetings"), webinars: of("webinars"), phone: of("phone") };
}
