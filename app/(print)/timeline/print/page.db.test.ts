import { isValidElement, type ReactElement } from "react";
import { beforeAll, expect, it, vi } from "vitest";
import { PrintPage, type PrintPageProps } from "#components/timeline/print/print-page.tsx";
import type { Viewer } from "#lib/access/viewer-types.ts";
import { db } from "#lib/db/client.ts";
import { setVisible } from "#lib/integration/features.ts";
import { aConnection, aZoomUser } from "../../../../test/an-organisation.ts";
import { addOrganisation, addTestPerson, cookieFor } from "../../../../test/sign-in-as.ts";
import { useTestDatabase } from "../../../../test/use-test-database.ts";
import TimelinePrintPage from "./page.tsx";

useTestDatabase();

/** What the browser of the one who asks would send; Next keeps it to itself outside of a request. */
const browser = vi.hoisted(() => ({ cookie: "" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => ({ name, value: browser.cookie.slice(name.length + 1) }),
    getAll: () => [],
  }),
  headers: async () => new Headers({ cookie: browser.cookie, host: "localhost:3000" }),
}));

let imogen: Viewer;
let amara: Viewer;
let rosa: Viewer;
beforeAll(async () => {
  const organisationId = await addOrganisation();
  rosa = await addTestPerson(organisationId, { name: "Rosa", role: "executive" });
  imogen = await addTestPerson(organisationId, { name: "Imogen", role: "manager" });
  amara = await addTestPerson(organisationId, { name: "Amara", managerId: imogen.personId });
  const connectionId = await aConnection(organisationId, { connectedAt: new Date("2026-01-01T00:00:00Z") });
  const zoomUserId = await aZoomUser(organisationId, connectionId, { personId: amara.personId });
  const activity = { organisationId, connectionId, zoomUserId, sources: 1, startAt: new Date("2026-03-10T10:00:00Z") };
  const endAt = new Date("2026-03-10T10:30:00Z");
  await db().activity.create({ data: { ...activity, product: "meetings", key: "a", title: "Planning", endAt } });
  await db().activity.create({ data: { ...activity, product: "webinars", key: "b", title: "Launch", endAt } });
});

async function paper(viewer: Viewer, address: Record<string, unknown>): Promise<PrintPageProps> {
  browser.cookie = await cookieFor(viewer);
  const page = await TimelinePrintPage({ searchParams: Promise.resolve(address) });
  // What waits for the days stands within the page.
  const { type: Paper, props } = (page as ReactElement<{ children: ReactElement }>).props.children;
  if (typeof Paper !== "function") throw new Error("No paper was drawn");
  const drawn: unknown = await (Paper as (props: unknown) => unknown)(props);
  if (!isValidElement<PrintPageProps>(drawn) || drawn.type !== PrintPage) throw new Error("No paper was drawn");
  return drawn.props;
}
const titlesOf = ({ days }: PrintPageProps) =>
  days.flatMap(({ people }) => people.flatMap(({ sessions }) => sessions.map(({ title }) => title))).sort();
const namesOf = ({ days }: PrintPageProps) => days[0]?.people.map(({ name }) => name);
const day = "2026-03-10";

it("shows what the timeline would show to the same eyes, as narrow", async () => {
  expect(namesOf(await paper(rosa, { day }))).toEqual(["Amara", "Imogen", "Rosa"]);
  expect(namesOf(await paper(imogen, { day }))).toEqual(["Amara", "Imogen"]);
  expect(titlesOf(await paper(imogen, { day }))).toEqual(["Launch", "Planning"]);
  expect(titlesOf(await paper(imogen, { day, products: "meetings" }))).toEqual(["Planning"]);
  expect(namesOf(await paper(imogen, { day, q: "amar" }))).toEqual(["Amara"]);
  const week = await paper(imogen, { day, range: "week", person: amara.personId });
  expect(week.days.map((one) => one.day)).toHaveLength(7);
  expect(week).toMatchObject({
    title: "Timeline, 9 Mar – 15 Mar 2026",
    backHref: `/timeline/${amara.personId}?day=2026-03-10&range=week`,
  });
  await setVisible(rosa, "webinars", false);
  expect(titlesOf(await paper(imogen, { day }))).toEqual(["Planning"]);
});

it("has no page for a person or a team that is out of sight, nor for an address that names nobody", async () => {
  const missing = { digest: "NEXT_HTTP_ERROR_FALLBACK;404" };
  for (const address of [
    { day, person: rosa.personId },
    { day, people: rosa.personId },
    { day, person: crypto.randomUUID() },
    { day, person: "x" },
    { day, person: ["x", "y"] },
  ]) {
    await expect(paper(imogen, address)).rejects.toMatchObject(missing);
  }
});
