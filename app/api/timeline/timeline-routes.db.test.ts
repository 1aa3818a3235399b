import { beforeAll, describe, expect, it } from "vitest";
import { makeSessionToken, sessionCookieName } from "#lib/access/session-cookie.ts";
import { announceChange } from "#lib/db/changes.ts";
import { db, transaction } from "#lib/db/client.ts";
import type { TimelineDay, TimelineDays } from "#lib/timeline/timeline-types.ts";
import { useTestDatabase } from "../../../test/use-test-database.ts";
import { GET as getLive } from "../live/route.ts";
import { GET as getTimeline } from "./route.ts";

const database = useTestDatabase();
const ids: Record<string, string> = {};
const context = { params: Promise.resolve({}) };

async function addPerson(organisationId: string, name: string, role: string, managerId: string | null = null) {
  const person = await db().person.create({
    data: { organisationId, name, role, managerId, email: `${name}@x.example`.toLowerCase() },
  });
  ids[name] = person.id;
  return person.id;
}

async function ask(path: string, who: string | null, signal?: AbortSignal): Promise<Request> {
  const headers = new Headers();
  const personId = who === null ? undefined : ids[who];
  if (personId !== undefined) {
    const { organisationId } = await db().person.findFirstOrThrow({ where: { id: personId } });
    headers.set(
      "cookie",
      `${sessionCookieName()}=${await makeSessionToken({ organisationId, personId, sessionVersion: 1 })}`,
    );
  }
  return new Request(`http://localhost:3000${path}`, { headers, ...(signal === undefined ? {} : { signal }) });
}

beforeAll(async () => {
  expect(database.url()).not.toBe("");
  const halden = await db().organisation.create({ data: { name: "Halden" } });
  const other = await db().organisation.create({ data: { name: "Other" } });
  ids.halden = halden.id;
  await addPerson(halden.id, "Rosa", "executive");
  const imogen = await addPerson(halden.id, "Imogen", "manager");
  const lead = await addPerson(halden.id, "Lead", "member", imogen);
  await addPerson(halden.id, "Amara", "member", lead);
  await addPerson(halden.id, "Nils", "technicalAdmin");
  await addPerson(other.id, "Stranger", "owner");
});

describe("GET /api/timeline", () => {
  const get = async (who: string, more = "") =>
    getTimeline(await ask(`/api/timeline?day=2026-11-17${more}`, who), context);
  const names = async (who: string, more = "") => {
    const body = (await (await get(who, more)).json()) as TimelineDay;
    return body.people.map(({ name }) => name);
  };

  it("cuts what is seen down to a team, and never widens it", async () => {
    expect(await names("Rosa", "&people=team")).toEqual(["Rosa"]);
    expect(await names("Rosa", `&people=${ids.Imogen}`)).toEqual(["Amara", "Imogen", "Lead"]);
    expect(await names("Imogen", `&people=${ids.Lead}`)).toEqual(["Amara", "Lead"]);
    for (const [who, whose] of [
      ["Imogen", "Rosa"],
      ["Amara", "Imogen"],
      ["Rosa", "Stranger"],
    ] as const) {
      expect((await get(who, `&people=${ids[whose]}`)).status).toBe(404);
    }
    expect(await names("Imogen", `&only=${ids.Amara},${ids.Rosa},${ids.Stranger}`)).toEqual(["Amara"]);
  });

  it("answers several days in a row, seven at most", async () => {
    const body = (await (await get("Imogen", "&days=7")).json()) as TimelineDays;
    expect(body.days.map(({ day }) => day)).toEqual(
      ["17", "18", "19", "20", "21", "22", "23"].map((date) => `2026-11-${date}`),
    );
    expect(body.days.every(({ people }) => people.length === 3)).toBe(true);
    expect((await get("Imogen", "&days=8")).status).toBe(400);
  });

  it("shows each role exactly whom it may see", async () => {
    expect(await names("Rosa")).toEqual(["Amara", "Imogen", "Lead", "Nils", "Rosa"]);
    expect(await names("Imogen")).toEqual(["Amara", "Imogen", "Lead"]);
    expect(await names("Nils")).toEqual(["Nils"]);
    expect(await names("Amara")).toEqual(["Amara"]);
    expect(await names("Stranger")).toEqual(["Stranger"]);
  });

  it("does not tell a person out of sight from one who does not exist", async () => {
    const of = async (id: string | undefined) => {
      const response = await getTimeline(await ask(`/api/timeline?day=2026-11-17&person=${id}`, "Imogen"), context);
      return [response.status, await response.text()];
    };
    const missing = await of("00000000-0000-4000-8000-000000000000");
    expect(missing[0]).toBe(404);
    expect(await of(ids.Rosa)).toEqual(missing);
    expect(await of(ids.Stranger)).toEqual(missing);
    expect((await of(ids.Amara))[0]).toBe(200);
  });

  it("refuses the signed-out, and says what is wrong with a bad address", async () => {
    expect((await getTimeline(await ask("/api/timeline?day=2026-11-17", null), context)).status).toBe(401);
    for (const query of ["", "?day=2026-02-30", "?day=2026-11-17&person=x"]) {
      const response = await getTimeline(await ask(`/api/timeline${query}`, "Rosa"), context);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: "invalid" } });
    }
  });
});

describe("GET /api/live", () => {
  it("tells a manager of their people alone, and ends with the session", async () => {
    const leaving = new AbortController();
    const response = await getLive(await ask("/api/live", "Imogen", leaving.signal), context);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const reader = response.body?.getReader();
    let text = "";
    const readUntil = async (part: string) => {
      while (!text.includes(part)) {
        const next = await reader?.read();
        if (next === undefined || next.done) throw new Error(`the stream ended before ${part}`);
        text += new TextDecoder().decode(next.value);
      }
    };
    await readUntil("event: resync");
    const tell = (personIds: (string | undefined)[]) =>
      transaction((tx) =>
        announceChange(tx, ids.halden ?? "", {
          topic: "activity",
          personIds: personIds.filter((id) => id !== undefined),
        }),
      );
    await tell([ids.Rosa]);
    await tell([ids.Rosa, ids.Amara]);
    await readUntil("event: change");
    expect(text).toContain(`data: {"topic":"activity","personIds":["${ids.Amara}"]}`);
    expect(text).not.toContain(ids.Rosa);

    await db().person.updateMany({ where: { id: ids.Imogen ?? "" }, data: { sessionVersion: 2 } });
    await transaction((tx) => announceChange(tx, ids.halden ?? "", { topic: "people" }));
    await readUntil("event: end");
    leaving.abort();
  });
});
