import { describe, expect, it } from "vitest";
import { plannedActualInWords, plannedAgainstActual } from "./planned-actual.ts";

const at = (time: string) => `2026-11-17T${time}:00Z`;
const event = { startAt: at("10:00"), endAt: at("11:00"), isAllDay: false };
const ended = (from: string, to: string) => ({ startAt: at(from), endAt: at(to), state: "ended" as const });
const running = (from: string) => ({ startAt: at(from), endAt: null, state: "running" as const });
const minutes = (count: number) => count * 60_000;
const words = (sessions: Parameters<typeof plannedAgainstActual>[1], now = "18:00") =>
  plannedActualInWords(plannedAgainstActual(event, sessions, Date.parse(at(now))), "held").join(", ");

describe("planned against actual", () => {
  it.each([
    ["Started 4 min late, ran 12 min over", [ended("10:04", "11:12")]],
    ["Started 5 min early, ended 20 min early", [ended("09:55", "10:40")]],
    ["As planned", [ended("10:00", "11:00")]],
    ["Ended 10 min early, held in 2 parts", [ended("10:30", "10:50"), ended("10:00", "10:20")]],
    ["Started 2 min late", [{ startAt: at("10:02"), endAt: null, state: "endUnknown" as const }]],
    ["", []],
  ])("%s", (expected, sessions) => {
    expect(words(sessions)).toBe(expected);
  });

  it("says of a running one what is known so far", () => {
    expect(words([running("10:05")], "10:30")).toBe("Started 5 min late");
    expect(words([running("10:00")], "10:30")).toBe("");
    expect(words([running("10:00")], "11:15")).toBe("Runs 15 min over");
  });

  it("counts time in sessions once, and compares nothing with an event of whole days", () => {
    const sessions = [ended("10:00", "10:40"), ended("10:30", "11:00")];
    expect(plannedAgainstActual(event, sessions, 0)).toMatchObject({
      plannedMs: minutes(60),
      heldMs: minutes(60),
      lateMs: 0,
      overMs: 0,
      parts: 2,
    });
    const allDay = { ...event, isAllDay: true };
    expect(plannedAgainstActual(allDay, sessions, 0)).toMatchObject({ lateMs: null, overMs: null });
  });

  it("takes seconds for nothing, and says when it was not held", () => {
    const nearly = [{ startAt: "2026-11-17T10:00:59Z", endAt: "2026-11-17T10:59:01Z", state: "ended" as const }];
    expect(words(nearly)).toBe("As planned");
    expect(plannedActualInWords(plannedAgainstActual(event, [], 0), "notHeld")).toEqual(["Not held"]);
    expect(plannedActualInWords(plannedAgainstActual(event, [], 0), "notHost")).toEqual([]);
  });
});
