import { expect, test } from "vitest";
import type { ConnectionView } from "#lib/integration/overview-types.ts";
import { ownerTrouble } from "./owner-trouble.ts";

const connections = [{ isLive: true } as ConnectionView];
const candidates = [{ id: "rosa", name: "Rosa Martens", roleName: "Executive" }];
const rosa = { id: "rosa", name: "Rosa Martens", isActive: true };

test("an owner who may act is no trouble", () => {
  expect(ownerTrouble({ owner: rosa, candidates, connections })).toBeNull();
});

test("an owner who was deactivated is named", () => {
  expect(ownerTrouble({ owner: { ...rosa, isActive: false }, candidates: [], connections })).toBe(
    "Rosa Martens owns the Zoom integration, but was deactivated.",
  );
});

test("an owner whose role no longer manages Zoom is named", () => {
  expect(ownerTrouble({ owner: rosa, candidates: [], connections })).toContain("may no longer manage it");
});

test("no owner is trouble only while something is connected", () => {
  expect(ownerTrouble({ owner: null, candidates, connections })).toContain("no owner");
  expect(ownerTrouble({ owner: null, candidates, connections: [] })).toBeNull();
});
