/** The scopes that the app is configured with at "Zoom"; the consent page says what each allows. */

export const appScopes = {
  "user:read:user:admin": "View a user",
  "user:read:list_users:admin": "View users",
  "report:read:list_history_meetings:admin": "View the history of meetings and webinars",
  "report:read:user:admin": "View a user's meeting report",
  "report:read:list_users:admin": "View active hosts",
  "meeting:read:meeting:admin": "View a meeting, and its start and end",
  "meeting:read:past_meeting:admin": "View a past meeting",
  "webinar:read:webinar:admin": "View a webinar, and its start and end",
  "phone:read:list_call_logs:admin": "View the account's call history",
  "phone:read:call_log:admin": "View a call",
  "phone:read:call:admin": "View calls when they end",
  "phone:read:list_users:admin": "View Zoom Phone users",
} as const;

export type Scope = keyof typeof appScopes;

export const allScopes = Object.keys(appScopes) as Scope[];

/** The scope that an event needs; null for events that need none. */
export function scopeOfEvent(event: string): Scope | null {
  if (event.startsWith("meeting.")) return "meeting:read:meeting:admin";
  if (event.startsWith("webinar.")) return "webinar:read:webinar:admin";
  if (event.startsWith("user.")) return "user:read:user:admin";
  if (event.startsWith("phone.callee_call_element")) return "phone:read:call:admin";
  return event.startsWith("phone.") ? "phone:read:call_log:admin" : null;
}
