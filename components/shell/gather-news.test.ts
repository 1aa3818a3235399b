import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { gatherNews } from "./gather-news.ts";
import type { LiveNews } from "./live-source.ts";

const change = (topic: string): LiveNews => ({ kind: "changes", changes: [{ topic }] });

describe("gatherNews", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("tells a single change almost at once", () => {
    const told = vi.fn();
    gatherNews(told, 500).add(change("activity"));
    vi.advanceTimersByTime(50);
    expect(told).toHaveBeenCalledExactlyOnceWith(change("activity"));
  });

  it("joins a burst, and a storm comes through twice a second with nothing lost", () => {
    const told = vi.fn<(news: LiveNews) => void>();
    const gatherer = gatherNews(told, 500);
    for (let ms = 0; ms < 3000; ms += 10) {
      gatherer.add(change(`t${ms}`));
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1000);
    expect(told.mock.calls.length).toBeLessThanOrEqual(8);
    const topics = told.mock.calls.flatMap(([news]) => (news.kind === "changes" ? news.changes : []));
    expect(topics).toHaveLength(300);
  });

  it("lets everything swallow single changes, and is silent once stopped", () => {
    const told = vi.fn();
    const gatherer = gatherNews(told, 500);
    gatherer.add(change("activity"));
    gatherer.add({ kind: "everything" });
    vi.advanceTimersByTime(50);
    expect(told).toHaveBeenCalledExactlyOnceWith({ kind: "everything" });
    gatherer.add(change("people"));
    gatherer.stop();
    vi.advanceTimersByTime(1000);
    expect(told).toHaveBeenCalledTimes(1);
  });
});
