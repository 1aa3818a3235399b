import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { IssuedTokens } from "../oauth/grants.ts";
import { type Json, rowsOf, startTestSandbox, type TestSandbox } from "../testing.ts";

// A month of history is made up on the spot, which takes seconds where other work shares the processor.
vi.setConfig({ testTimeout: 30_000 });

let sandbox: TestSandbox;
let tokens: IssuedTokens;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  tokens = sandbox.control.connect();
});
afterEach(() => sandbox.close());

const get = (path: string) => sandbox.get(path, tokens);

/** Follows the pages to the end. */
async function readAll(path: string, list: string): Promise<Json[]> {
  const rows: Json[] = [];
  let token = "";
  do {
    const { status, body } = await get(`${path}&next_page_token=${encodeURIComponent(token)}`);
    expect(status).toBe(200);
    rows.push(...rowsOf(body, list));
    token = String(body.next_page_token);
  } while (token !== "");
  return rows;
}

test("a queue's row names the queue, and its detail who took the call", async () => {
  const calls = await readAll("/phone/call_history?from=2026-11-16&to=2026-11-16&page_size=300", "call_history");
  const queued = calls.find((call) => call.callee_ext_type === "call_queue" && call.call_result === "answered");
  const { body } = await get(`/phone/call_history/${queued?.call_history_uuid}`);
  const legs = rowsOf(body, "call_elements");
  expect(legs.filter((leg) => leg.result === "answered")).toHaveLength(1);
  expect(legs.filter((leg) => leg.result_reason === "answered_by_other").length).toBe(legs.length - 1);
});

test("both people of an internal call find their own leg", async () => {
  const { uuid } = sandbox.control.placeCall({
    person: "amara-okafor",
    colleague: "ben-ashworth",
    direction: "outgoing",
  });
  const day = "from=2026-11-17&to=2026-11-17&page_size=300";
  for (const [who, direction] of [
    ["amara.okafor", "outbound"],
    ["ben.ashworth", "inbound"],
  ] as const) {
    const rows = await readAll(`/phone/users/${who}@halden.example/call_history?${day}`, "call_elements");
    expect(rows.find((row) => row.call_history_uuid === uuid)).toMatchObject({ direction });
  }
  const account = await readAll(`/phone/call_history?${day}`, "call_history");
  expect(account.filter((row) => row.call_history_uuid === uuid)).toHaveLength(1);
});

test("every row belongs to an extension of the list of phone users, or to a group", async () => {
  const users = await readAll("/phone/users?page_size=100", "users");
  const extensions = new Set(users.map((user) => user.extension_id));
  const calls = await readAll("/phone/call_history?from=2026-11-16&to=2026-11-16&page_size=300", "call_history");
  for (const call of calls) {
    if (call.caller_ext_type === "user") expect(extensions).toContain(call.caller_ext_id);
    if (call.callee_ext_type === "user") expect(extensions).toContain(call.callee_ext_id);
  }
});

test("a deleted call is gone from every list", async () => {
  const { uuid } = sandbox.control.placeCall({ person: "amara-okafor", name: "HEXA SUPPLIES" });
  sandbox.control.deleteCall({ person: "amara-okafor", uuid });
  const rows = await readAll("/phone/call_history?from=2026-11-17&to=2026-11-17&page_size=300", "call_history");
  expect(rows.map((row) => row.call_history_uuid)).not.toContain(uuid);
});
