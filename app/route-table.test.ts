import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { actionDoors, type Door, pageDoors, routeDoors } from "#lib/access/route-table.ts";

const files = readdirSync("app", { recursive: true, encoding: "utf8" }).map((path) => join("app", path));
const sources = files.filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path));
const text = (path: string) => readFileSync(path, "utf8");

/** The names that a module exports as values. */
function exportsOf(path: string): string[] {
  const source = text(path);
  const declared = [...source.matchAll(/^export\s+(?:async\s+)?(?:const|let|var|function)\s+([A-Za-z_]\w*)/gm)];
  const listed = [...source.matchAll(/^export\s*\{([^}]*)\}/gm)].flatMap(([, names]) => (names ?? "").split(","));
  const renamed = listed
    .map(
      (name) =>
        name
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? "",
    )
    .filter((name) => name !== "");
  return [...declared.map(([, name]) => name ?? ""), ...renamed];
}

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const isAction = (path: string) => /^["']use server["'];?\s*$/m.test(text(path).split("\n", 5).join("\n"));

describe("the table of doors", () => {
  it("has a row for each page, and no row without a page", () => {
    const pages = sources.filter((path) => /(^|\/)page\.tsx?$/.test(path));
    expect(Object.keys(pageDoors).sort()).toEqual(pages.sort());
  });

  it("has a row for each method of each route handler", () => {
    const routes = sources.filter((path) => /(^|\/)route\.tsx?$/.test(path));
    const found = Object.fromEntries(
      routes.map((path) => [
        path,
        exportsOf(path)
          .filter((name) => methods.has(name))
          .sort(),
      ]),
    );
    const rows = Object.fromEntries(Object.entries(routeDoors).map(([path, row]) => [path, Object.keys(row).sort()]));
    expect(rows).toEqual(found);
  });

  it("has a row for each server action", () => {
    const found = Object.fromEntries(sources.filter(isAction).map((path) => [path, exportsOf(path).sort()]));
    const rows = Object.fromEntries(Object.entries(actionDoors).map(([path, row]) => [path, Object.keys(row).sort()]));
    expect(rows).toEqual(found);
  });

  it("knows all server actions: none hides within a function or outside of app", () => {
    const inline = sources.filter((path) => !isAction(path) && /["']use server["']/.test(text(path)));
    expect(inline).toEqual([]);
    for (const room of ["components", "lib"]) {
      const others = readdirSync(room, { recursive: true, encoding: "utf8" })
        .filter((path) => /\.tsx?$/.test(path) && !path.startsWith("db/generated"))
        .filter((path) => /^\s*["']use server["']/m.test(text(join(room, path))));
      expect(others).toEqual([]);
    }
  });

  it("gives each public door its reason", () => {
    const doors: Door[] = [pageDoors, ...Object.values(routeDoors), ...Object.values(actionDoors)].flatMap((row) =>
      Object.values(row),
    );
    for (const door of doors) if (typeof door !== "string") expect(door.public.length).toBeGreaterThan(10);
  });
});
