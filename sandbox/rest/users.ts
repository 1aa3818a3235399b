/** `GET /users`, `/users/{id}`, `/users/me`. */
import { canaryDigits, canaryEmail, canaryNumber, canaryText } from "../canary.ts";
import { isoOf } from "../clock.ts";
import { type DirectoryUser, findUser, type ZoomAccount } from "../company/directory.ts";
import type { Endpoint, RestCall } from "./call.ts";
import { badParameter, noSuchUser, Refusal } from "./refusal.ts";

/** Every field of a directory row, the forbidden ones with canaries. */
function userRow(user: DirectoryUser, now: number) {
  const name = { first_name: user.firstName, last_name: user.lastName };
  const email = user.email ?? "";
  const type = user.licence === "licensed" ? 2 : 1;
  if (user.id === null) return { ...name, email, type, status: user.status, verified: 0, created_at: user.createdAt };
  return {
    id: user.id,
    ...name,
    display_name: user.displayName,
    email,
    type,
    status: user.status,
    role_id: user.roleId,
    pmi: canaryNumber(user.extensionNumber),
    timezone: user.timeZone,
    verified: 1,
    dept: canaryText("dept"),
    created_at: user.createdAt,
    user_created_at: user.createdAt,
    last_login_time: isoOf(now - 86_400_000),
    last_client_version: canaryText("client-version"),
    language: "en-US",
    phone_number: canaryDigits(user.extensionNumber),
    pic_url: `https://${canaryText("pic")}.example/me.png`,
    employee_unique_id: canaryText("employee"),
    group_ids: [canaryText("group")],
    im_group_ids: [canaryText("im-group")],
    division_ids: [canaryText("division")],
    login_types: [101],
    plan_united_type: "1",
    license_info_list: [{ license_type: "MEETING", license_option: 2, subscription_id: canaryText("subscription") }],
    custom_attributes: [
      { key: canaryText("attribute-key"), name: canaryText("attribute"), value: canaryText("attribute-value") },
    ],
  };
}

function userDetail(account: ZoomAccount, user: DirectoryUser, now: number) {
  return {
    ...userRow(user, now),
    account_id: account.id,
    account_number: account.number,
    role_name: { "0": "Owner", "1": "Admin", "2": "Member" }[user.roleId],
    use_pmi: false,
    personal_meeting_url: `https://halden.zoom.us/j/${canaryNumber(1)}?pwd=${canaryText("pmi-password")}`,
    vanity_url: `https://halden.zoom.us/my/${canaryText("vanity")}`,
    host_key: canaryDigits(2),
    cms_user_id: canaryText("cms"),
    jid: canaryEmail("jid"),
    company: account.name,
    job_title: canaryText("job"),
    location: canaryText("location"),
    cost_center: canaryText("cost-center"),
    manager: canaryEmail("manager"),
    phone_country: "GB",
    phone_numbers: [{ code: "+44", country: "GB", label: "Office", number: canaryDigits(3), verified: true }],
    pronouns: canaryText("pronouns"),
    pronouns_option: 1,
    cluster: "eu01",
    zoom_one_type: 64,
  };
}

function listUsers(call: RestCall) {
  const { account, ask } = call;
  const status = ask.query.get("status") ?? "active";
  if (!["active", "inactive", "pending"].includes(status)) throw badParameter("status", "Invalid status.");
  const page = call.pages.cut({ path: ask.path, query: ask.query, now: call.now, maxSize: 300 }, () =>
    account.users.filter((user) => user.status === status),
  );
  return {
    page_count: page.pageCount,
    page_number: 1,
    page_size: page.pageSize,
    total_records: page.total,
    next_page_token: page.nextPageToken,
    users: page.items.map((user) => userRow(user, call.now)),
  };
}

/** The user that a path names: `me`, an id or an e-mail. Throws `Refusal` 1001 or 1120. */
export function namedUser(call: RestCall): DirectoryUser & { id: string } {
  const name = call.params[0] ?? "";
  const user = findUser(call.account, name === "me" ? call.grant.userId : name);
  if (user === null || user.key === name) throw noSuchUser(name);
  if (user.id === null) throw new Refusal(400, 1120, "Invitation not accepted or expired.");
  return { ...user, id: user.id };
}

export const userEndpoints: readonly Endpoint[] = [
  { path: /^\/users$/, label: "Medium", scope: "user:read:list_users:admin", answer: listUsers },
  {
    path: /^\/users\/([^/]+)$/,
    label: "Light",
    scope: "user:read:user:admin",
    answer: (call) => userDetail(call.account, namedUser(call), call.now),
  },
];
