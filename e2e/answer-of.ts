/** Answers of the server that a story needs just so. */

type Part = { id: string; kind: "meeting" | "call"; from: number; to: number };

/** A day of so many people, as the server would answer it; minutes from midnight. */
export function answerOf(day: string, names: readonly string[], partsOf: (row: number) => readonly Part[]) {
  const at = (minute: number) => new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000).toISOString();
  const call = { direction: "incoming", callerIdName: "Ferrow", isCallerIdHidden: false, outcome: "answered" };
  const sessionOf = ({ id, kind, from, to }: Part) => ({
    ...{ id, kind, title: kind === "call" ? null : `Plan ${id}`, startAt: at(from), endAt: at(to), state: "ended" },
    call: kind === "call" ? { ...call, answerAt: at(from), deviceName: null, deviceVersion: null } : null,
    ...{ connectionName: "Halden", sources: ["live"], receivedAt: at(to), eventId: null },
  });
  const people = names.map((name, row) => ({
    ...{ id: `00000000-0000-4000-8000-${String(row).padStart(12, "0")}`, name, timeZone: "UTC", dayZone: "UTC" },
    ...{ workStart: 540, workEnd: 1050, isWorkDay: true, managerName: null, isMapped: true, gaps: [], events: [] },
    ...{ calendar: "none", sessions: partsOf(row).map(sessionOf) },
  }));
  return {
    ...{ day, asOf: at(3000), products: ["meetings", "phone", "webinars"], people },
    zoom: { state: "connected", listeningSince: null, mappedPeople: names.length, troubles: [], whoConnects: [] },
  };
}
