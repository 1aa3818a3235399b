/** Whom the demo's sign-in page offers, and what each of them sees. */
import "server-only";
import { countPeople, listTreeIds } from "#lib/db/people.ts";
import { type DemoPerson, listDemoPeople } from "#lib/db/sign-in.ts";
import { env } from "#lib/env.ts";
import { may, roleNames, roles, sightOf } from "./permissions.ts";

export type DemoChoice = { id: string; name: string; roleName: string; sees: string };
export type DemoOffer = {
  organisationId: string;
  organisationName: string;
  peopleCount: number;
  choices: DemoChoice[];
  /** First names of some who may connect Zoom. */
  connectors: string[];
};

async function seesOf(person: DemoPerson): Promise<string> {
  const sight = sightOf(person.role);
  const connects = may(person.role, "zoom.connect");
  if (sight === "everyone") return connects ? "Sees everyone, may connect Zoom" : "Sees everyone";
  if (sight === "tree") {
    const below = (await listTreeIds(person.organisationId, person.id)).length - 1;
    return below === 1 ? "Sees one person's day and their own" : `Sees a team of ${below}`;
  }
  return connects ? "May connect Zoom, sees their own day" : "Sees only their own day";
}

/** The demo's people in the order of their roles; null when DEMO is off or nobody is marked. */
export async function readDemoOffer(): Promise<DemoOffer | null> {
  if (env().DEMO !== "on") return null;
  const people = await listDemoPeople();
  const [first] = people;
  if (first === undefined) return null;
  people.sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
  const choices = people.map(async (person) => ({
    id: person.id,
    name: person.name,
    roleName: roleNames[person.role],
    sees: await seesOf(person),
  }));
  return {
    organisationId: first.organisationId,
    organisationName: first.organisationName,
    peopleCount: await countPeople(first.organisationId),
    choices: await Promise.all(choices),
    connectors: people
      .filter(({ role }) => role !== "owner" && may(role, "zoom.connect"))
      .slice(0, 2)
      .map(({ name }) => name.split(" ")[0] ?? name),
  };
}
