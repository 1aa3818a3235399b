import { describe, expect, it } from "vitest";
import { findConference, withoutLinks } from "./links.ts";

const found = (...texts: string[]) => {
  const { provider, zoomNumber } = findConference(texts);
  return [provider, zoomNumber];
};
const zoom = ["zoom", "84512007733"];

describe("findConference", () => {
  it.each([
    ["https://zoom.us/j/84512007733", zoom],
    ["https://us02web.zoom.us/j/84512007733?pwd=abc.1", zoom],
    ["HTTPS://ACME.Zoom.US/j/84512007733", zoom],
    ["https://acme.zoom.com/j/84512007733", zoom],
    ["https://acme.zoomgov.com/j/84512007733", zoom],
    ["https://zoom.us/w/84512007733?tk=x", zoom],
    ["https://app.zoom.us/wc/84512007733/join", zoom],
    ["https://app.zoom.us/wc/join/84512007733", zoom],
    ["zoommtg://zoom.us/join?action=join&confno=84512007733", zoom],
    ["zoom.us/j/84512007733", zoom],
    ['<a href="https://zoom.us/j/84512007733?pwd=x&amp;from=addon">join</a>', zoom],
    ["https://zoom.us/j/845%201200%207733", zoom],
    ["Einwählen: (https://zoom.us/j/84512007733).", zoom],
    ["link=https%3A%2F%2Fus02web.zoom.us%2Fj%2F84512007733%3Fpwd%3Dx", zoom],
    ["https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fzoom.us%2Fj%2F84512007733&data=05", zoom],
    ["https://www.google.com/url?q=https://zoom.us/j/84512007733&sa=D", zoom],
    ["https://urldefense.com/v3/__https://zoom.us/j/84512007733__;!!abc$", zoom],
    ["https://urldefense.proofpoint.com/v2/url?u=https-3A__zoom.us_j_84512007733&d=x", zoom],
    ["https://acme.zoom.us/my/amara", ["zoom", null]],
    ["https://acme.zoom.us/my/amara\nMeeting ID: 845 1200 7733", zoom],
    ["https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=x", ["teams", null]],
    ["https://teams.microsoft.com/meet/234567890?p=x", ["teams", null]],
    ["https://teams.live.com/meet/9355500000", ["teams", null]],
    ["https://meet.google.com/abc-defg-hij", ["meet", null]],
    ["https://acme.webex.com/meet/amara", ["other", null]],
    ["https://meet.goto.com/123456789", ["other", null]],
  ])("knows %s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    "https://zoom.us.evil.example/j/84512007733",
    "https://evilzoom.us/j/84512007733",
    "https://zoom.us@evil.example/j/84512007733",
    "https://evil.example/zoom.us/j/84512007733",
    "https://evil.example?next=https://zoom.us/j/84512007733",
    "https://evil.example/?url=https%3A%2F%2Fzoom.us%2Fj%2F84512007733",
    "https://zoom.us/rec/share/abc",
    "https://zoom.us/u/abcd",
    "https://support.zoom.us/hc/en-us",
    "https://dialin.teams.microsoft.com/abc?id=1",
    "https://teams.microsoft.com/l/channel/19%3a",
    "https://meet.google.com/",
    "amara@zoom.us/j",
    "Zoom room, 3rd floor",
    "",
  ])("is not taken in by %s", (text) => {
    expect(found(text)[0]).toBeNull();
  });

  it("believes the first text that leads into a meeting", () => {
    expect(found("Room 4", "https://teams.live.com/meet/1", "https://zoom.us/j/84512007733")).toEqual(["teams", null]);
    expect(found("https://zoom.us/rec/x and https://meet.google.com/abc-defg-hij")).toEqual(["meet", null]);
  });

  it("stays quick on texts made to be slow", () => {
    for (const text of [
      "a.".repeat(40_000),
      "https://".repeat(9_000),
      `zoom.us/${"j/".repeat(30_000)}`,
      "%3a%2f".repeat(9_000),
    ])
      expect(found(text)[1]).toBeNull();
  });
});

it("takes links out of titles and leaves the rest", () => {
  expect(withoutLinks("Review v1.2/3 https://x.example/a?b zoom.us/j/84512007733 (Zoom)")).toBe(
    "Review v1.2/3   (Zoom)",
  );
});
