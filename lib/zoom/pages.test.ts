import { describe, expect, it } from "vitest";
import { ZoomError } from "#lib/errors.ts";
import type { Page } from "./observation-types.ts";
import { readPages } from "./pages.ts";
import { pathId } from "./path-id.ts";
import { collect } from "./stand-in.ts";

const page = (item: number, nextCursor: string | null): Page<number> => ({
  items: [item],
  skipped: 0,
  lookUp: [],
  nextCursor,
});
const lostToken = (code: number) => new ZoomError("contract", "lost", { status: 400, zoomCode: code });

describe("readPages", () => {
  it("reads to the end", async () => {
    const all = await collect(
      readPages(async (cursor) => (cursor === null ? page(1, "a") : cursor === "a" ? page(2, "b") : page(3, null))),
    );
    expect(all.items).toEqual([1, 2, 3]);
  });

  it.each([300, 400])("begins the list again when its token has expired (code %d), twice at most", async (code) => {
    let expirations = 0;
    const read = (most: number) =>
      collect(
        readPages(async (cursor) => {
          if (cursor === null) return page(1, "a");
          if (expirations < most) {
            expirations += 1;
            throw lostToken(code);
          }
          return page(2, null);
        }),
      );
    expect((await read(2)).items).toEqual([1, 1, 1, 2]);
    expirations = 0;
    await expect(read(3)).rejects.toThrow(ZoomError);
  });

  it("does not begin again for any other failure", async () => {
    let calls = 0;
    const pages = readPages(async (cursor) => {
      calls += 1;
      if (cursor === null) return page(1, "a");
      throw new ZoomError("transient", "away");
    });
    await expect(collect(pages)).rejects.toMatchObject({ kind: "transient" });
    expect(calls).toBe(2);
    await expect(
      collect(
        readPages<number>(async () => {
          throw lostToken(300);
        }),
      ),
    ).rejects.toMatchObject({ kind: "contract" });
  });

  it("does not go round for ever, nor claim to have reached the end", async () => {
    const pages = readPages(async (cursor) => page(1, cursor === "a" ? "b" : "a"));
    await expect(collect(pages)).rejects.toMatchObject({ kind: "contract" });
  });
});

describe("pathId", () => {
  it.each([
    ["Qm9vayBhIHJvb20gMQ==", "Qm9vayBhIHJvb20gMQ%3D%3D"],
    ["/ajXp112QmuoKj4854875==", "%252FajXp112QmuoKj4854875%253D%253D"],
    ["aj//Xp112QmuoKj48548==", "aj%252F%252FXp112QmuoKj48548%253D%253D"],
    ["aj/Xp+12", "aj%252FXp%252B12"],
    ["a+b", "a%2Bb"],
    ["20260303-7d0f3c52-14ce", "20260303-7d0f3c52-14ce"],
  ])("writes %s as %s", (id, expected) => {
    expect(pathId(id)).toBe(expected);
    expect(new URL(`https://x.test/a/${pathId(id)}`).pathname).toBe(`/a/${expected}`);
  });
});
