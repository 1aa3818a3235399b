import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import type { CallDeletion, Observation } from "#lib/zoom/observation-types.ts";
import { at, leg, meeting, storedActivities } from "../../test/activities.ts";
import { anyObservation, retold } from "../../test/arbitrary-observations.ts";
import { size } from "../../test/endurance/long.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { makeZoomCompany, type ZoomCompany } from "../../test/zoom-company.ts";
import { type ActivityState, callStateOf, sessionDeletionStateOf, sessionStateOf } from "./activity-state.ts";
import { deriveCall } from "./derive-call.ts";
import { buryLegs, joinActivities } from "./join-activities.ts";
import { mergeObservations } from "./merge-observations.ts";

useTestDatabase();
const RECEIVED = new Date("2026-03-02T12:00:00Z");
let home: ZoomCompany;
beforeAll(async () => {
  home = await makeZoomCompany();
});

/** What the merge must come to, by the pure functions alone: told in any order, as often as one likes. */
function expectedActivities(company: ZoomCompany, observations: readonly Observation[]): object[] {
  const nameOf = new Map(Object.entries(company.zoomUsers).map(([name, id]) => [id, name]));
  const states = new Map<string, ActivityState>();
  const named = new Map<string, Map<string, number>>();
  const before = new Map<string, number>();
  for (const told of observations) {
    const user = userOf(told);
    if (told.kind === "callDeletion") {
      const ms = told.beforeAt.getTime();
      const legs = named.get(user) ?? new Map<string, number>();
      if (told.legKeys === "all") before.set(user, Math.max(before.get(user) ?? ms, ms));
      else for (const key of told.legKeys) legs.set(key, ms);
      named.set(user, legs);
    } else if (user === "ines" || user === "tom") {
      const host = company.zoomUsers[user] ?? "";
      const state = stateOf(told, host);
      const place = state.kind === "session" ? `${state.product} ${state.key}` : `${state.key} ${user}`;
      const own = states.get(place);
      states.set(place, own === undefined ? state : joinActivities(own, state));
    }
  }
  return [...states.values()].flatMap((state): object[] => {
    const user = nameOf.get(state.host.value ?? "") ?? "";
    if (state.kind === "session") {
      if (state.deletedAt !== null) return [];
      const { product, key, numberMark, sources, host, title, startAt, endAt } = state;
      const values = { user, title: title.value, startAt: startAt.value, endAt: endAt.value };
      return [
        {
          product,
          key,
          numberMark,
          sources,
          ...values,
          weights: [host, title, startAt, endAt].map((f) => f.weight),
        },
      ];
    }
    const legs = buryLegs(state.legs, named.get(user) ?? new Map(), before.get(user) ?? null);
    const { isDeleted, ...call } = deriveCall(legs);
    return isDeleted ? [] : [{ product: "phone", key: state.key, user, sources: state.sources, ...call }];
  });
}

function stateOf(told: Exclude<Observation, CallDeletion>, host: string): ActivityState {
  if (told.kind === "callLeg") return callStateOf(told, host, RECEIVED);
  return told.kind === "session" ? sessionStateOf(told, host, RECEIVED) : sessionDeletionStateOf(told, host, RECEIVED);
}

function userOf(told: Observation): string {
  if (told.kind === "callDeletion") return told.zoomUserId;
  const who: Record<string, string | null> = told.kind === "callLeg" ? told.zoomUser : told.host;
  const name = who.zoomUserId ?? who.extensionId ?? who.email ?? "";
  return name.replace(/^(ext-|old-)/, "").replace(/@.*$/, "");
}

/** Every row with the transaction that wrote it. */
async function rowVersions({ connectionId }: ZoomCompany): Promise<string[]> {
  const rows = await db().$queryRaw<{ version: string }[]>`
    select id || ' ' || xmin as version from activity where connection_id = ${connectionId}::uuid order by id`;
  return rows.map(({ version }) => version);
}

const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();

test("SQL and the pure functions agree, however often and in whatever order it is told", async () => {
  const told = fc.array(anyObservation, { minLength: 1, maxLength: 30, size: "max" });
  await fc.assert(
    fc.asyncProperty(
      told.chain((observations) => retold(observations).map((batches) => ({ observations, batches }))),
      async ({ observations, batches }) => {
        const company = await makeZoomCompany({ organisationId: home.organisationId, people: home.people });
        for (const batch of batches) await mergeObservations(company, batch, RECEIVED);
        expect(sorted(await storedActivities(company))).toEqual(sorted(expectedActivities(company, observations)));
        // What was told before writes nothing, whatever else was told meanwhile.
        const versions = await rowVersions(company);
        expect(await mergeObservations(company, observations, RECEIVED)).toMatchObject({ stored: 0 });
        expect(await rowVersions(company)).toEqual(versions);
      },
    ),
    { numRuns: size(120, 2_000) },
  );
}, 600_000);

test("two that tell it at once, each in its own order, come to the same", async () => {
  const told = fc.array(anyObservation, { minLength: 2, maxLength: 30, size: "max" });
  await fc.assert(
    fc.asyncProperty(
      told.chain((all) => fc.tuple(fc.constant(all), retold(all), retold(all))),
      async ([observations, one, other]) => {
        const company = await makeZoomCompany({ organisationId: home.organisationId, people: home.people });
        const tell = async (batches: Observation[][]) => {
          for (const batch of batches) await mergeObservations(company, batch, RECEIVED);
        };
        await Promise.all([tell(one), tell(other)]);
        expect(sorted(await storedActivities(company))).toEqual(sorted(expectedActivities(company, observations)));
      },
    ),
    { numRuns: size(25, 400) },
  );
}, 600_000);

test("several merges at once of the same keys end as one would", async () => {
  const company = await makeZoomCompany();
  const tomDeletion: CallDeletion = {
    kind: "callDeletion",
    zoomUserId: "tom",
    legKeys: ["other"],
    beforeAt: at("11:00:00"),
  };
  const told = Array.from({ length: 40 }, (_, n): Observation[] => [
    { ...meeting, key: `k${n % 5}`, endAt: at("09:46:40"), observedAt: new Date(at("09:00:00").getTime() + n) },
    { ...leg, callKey: `c${n % 4}`, zoomUser: { zoomUserId: n % 2 === 0 ? "ines" : "tom" } },
    ...(n % 10 === 0 ? [{ ...tomDeletion }] : []),
  ]);
  await Promise.all(
    told.map((batch, n) => mergeObservations(company, n % 2 === 0 ? batch : batch.toReversed(), RECEIVED)),
  );
  expect(sorted(await storedActivities(company))).toEqual(sorted(expectedActivities(company, told.flat())));
});
