import { afterAll, beforeAll, expect, test } from "vitest";
import { rowsOf, startTestSandbox, type TestSandbox } from "../testing.ts";

/** Noon of Tuesday the 17th: sessions last 25 minutes, so 11:35 is the last start that is reported. */
let sandbox: TestSandbox;
let tokens: ReturnType<TestSandbox["control"]["connect"]>;
beforeAll(async () => {
  sandbox = await startTestSandbox({ large: { users: 120, sessionsPerDay: 4, months: 2 } });
  tokens = sandbox.control.connect();
});
afterAll(() => sandbox.close());

async function readAll(from: string, to: string) {
  const rows: Record<string, unknown>[] = [];
  let token = "";
  do {
    const query = new URLSearchParams({ from, to, page_size: "300", next_page_token: token });
    const { status, body } = await sandbox.get(`/report/history_meetings?${query}`, tokens);
    expect(status).toBe(200);
    rows.push(...rowsOf(body, "history_meetings"));
    token = String(body.next_page_token);
  } while (token !== "");
  return rows;
}

test("every user hosts so many sessions a day, in the order of their start, and each once", async () => {
  const rows = await readAll("2026-11-10", "2026-11-14");
  expect(rows).toHaveLength(5 * 120 * 4);
  expect(new Set(rows.map((row) => row.meeting_uuid)).size).toBe(rows.length);
  const starts = rows.map((row) => String(row.start_time));
  expect(starts).toEqual([...starts].sort());
  const ofDay = rows.filter((row) => String(row.start_time).startsWith("2026-11-12"));
  const hosts = Map.groupBy(ofDay, (row) => row.host_email);
  expect(hosts.size).toBe(120);
  expect([...hosts.values()].every((sessions) => sessions.length === 4)).toBe(true);
});

test("ends with what has ended and begins with its first day", async () => {
  const today = await readAll("2026-11-17", "2026-11-17");
  expect(today).toHaveLength(Math.floor(((11 * 60 + 35) / 1440) * 480) + 1);
  expect(today.at(-1)?.end_time).toBe("2026-11-17 11:58:00");
  expect(await readAll("2026-09-15", "2026-09-17")).toHaveLength(480);
});

test("lists its users and looks its sessions up", async () => {
  const { body } = await sandbox.get("/users?page_size=300", tokens);
  expect(rowsOf(body, "users")).toHaveLength(120);
  const [row] = await readAll("2026-11-12", "2026-11-12");
  const uuid = encodeURIComponent(encodeURIComponent(String(row?.meeting_uuid)));
  expect((await sandbox.get(`/past_meetings/${uuid}`, tokens)).body).toMatchObject({ user_email: row?.host_email });
  expect((await sandbox.get("/phone/users", tokens)).body).toMatchObject({ code: 2031 });
});
