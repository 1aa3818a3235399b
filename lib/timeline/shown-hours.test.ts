import { describe, expect, it } from "vitest";
import { viewOfWorkAndNow } from "./shown-hours.ts";

const office = [{ workStart: 540, workEnd: 1050 }];
const at = (nowMinute: number | null, running: number[] = [], ended: number[] = []) => [
  {
    nowMinute,
    person: {
      sessions: [
        ...running.map(() => ({ state: "running" as const })),
        ...ended.map(() => ({ state: "ended" as const })),
      ],
    },
    sessions: [
      ...running.map((from) => ({ from, isRunning: true })),
      ...ended.map((from) => ({ from, isRunning: false })),
    ],
  },
];

describe("viewOfWorkAndNow", () => {
  it("shows the working hours and an hour on each side while now is within", () => {
    expect(viewOfWorkAndNow(office, at(700))).toEqual({ from: 480, to: 1140 });
  });

  it.each([
    ["in the night", 43, { from: 0, to: 1140 }],
    ["early", 402, { from: 360, to: 1140 }],
    ["soon after a full hour, with what has just ended", 425, { from: 360, to: 1140 }],
    ["late", 1290, { from: 480, to: 1320 }],
    ["at a full hour", 1260, { from: 480, to: 1320 }],
    ["in the last minute of the day", 1439.9, { from: 480, to: 1440 }],
  ])("reaches over now %s", (_when, now, view) => {
    expect(viewOfWorkAndNow(office, at(now))).toEqual(view);
  });

  it("reaches back to where a running session began, not to one that ended", () => {
    expect(viewOfWorkAndNow(office, at(700, [190], [20]))).toEqual({ from: 180, to: 1140 });
  });

  it("stays with the working hours on other days, whatever happened outside", () => {
    expect(viewOfWorkAndNow(office, at(null, [], [10, 1400]))).toEqual({ from: 480, to: 1140 });
  });

  it("reaches over the now of everyone who is shown", () => {
    expect(viewOfWorkAndNow(office, [...at(5), ...at(1385)])).toEqual({ from: 0, to: 1440 });
  });
});
