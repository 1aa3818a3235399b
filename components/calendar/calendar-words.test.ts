import { expect, test } from "vitest";
import { type FeedOnPage, failureWords, feedFailures } from "#lib/calendar/feed-types.ts";
import { eventWords, readingWords, stateWords } from "./calendar-words.ts";

const eyes = { timeZone: "Europe/London", hourCycle: "24h" } as const;
const now = Date.parse("2026-11-17T23:30:00Z");
const feed: FeedOnPage = {
  id: "one",
  name: "Work",
  kind: "address",
  host: "calendar.example",
  state: "ok",
  failure: null,
  failingSince: null,
  readAt: "2026-11-17T23:20:00Z",
  dueAt: null,
  events: 214,
  next: { startAt: "2026-11-19T09:00:00Z", isAllDay: false },
  skipped: 0,
};

test("how many events there are, and when the next is, by the viewer's days", () => {
  const words = (startAt: string, isAllDay = false, zone = "Europe/London") =>
    eventWords({ events: 214, next: { startAt, isAllDay } }, { ...eyes, timeZone: zone }, now);
  expect(words("2026-11-17T23:45:00Z")).toBe("214 events, the next today at 23:45");
  expect(words("2026-11-18T00:15:00Z")).toBe("214 events, the next tomorrow at 00:15");
  expect(words("2026-11-18T00:15:00Z", false, "Asia/Kolkata")).toBe("214 events, the next today at 05:45");
  expect(words("2026-11-19T09:00:00Z")).toBe("214 events, the next on Thursday at 09:00");
  expect(words("2026-12-04T00:00:00Z", true, "America/New_York")).toBe("214 events, the next on 4 December");
  expect(eventWords({ events: 1, next: null }, eyes, now)).toBe("1 event, none ahead");
});

test("each state is a sentence, and a failure says what to do", () => {
  expect(stateWords(feed, eyes, now).text).toBe("214 events, the next on Thursday at 09:00. Read 10 min ago.");
  expect(stateWords({ ...feed, skipped: 1 }, eyes, now).text).toContain(
    "1 event could not be understood and is left out.",
  );
  expect(stateWords({ ...feed, kind: "file", readAt: "2026-11-10T23:20:00Z" }, eyes, now).text).toContain(
    "Added 7 days ago.",
  );
  const failing = { ...feed, state: "failing", failure: "missing", failingSince: "2026-11-17T20:30:00Z" } as const;
  expect(stateWords(failing, eyes, now)).toEqual({
    tone: "warn",
    text: "There is no calendar at this address any more, since 3 h ago. Copy the address again: it changes when the calendar is published anew or its address is reset. What was read before stays.",
  });
  expect(readingWords({ kind: "failed", failure: "webPage" }, eyes, now).title).toBe(
    "This is a web page, not a calendar",
  );
  for (const failure of feedFailures) expect(failureWords(failure).next).toMatch(/\.$/);
});
