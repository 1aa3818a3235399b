import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { takeTurns } from "./refresh-turns.ts";

const LASTS_MS = 100;
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, LASTS_MS));

function watch(canFetchRows = true) {
  const told: string[] = [];
  const turns = takeTurns({
    all: async () => {
      told.push("all");
      await pause();
    },
    rows: async (ids) => {
      told.push(ids.join());
      await pause();
      return canFetchRows;
    },
  });
  return { told, ...turns };
}

describe("takeTurns", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("fetches named people at once, one after the other, and joins what comes meanwhile", async () => {
    const { told, add } = watch();
    add(["a"]);
    add(["b"]);
    add(["c", "b"]);
    expect(told).toEqual(["a"]);
    await vi.advanceTimersByTimeAsync(LASTS_MS);
    expect(told).toEqual(["a", "b,c"]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toEqual(["a", "b,c"]);
  });

  it("lets the whole rest after it was fetched, but never named people, and forgets neither", async () => {
    const { told, add } = watch();
    add("everybody");
    await vi.advanceTimersByTimeAsync(LASTS_MS);
    add("everybody");
    add(["a"]);
    await vi.advanceTimersByTimeAsync(LASTS_MS);
    expect(told).toEqual(["all", "a"]);
    await vi.advanceTimersByTimeAsync(500);
    expect(told).toEqual(["all", "a", "all"]);
    for (let ms = 0; ms < 6_000; ms += 10) {
      add("everybody");
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(told.length).toBeLessThanOrEqual(3 + 11);
  });

  it("fetches the whole for many people, and when their rows can not be had", async () => {
    const many = watch();
    many.add(Array.from({ length: 41 }, (_, n) => `${n}`));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(many.told).toEqual(["all"]);
    const failing = watch(false);
    failing.add(["a"]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(failing.told).toEqual(["a", "all"]);
  });

  it("does nothing more once stopped", async () => {
    const { told, add, stop } = watch();
    add("everybody");
    await vi.advanceTimersByTimeAsync(LASTS_MS);
    add("everybody");
    await vi.advanceTimersByTimeAsync(LASTS_MS);
    stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toEqual(["all"]);
  });
});
