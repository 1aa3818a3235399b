/** A small organisation with one connected Zoom account, for tests on the database. */
import { db } from "#lib/db/client.ts";

export type ZoomCompany = {
  organisationId: string;
  connectionId: string;
  zoomAccountId: string;
  /** Row ids of people and of Zoom users by their Zoom id. */
  people: Record<string, string>;
  zoomUsers: Record<string, string>;
};

let counter = 0;

/**
 * Zoom users "ines" and "tom" are mapped, "guest" is not, "left" is excluded and "desk" ignored; each has the e-mail
 * NAME@northwind.example, the extension "ext-NAME", and ines the earlier e-mail old-ines@northwind.example.
 */
export async function makeZoomCompany(
  ask: { organisationId?: string; people?: Record<string, string>; state?: string } = {},
): Promise<ZoomCompany> {
  counter += 1;
  const organisationId =
    ask.organisationId ?? (await db().organisation.create({ data: { name: `Northwind ${counter}` } })).id;
  const people = ask.people ?? {};
  if (ask.people === undefined) {
    for (const name of ["ines", "tom", "left"]) {
      const person = await db().person.create({ data: { organisationId, name, email: `${name}@northwind.example` } });
      people[name] = person.id;
    }
  }
  const zoomAccountId = `account-${process.pid}-${counter}-${Date.now()}`;
  const connection = await db().connection.create({
    data: {
      organisationId,
      zoomAccountId,
      name: "Northwind",
      state: ask.state ?? "active",
      apiUrl: "http://127.0.0.1:1",
    },
  });
  await db().zoomAccount.create({ data: { zoomAccountId, organisationId, connectionId: connection.id } });
  const zoomUsers: Record<string, string> = {};
  for (const name of ["ines", "tom", "guest", "left", "desk"]) {
    const row = await db().zoomUser.create({
      data: {
        organisationId,
        connectionId: connection.id,
        zoomKey: name,
        email: `${name}@northwind.example`,
        aliases: name === "ines" ? ["old-ines@northwind.example"] : [],
        extensionId: `ext-${name}`,
        personId: people[name] ?? null,
        excluded: name === "left",
        ignored: name === "desk",
      },
    });
    zoomUsers[name] = row.id;
  }
  return { organisationId, connectionId: connection.id, zoomAccountId, people, zoomUsers };
}
