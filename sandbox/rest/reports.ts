/** Zoom's reports of what was held: for the account, for one user, and who held anything. */
import { canaryNumber, canaryText } from "../canary.ts";
import { isoOf, plainTimeOf } from "../clock.ts";
import { userById } from "../company/company.ts";
import { type DirectoryUser, emailAt } from "../company/directory.ts";
import type { Session } from "../company/sessions.ts";
import type { Endpoint, RestCall } from "./call.ts";
import { badParameter, noPermission } from "./refusal.ts";
import { namedUser } from "./users.ts";
import { type AskedWindow, readDates } from "./window.ts";

const features = [
  "screen_sharing",
  "video_on",
  "remote_control",
  "closed_caption",
  "breakout_room",
  "language_interpretation",
  "telephone_usage",
  "in_meeting_chat",
  "poll",
  "join_by_room",
  "waiting_room",
  "live_transcription",
  "reaction",
  "zoom_apps",
  "annotation",
  "raise_hand",
  "virtual_background",
  "whiteboard",
  "file_sharing",
  "meeting_summary",
  "meeting_questions",
  "record_to_computer",
  "record_to_cloud",
  "live_translation",
  "registration",
  "smart_recording",
] as const;
const featureUsed = Object.fromEntries(features.map((feature) => [feature, true]));

export const isWebinar = (session: { type: number }) => session.type === 5 || session.type === 9;

/** Minutes as the reports count them: begun ones whole. */
export const reportMinutes = (session: { startAt: number; endAt: number }) =>
  Math.ceil((session.endAt - session.startAt) / 60_000);

/** Ended sessions of a window that have reached the reports by `asOf`. */
export function reportedSessions(
  call: RestCall,
  window: AskedWindow,
  asOf: number,
  by: "startAt" | "endAt" = "startAt",
): Session[] {
  const inWindow = (at: number) => at >= window.startAt && at < window.endAt;
  return call.company
    .sessionsBetween(window.startAt, window.endAt)
    .filter((session): session is Session => session.endAt !== null && session.endAt + call.reportDelayMs <= asOf)
    .filter((session) => inWindow(session[by]) && !session.isPractice);
}

function refuseReports(call: RestCall): void {
  if (call.faults.refusesReports) throw noPermission();
}

function historyMeetings(call: RestCall) {
  refuseReports(call);
  const { ask, account } = call;
  const window = readDates(ask.query, call.now);
  const type = ask.query.get("meeting_type") ?? "all";
  if (!["meeting", "webinar", "all"].includes(type)) throw badParameter("meeting_type", "Invalid meeting_type.");
  const by = ask.query.get("date_type") === "end_time" ? "endAt" : "startAt";
  const page = call.pages.cut({ path: ask.path, query: ask.query, now: call.now, maxSize: 300 }, (asOf) => {
    const known = asOf - call.reportDelayMs;
    const rows = type === "all" && by === "startAt" && call.company.endedBetween?.(window.startAt, window.endAt, known);
    return (
      rows ||
      reportedSessions(call, window, asOf, by).filter(
        (session) => type === "all" || isWebinar(session) === (type === "webinar"),
      )
    );
  });
  const time = account.hasPlainTimes ? plainTimeOf : isoOf;
  return {
    next_page_token: page.nextPageToken,
    page_size: page.pageSize,
    history_meetings: page.items.map((session) => {
      const host = userById(account, session.hostId);
      return {
        meeting_uuid: session.uuid,
        meeting_id: session.number,
        type: isWebinar(session) ? "Webinar" : "Meeting",
        host_display_name: host?.displayName ?? "",
        host_email: (host && emailAt(host, session.startAt)) ?? "",
        topic: session.topic,
        start_time: time(session.startAt),
        end_time: time(session.endAt),
        create_time: time(session.startAt - 7 * 86_400_000),
        participants: canaryNumber(session.participants),
        duration: reportMinutes(session),
        total_participant_minutes: canaryNumber(session.participants * 7),
        source: "Zoom",
        department: canaryText("department"),
        group: [canaryText("group")],
        unique_viewers: canaryNumber(session.participants),
        max_concurrent_views: canaryNumber(session.participants),
        custom_fields: [{ key: canaryText("custom-key"), value: canaryText("custom-value") }],
        tracking_fields: [{ field: canaryText("tracking-field"), value: canaryText("tracking-value") }],
        feature_used: featureUsed,
      };
    }),
  };
}

