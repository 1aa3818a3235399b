import { beforeAll, expect, test } from "vitest";
import { db, transaction } from "#lib/db/client.ts";
import { type ConnectionState, connectionStates } from "#lib/db/connection-types.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { makeZoomCompany, type ZoomCompany } from "../../test/zoom-company.ts";
import { legalMoves, type MoveReason } from "./connection-moves.ts";
import { moveConnection } from "./move-connection.ts";

useTestDatabase();
let company: ZoomCompany;
beforeAll(async () => {
  company = await makeZoomCompany();
});

const works = (state: ConnectionState) => state === "importing" || state === "waiting" || state === "active";
const startReasonOf = (state: ConnectionState): MoveReason | null =>
  works(state) ? null : state === "stalled" ? "silent" : state === "attention" ? "tokenDead" : "byPerson";

test.each(connectionStates)("from %s every state is reached for its reasons, and for no other", async (from) => {
  const { organisationId, connectionId } = company;
  for (const to of connectionStates) {
    const allowed = legalMoves[from][to] ?? [];
    const others: MoveReason[] = ["authorised", "atZoom"];
    for (const because of new Set([...allowed, ...others])) {
      const stateReason = startReasonOf(from);
      await db().connection.updateMany({ data: { state: from, stateReason, stateChangedAt: new Date(0) } });
      const isMoved = await transaction((tx) => moveConnection(tx, organisationId, connectionId, to, because));
      const isNews = from !== to || (!works(to) && because !== stateReason);
      expect({ from, to, because, isMoved }).toEqual({
        from,
        to,
        because,
        isMoved: allowed.includes(because) && isNews,
      });
      const after = await db().connection.findFirstOrThrow({ where: { id: connectionId } });
      const expected = isMoved ? { state: to, stateReason: works(to) ? null : because } : { state: from, stateReason };
      expect(after).toMatchObject(expected);
    }
  }
  const lines = await db().connectionLog.findMany({ where: { connectionId } });
  expect(lines.every(({ what }) => what.length > 5)).toBe(true);
});
