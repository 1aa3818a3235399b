/** Zoom Phone: the account's calls, one call, the calls of one user, and who has an extension. */
import { canaryDigits, canaryNumber, canaryText } from "../canary.ts";
import type { Call } from "../company/call-types.ts";
import { lastMoment, userById } from "../company/company.ts";
import { activeUsers, emailAt } from "../company/directory.ts";
import { zoomIdOf } from "../company/random.ts";
import type { Endpoint, RestCall } from "./call.ts";
import { callRow, detailFields, type EmailOf, legFields } from "./phone-fields.ts";
import { noPermission, Refusal } from "./refusal.ts";
import { namedUser } from "./users.ts";
import { type AskedWindow, readPhoneWindow } from "./window.ts";

function refusePhone(call: RestCall): void {
  if (!call.account.hasPhone) throw new Refusal(400, 2031, "Zoom Phone is not enabled for this account.");
  if (call.faults.refusesPhone) throw noPermission();
}

function emailsOf(call: RestCall, at: number): EmailOf {
  return (party) => {
    const user = party.userId === null ? null : userById(call.account, party.userId);
    return user === null ? party.email : emailAt(user, at);
  };
}

/** Calls of the window that have ended by `asOf` and were not deleted. */
function endedCalls(call: RestCall, window: AskedWindow, asOf: number): Call[] {
  const inWindow = (at: number) => at >= window.startAt && at < window.endAt;
  const { company, ask } = call;
  const isKept = ({ legs }: Call) =>
    legs.length === 0 || legs.some((leg) => !company.deletedElements.has(leg.elementId));
  const recording = ask.query.get("recording_status");
  return company
    .callsBetween(window.startAt, window.endAt)
    .filter((one) => lastMoment(one) <= asOf && isKept(one))
    .filter((one) => inWindow(ask.query.get("time_type") === "end_time" ? one.endAt : one.startAt))
    .filter((one) => recording === null || one.isRecorded === (recording === "recorded"));
}

function accountCalls(call: RestCall) {
  refusePhone(call);
  const { ask } = call;
  const window = readPhoneWindow(ask.query, call.now);
  const page = call.pages.cut(
    { path: ask.path, query: ask.query, now: call.now, maxSize: 300, isPhone: true },
    (asOf) => endedCalls(call, window, asOf),
  );
  const rows = page.items.map((one) => ({ uuid: one.uuid, row: callRow(one, emailsOf(call, one.startAt)) }));
  return {
    from: window.from,
    to: window.to,
    page_count: page.pageCount,
    page_size: page.pageSize,
    total_records: page.total,
    next_page_token: page.nextPageToken,
    call_logs: rows.map(({ uuid, row }) => ({ id: uuid, ...row })),
    call_history: rows.map(({ uuid, row }) => ({ call_history_uuid: uuid, ...row })),
  };
}

function oneCall(call: RestCall) {
  refusePhone(call);
  const uuid = call.params[0] ?? "";
  const found = call.company.findCall(uuid);
  if (found === null || lastMoment(found) > call.now) throw new Refusal(404, 404, "Call history does not exist.");
  const emailOf = emailsOf(call, found.startAt);
  const { call_result: _result, duration: _duration, ...row } = callRow(found, emailOf);
  const legs = found.legs.filter((leg) => !call.company.deletedElements.has(leg.elementId));
  return {
    id: uuid,
    call_history_uuid: uuid,
    ...row,
    caller_acconut_code: canaryText("account-code"),
    call_path: legs.map((leg, index) => ({ id: leg.elementId, ...detailFields(found, leg, index, emailOf) })),
    call_elements: legs.map((leg, index) => ({
      call_element_id: leg.elementId,
      ...detailFields(found, leg, index, emailOf),
    })),
  };
}

function userCalls(call: RestCall) {
  refusePhone(call);
  const { ask, company } = call;
  const user = namedUser(call);
  const window = readPhoneWindow(ask.query, call.now);
  const page = call.pages.cut(
    { path: ask.path, query: ask.query, now: call.now, maxSize: 300, isPhone: true },
    (asOf) =>
      endedCalls(call, window, asOf).flatMap((one) =>
        one.legs
          .filter((leg) => leg.userId === user.id && !company.deletedElements.has(leg.elementId))
          .map((leg) => ({ one, leg })),
      ),
  );
  const rows = page.items.map(({ one, leg }) => ({ one, leg, row: legFields(one, leg, emailsOf(call, one.startAt)) }));
  return {
    call_logs: rows.map(({ one, leg, row }) => ({ id: leg.elementId, call_path_id: one.uuid, ...row })),
    call_elements: rows.map(({ one, leg, row }) => ({
      call_element_id: leg.elementId,
      call_history_uuid: one.uuid,
      ...row,
    })),
    from: window.from,
    to: window.to,
    next_page_token: page.nextPageToken,
    page_count: page.pageCount,
    page_size: page.pageSize,
    total_records: page.total,
  };
}

function phoneUsers(call: RestCall) {
  refusePhone(call);
  const { ask, account } = call;
  const page = call.pages.cut({ path: ask.path, query: ask.query, now: call.now, maxSize: 100, isPhone: true }, () =>
    activeUsers(account).filter((user) => user.hasPhone),
  );
  return {
    next_page_token: page.nextPageToken,
    page_size: page.pageSize,
    total_records: page.total,
    users: page.items.map((user) => ({
      id: user.id,
      phone_user_id: zoomIdOf("phone user", user.key),
      name: user.displayName,
      email: user.email ?? "",
      extension_id: user.extensionId,
      extension_number: canaryNumber(user.extensionNumber),
      status: "activate",
      activation_status: "activated",
      site: { id: canaryText("site"), name: canaryText("site-name") },
      calling_plans: [{ name: canaryText("calling-plan"), type: 100 }],
      phone_numbers: [{ id: canaryText("number-id"), number: canaryDigits(user.extensionNumber) }],
      department: canaryText("department"),
      cost_center: canaryText("cost-center"),
    })),
  };
}

export const phoneEndpoints: readonly Endpoint[] = [
  {
    path: /^\/phone\/call_history$/,
    label: "Phone-Heavy",
    scope: "phone:read:list_call_logs:admin",
    answer: accountCalls,
  },
  {
    path: /^\/phone\/call_history\/([^/]+)$/,
    label: "Phone-Light",
    scope: "phone:read:call_log:admin",
    answer: oneCall,
  },
  {
    path: /^\/phone\/users\/([^/]+)\/call_history$/,
    label: "Phone-Medium",
    scope: "phone:read:list_call_logs:admin",
    answer: userCalls,
  },
  { path: /^\/phone\/users$/, label: "Phone-Medium", scope: "phone:read:list_users:admin", answer: phoneUsers },
];
