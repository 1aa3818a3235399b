/** A company in the database, as large as a measure wants it, and what Zoom tells of its people. */
import type pg from "pg";
import type { CallLegObservation, Observation, SessionObservation } from "#lib/zoom/observation-types.ts";
import { dice } from "../test/endurance/long.ts";

export type BenchCompany = { organisationId: string; connectionId: string; people: number };

/** One connected Zoom account with so many mapped Zoom users ("user-0" …). */
export async function makeBenchCompany(database: pg.Client | pg.Pool, people: number): Promise<BenchCompany> {
  const { rows } = await database.query<{ organisationId: string; connectionId: string }>(
    `with organisation as (insert into organisation (name) values ('Northwind') returning id),
      connection as (
        insert into connection (organisation_id, zoom_account_id, name, state, api_url)
        select id, 'account-' || gen_random_uuid(), 'Northwind', 'active', 'http://127.0.0.1:1' from organisation
        returning organisation_id, id)
    select organisation_id as "organisationId", id as "connectionId" from connection`,
  );
  const [made] = rows;
  if (made === undefined) throw new Error("No company was made");
  const numbers = [made.organisationId, people];
  await database.query(
    `insert into person (organisation_id, name, email)
     select $1, 'Person ' || n, 'user-' || n || '@northwind.example' from generate_series(0, $2::int - 1) as n`,
    numbers,
  );
  await database.query(
    `insert into zoom_user (organisation_id, connection_id, zoom_key, email, extension_id, person_id)
     select p.organisation_id, $2, split_part(p.email, '@', 1), p.email, 'ext-' || split_part(p.email, '@', 1), p.id
     from person as p where p.organisation_id = $1`,
    [made.organisationId, made.connectionId],
  );
  await database.query("analyze person, zoom_user, connection");
  return { ...made, people };
}

/** How Zoom tells it: live deliveries name the Zoom user, the account-wide lists an e-mail or an extension. */
export type Telling = "live" | "list";

const CALL_SHARE = 0.3;
const SEVERAL_LEGS_SHARE = 0.2;
const START_MS = Date.UTC(2026, 2, 2, 7);
const DAY_MS = 86_400_000;

/** So many observations, the same for the same seed: meetings mostly, some webinars, calls with one leg or several. */
export function tell(company: BenchCompany, count: number, telling: Telling, seed: number): Observation[] {
  const roll = dice(seed);
  const observations: Observation[] = [];
  while (observations.length < count) {
    const told = roll() < CALL_SHARE ? aCall(company, telling, roll) : [aSession(company, telling, roll)];
    observations.push(...told.slice(0, count - observations.length));
  }
  return observations;
}

const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const randomText = (length: number, roll: () => number) =>
  Array.from({ length }, () => characters[Math.floor(roll() * characters.length)]).join("");

function aSession({ people }: BenchCompany, telling: Telling, roll: () => number): SessionObservation {
  const name = `user-${Math.floor(roll() * people)}`;
  const startAt = new Date(START_MS + Math.floor(roll() * DAY_MS));
  const endAt = new Date(startAt.getTime() + 60_000 * Math.ceil(roll() * 90));
  return {
    kind: "session",
    product: roll() < 0.05 ? "webinars" : "meetings",
    key: `${randomText(22, roll)}==`,
    host: telling === "live" ? { zoomUserId: name } : { email: `${name}@northwind.example` },
    title: `Weekly planning ${Math.floor(roll() * 1000)}`,
    startAt,
    endAt,
    numberMark: randomText(22, roll),
    observedAt: telling === "live" ? endAt : new Date(START_MS + 2 * DAY_MS),
    source: telling === "live" ? "webhook" : "history",
  };
}

function aCall({ people }: BenchCompany, telling: Telling, roll: () => number): CallLegObservation[] {
  const name = `user-${Math.floor(roll() * people)}`;
  const startMs = START_MS + Math.floor(roll() * DAY_MS);
  const endAt = new Date(startMs + 15_000 + Math.floor(roll() * 600_000));
  const legs = telling === "live" && roll() < SEVERAL_LEGS_SHARE ? 2 + Math.floor(roll() * 3) : 1;
  const callKey = `20260302-${randomText(32, roll)}`;
  return Array.from({ length: legs }, (_, n) => ({
    kind: "callLeg",
    callKey,
    legKey: telling === "live" ? `20260302-${randomText(32, roll)}` : "account",
    zoomUser: telling === "live" ? { zoomUserId: name } : { extensionId: `ext-${name}`, email: null },
    direction: roll() < 0.5 ? "incoming" : "outgoing",
    callerIdName: roll() < 0.2 ? null : "HEXA SUPPLIES",
    callerIdHidden: false,
    startAt: new Date(startMs + n * 5_000),
    answerAt: n === legs - 1 ? new Date(startMs + n * 5_000 + 4_000) : null,
    endAt,
    result: n === legs - 1 ? "answered" : "no_answer",
    resultReason: null,
    event: n === 0 ? "incoming" : "ring_to_member",
    device: { name: "MAC_Client", version: "6.4.1.50210" },
    observedAt: telling === "live" ? endAt : new Date(START_MS + 2 * DAY_MS),
    source: telling === "live" ? "webhook" : "history",
  }));
}
