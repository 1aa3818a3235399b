import { describe, expect, test } from "vitest";
import { parseSettings, SettingsError } from "./env.ts";

const good = {
  DATABASE_URL: "postgresql://user:pw@127.0.0.1:5432/worksights",
  NEXTAUTH_SECRET: "x".repeat(32),
  ENCRYPTION_KEYS: `k2:${Buffer.alloc(32, 2).toString("base64")},k1:${Buffer.alloc(32, 1).toString("base64")}`,
};

function problemsOf(settings: Record<string, string | undefined>): readonly string[] {
  try {
    parseSettings(settings);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe("settings", () => {
  test("the least that is needed is enough, and the rest has its defaults", () => {
    const settings = parseSettings(good);
    expect(settings).toMatchObject({
      APP_URL: "http://localhost:3000",
      PORT: 3000,
      ZOOM_OAUTH_URL: "https://zoom.us",
      ZOOM_WEBHOOK_SECRET: [],
      WORKER: "on",
      DEMO: "off",
    });
    expect(settings.ZOOM_API_URL).toBeUndefined();
    expect(settings.ENCRYPTION_KEYS.map(({ id }) => id)).toEqual(["k2", "k1"]);
  });

  test("every missing setting is named, all at once, with what to put there", () => {
    const problems = problemsOf({});
    expect(problems).toHaveLength(3);
    for (const name of ["DATABASE_URL", "NEXTAUTH_SECRET", "ENCRYPTION_KEYS"])
      expect(problems.find((problem) => problem.startsWith(name))).toBeDefined();
    for (const problem of problems) expect(problem).toMatch(/is missing; (put|make|npm start)/);
  });

  test.each([
    ["APP_URL", "intranet.halden.example"],
    ["PORT", "eighty"],
    ["DATABASE_URL", "mysql://nowhere/x"],
    ["NEXTAUTH_SECRET", "short"],
    ["ENCRYPTION_KEYS", "k1:dG9vIHNob3J0"],
    ["ZOOM_CLIENT_ID", "half-a-pair"],
    ["OIDC_ISSUER", "https://id.example.com"],
    ["LOG_LEVEL", "loud"],
    ["CALENDAR_ALLOWED_ORIGINS", "localhost:4010/calendars"],
  ])("a bad %s is refused, and its value is not repeated", (name, value) => {
    const problems = problemsOf({ ...good, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).not.toContain(value);
  });

  test("an empty optional setting is the same as none", () => {
    expect(
      parseSettings({ ...good, ZOOM_CLIENT_ID: "", ZOOM_CLIENT_SECRET: "", OIDC_ISSUER: "", ZOOM_API_URL: "" }),
    ).toMatchObject({ ZOOM_CLIENT_ID: undefined, OIDC_ISSUER: undefined });
  });

  test("several webhook secrets may be given while rotating", () => {
    expect(parseSettings({ ...good, ZOOM_WEBHOOK_SECRET: "new, old," }).ZOOM_WEBHOOK_SECRET).toEqual(["new", "old"]);
  });
});