function userMeetings(call: RestCall) {
  refuseReports(call);
  const { ask } = call;
  const user = namedUser(call);
  const window = readDates(ask.query, call.now);
  const type = ask.query.get("type") ?? "past";
  if (!["past", "pastOne", "pastJoined"].includes(type)) throw badParameter("type", "Invalid type.");
  const page = call.pages.cut({ path: ask.path, query: ask.query, now: call.now, maxSize: 300 }, (asOf) =>
    reportedSessions(call, window, asOf)
      .filter((session) => session.hostId === user.id || (type === "pastJoined" && session.number % 5 === 0))
      .filter((session) => type === "pastJoined" || (session.participants === 1) === (type === "pastOne")),
  );
  return {
    from: window.from,
    to: window.to,
    page_count: page.pageCount,
    page_number: 1,
    page_size: page.pageSize,
    total_records: page.total,
    next_page_token: page.nextPageToken,
    meetings: page.items.map((session) => userMeetingRow(user, session)),
  };
}

function userMeetingRow(user: DirectoryUser, session: Session) {
  return {
    uuid: session.uuid,
    id: session.number,
    type: session.type,
    topic: session.topic,
    user_name: user.displayName,
    user_email: emailAt(user, session.startAt) ?? "",
    start_time: isoOf(session.startAt),
    end_time: isoOf(session.endAt),
    duration: reportMinutes(session),
    total_minutes: canaryNumber(session.participants * 7),
    participants_count: canaryNumber(session.participants),
    participants_count_my_account: canaryNumber(session.participants),
    source: "Zoom",
    session_key: canaryText("session-key"),
    custom_keys: [{ key: canaryText("custom-key"), value: canaryText("custom-value") }],
    schedule_time: canaryText("schedule-time"),
    join_waiting_room_time: canaryText("waiting-room-time"),
    join_time: canaryText("join-time"),
    leave_time: canaryText("leave-time"),
    host_name: user.displayName,
    host_organization: canaryText("host-organization"),
    has_screen_share: true,
    has_recording: true,
    has_chat: true,
    meeting_encryption_status: 1,
  };
}

function activeHosts(call: RestCall) {
  refuseReports(call);
  const { ask, account } = call;
  const window = readDates(ask.query, call.now);
  const page = call.pages.cut({ path: ask.path, query: ask.query, now: call.now, maxSize: 300 }, (asOf) => {
    const held = Map.groupBy(reportedSessions(call, window, asOf), (session) => session.hostId);
    return account.users.flatMap((user) => {
      const sessions = user.id === null ? undefined : held.get(user.id);
      return sessions ? [{ user, sessions }] : [];
    });
  });
  return {
    from: window.from,
    to: window.to,
    page_count: page.pageCount,
    page_number: 1,
    page_size: page.pageSize,
    total_records: page.total,
    next_page_token: page.nextPageToken,
    total_meetings: page.items.length,
    total_participants: canaryNumber(1),
    total_meeting_minutes: 0,
    users: page.items.map(({ user, sessions }) => ({
      id: user.id,
      email: user.email ?? "",
      user_name: user.displayName,
      type: user.licence === "licensed" ? 2 : 1,
      dept: canaryText("dept"),
      meetings: sessions.length,
      participants: canaryNumber(sessions.length),
      meeting_minutes: sessions.reduce((sum, session) => sum + reportMinutes(session), 0),
      custom_attributes: [
        { key: canaryText("attribute-key"), name: canaryText("attribute"), value: canaryText("attribute-value") },
      ],
    })),
  };
}

export const reportEndpoints: readonly Endpoint[] = [
  {
    path: /^\/report\/history_meetings$/,
    label: "Heavy",
    scope: "report:read:list_history_meetings:admin",
    answer: historyMeetings,
  },
  { path: /^\/report\/users$/, label: "Heavy", scope: "report:read:list_users:admin", answer: activeHosts },
  {
    path: /^\/report\/users\/([^/]+)\/meetings$/,
    label: "Heavy",
    scope: "report:read:user:admin",
    answer: userMeetings,
  },
];
