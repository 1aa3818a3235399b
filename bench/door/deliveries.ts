/** Deliveries as a busy company sends them, each with a signature of its own: the start and the end of many sessions. */
import { createHmac, randomUUID } from "node:crypto";

export type Company = { accountId: string; hosts: readonly string[] };
export type Signed = { body: string; timestamp: string; signature: string };

/** So many other deliveries lie between the start and the end of a session. */
const APART = 800;

/**
 * `count` distinct deliveries, two a session: all of their keys begin with `prefix`. The sessions go around the hosts
 * of all companies.
 */
export function makeDeliveries(companies: readonly Company[], count: number, prefix: string, secret: string): Signed[] {
  const sessions = Math.floor(count / 2);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const bodies: string[] = [];
  for (let turn = 0; bodies.length < sessions * 2; turn += 1) {
    if (turn < sessions) bodies.push(bodyOf(companies, turn, prefix, false));
    if (turn >= APART && turn - APART < sessions) bodies.push(bodyOf(companies, turn - APART, prefix, true));
  }
  return bodies.map((body) => {
    const mac = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
    return { body, timestamp, signature: `v0=${mac}` };
  });
}

function bodyOf(companies: readonly Company[], session: number, prefix: string, isEnd: boolean): string {
  const company = companies[session % companies.length] as Company;
  const host = company.hosts[Math.floor(session / companies.length) % company.hosts.length] as string;
  const startAt = Date.now() - 3_600_000 + session;
  const endAt = startAt + 1_800_000;
  const object = {
    duration: 30,
    start_time: new Date(startAt).toISOString(),
    timezone: "Europe/Paris",
    ...(isEnd ? { end_time: new Date(endAt).toISOString() } : {}),
    topic: `Weekly planning of the ${session % 40}th team`,
    id: String(84_512_000_000 + session),
    type: 8,
    uuid: `${prefix}${session}==`,
    host_id: host,
    host_email: `${host}@northwind.example`,
    agenda: "What was done, what comes next, and who needs help with it.",
    join_url: `https://example.invalid/j/${84_512_000_000 + session}?pwd=${randomUUID()}`,
    settings: { host_video: true, participant_video: false, join_before_host: true, mute_upon_entry: false },
  };
  return JSON.stringify({
    payload: { account_id: company.accountId, operator: `${host}@northwind.example`, operator_id: host, object },
    event_ts: isEnd ? endAt : startAt,
    event: isEnd ? "meeting.ended" : "meeting.started",
  });
}
