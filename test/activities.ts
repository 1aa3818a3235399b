/** Activities as tests look at them, and samples of what Zoom tells. */
import { db } from "#lib/db/client.ts";
import type { CallLegObservation, SessionObservation } from "#lib/zoom/observation-types.ts";
import type { ZoomCompany } from "./zoom-company.ts";

export const at = (time: string) => new Date(`2026-03-02T${time}Z`);

/** A meeting that ines hosts and that has not ended. */
export const meeting: SessionObservation = {
  kind: "session",
  product: "meetings",
  key: "/Qm9v//YQ==",
  host: { zoomUserId: "ines" },
  title: "Weekly planning",
  startAt: at("09:01:12"),
  endAt: null,
  numberMark: "mark-of-one-number",
  observedAt: at("09:01:12"),
  source: "webhook",
};
/** A call that ines answered. */
export const leg: CallLegObservation = {
  kind: "callLeg",
  callKey: "20260302-call",
  legKey: "20260302-leg",
  zoomUser: { zoomUserId: "ines" },
  direction: "incoming",
  callerIdName: "HEXA SUPPLIES",
  callerIdHidden: false,
  startAt: at("09:10:00"),
  answerAt: at("09:10:05"),
  endAt: at("09:14:00"),
  result: "answered",
  resultReason: null,
  event: "incoming",
  device: { name: "MAC_Client", version: "6.4.1" },
  observedAt: at("09:14:01"),
  source: "webhook",
};

/** What people see of a company's activities. */
export async function storedActivities(company: ZoomCompany): Promise<object[]> {
  const rows = await db().activity.findMany({
    where: { organisationId: company.organisationId, connectionId: company.connectionId, deletedAt: null },
    include: { zoomUser: { select: { zoomKey: true } } },
  });
  return rows.map((row) => {
    const common = { product: row.product, key: row.key, user: row.zoomUser.zoomKey, sources: row.sources };
    const times = { startAt: row.startAt?.getTime() ?? null, endAt: row.endAt?.getTime() ?? null };
    if (row.product !== "phone") {
      const weights = [row.hostWeight, row.titleWeight, row.startWeight, row.endWeight].map(Number);
      return { ...common, ...times, title: row.title, numberMark: row.numberMark, weights };
    }
    const { direction, callerIdName, callerIdHidden, outcome, deviceName, deviceVersion } = row;
    const answerAt = row.answerAt?.getTime() ?? null;
    return {
      ...common,
      ...times,
      direction,
      callerIdName,
      callerIdHidden,
      answerAt,
      outcome,
      deviceName,
      deviceVersion,
    };
  });
}
