/** Rows that tests of the database stand on: an organisation, people, a connection, Zoom users. */
import { randomUUID } from "node:crypto";
import { db } from "#lib/db/client.ts";

/** A new organisation's id. */
export async function anOrganisation(name = "Halden Group"): Promise<string> {
  return (await db().organisation.create({ data: { name } })).id;
}

/** A new person's id. */
export async function aPerson(
  organisationId: string,
  person: { name: string; email: string; role?: string; deactivatedAt?: Date },
): Promise<string> {
  return (await db().person.create({ data: { organisationId, ...person } })).id;
}

/** A new connection's id: authorised, imported, active. */
export async function aConnection(
  organisationId: string,
  connection: Partial<{
    zoomAccountId: string;
    state: string;
    historyDays: number;
    connectedAt: Date;
    lastImportAt: Date | null;
  }> = {},
): Promise<string> {
  const { id } = await db().connection.create({
    data: {
      organisationId,
      zoomAccountId: `account-${randomUUID()}`,
      name: "Halden main",
      state: "active",
      apiUrl: "http://127.0.0.1:1",
      historyDays: 7,
      lastImportAt: new Date(),
      ...connection,
    },
  });
  return id;
}

/** A new Zoom user's id. */
export async function aZoomUser(
  organisationId: string,
  connectionId: string,
  user: Partial<{
    zoomKey: string;
    email: string | null;
    displayName: string;
    status: string;
    aliases: string[];
    personId: string;
    mappedHow: string;
    hasPhone: boolean;
    ignored: boolean;
  }> = {},
): Promise<string> {
  const data = { organisationId, connectionId, zoomKey: `zoom-${randomUUID()}`, ...user };
  return (await db().zoomUser.create({ data })).id;
}
