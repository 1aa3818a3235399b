/**
 * Every setting, parsed once. A bad or missing one is named at start with what to put there.
 * Nothing else in the project reads `process.env`, `scripts/` and `sandbox/` excepted.
 */
import { z } from "zod";

const DEVELOPMENT_ZOOM_HELP = "from the app's page in the Zoom App Marketplace";

const url = (help: string) =>
  z.string().refine((value) => URL.canParse(value) && /^https?:/.test(value), {
    error: `must be an http(s) address, ${help}`,
  });

const encryptionKeys = z
  .string({ error: "is missing; make one with: echo k1:$(openssl rand -base64 32)" })
  .transform((text) =>
    text.split(",").map((part) => {
      const separator = part.indexOf(":");
      return { id: part.slice(0, separator).trim(), key: Buffer.from(part.slice(separator + 1).trim(), "base64") };
    }),
  )
  .refine((keys) => keys.every(({ id, key }) => /^[A-Za-z0-9_-]{1,32}$/.test(id) && key.length === 32), {
    error:
      "must be id:base64 pairs of 32-byte keys, separated by commas; make one with: echo k1:$(openssl rand -base64 32)",
  });

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const origins = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ""),
  )
  .refine((all) => all.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin), {
    error: "must be origins separated by commas, for example http://localhost:4010, and only for trials",
  });

const settingsSchema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    APP_URL: url("for example https://worksights.example.com").default("http://localhost:3000"),
    PORT: z.coerce.number().int().min(1).max(65535).default(3000),
    DATABASE_URL: z
      .string({
        error: "is missing; npm start and npm run demo set it for their own Postgres, else give postgresql://…",
      })
      .regex(/^postgres(ql)?:\/\//, { error: "must be a postgresql:// address" }),
    NEXTAUTH_SECRET: z
      .string({ error: "is missing; put a random text there: openssl rand -base64 32" })
      .min(32, { error: "must have at least 32 characters; make one with: openssl rand -base64 32" }),
    NEXTAUTH_URL: optional(url("the same as APP_URL")),
    ENCRYPTION_KEYS: encryptionKeys,
    ZOOM_CLIENT_ID: optional(z.string().min(1)),
    ZOOM_CLIENT_SECRET: optional(z.string().min(1)),
    ZOOM_WEBHOOK_SECRET: z
      .string()
      .default("")
      .transform((text) =>
        text
          .split(",")
          .map((secret) => secret.trim())
          .filter((secret) => secret !== ""),
      ),
    ZOOM_OAUTH_URL: url("https://zoom.us unless you test against a stand-in").default("https://zoom.us"),
    ZOOM_API_URL: optional(url("https://api.zoom.us unless you test against a stand-in")),
    OIDC_ISSUER: optional(url("the issuer of your identity provider")),
    OIDC_CLIENT_ID: optional(z.string().min(1)),
    OIDC_CLIENT_SECRET: optional(z.string().min(1)),
    SMTP_URL: optional(z.string().regex(/^smtps?:\/\//, { error: "must be an smtp:// or smtps:// address" })),
    SMTP_FROM: optional(z.string().min(3)),
    CALENDAR_ALLOWED_ORIGINS: origins,
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    WORKER: z.enum(["on", "off"]).default("on"),
    RECEIVER: z.enum(["on", "off"]).default("on"),
    DEMO: z.enum(["on", "off"]).default("off"),
  })
  .refine((s) => (s.ZOOM_CLIENT_ID === undefined) === (s.ZOOM_CLIENT_SECRET === undefined), {
    path: ["ZOOM_CLIENT_SECRET"],
    error: `belongs together with ZOOM_CLIENT_ID: set both, ${DEVELOPMENT_ZOOM_HELP}`,
  })
  .refine(
    (s) =>
      [s.OIDC_ISSUER, s.OIDC_CLIENT_ID, s.OIDC_CLIENT_SECRET].filter((value) => value !== undefined).length % 3 === 0,
    {
      path: ["OIDC_ISSUER"],
      error: "belongs together with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: set all three or none",
    },
  );

export type Settings = z.infer<typeof settingsSchema>;

/** The settings are wrong. `problems` has one line a setting: its name and what to put there. Never a value. */
export class SettingsError extends Error {
  override name = "SettingsError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`These settings need a change:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

/** Parses settings from a bag of texts such as `process.env`. Throws `SettingsError` naming every bad one. */
export function parseSettings(source: Record<string, string | undefined>): Settings {
  const parsed = settingsSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  throw new SettingsError(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
}

let cached: Settings | undefined;

/** The settings of this process, parsed at the first call. */
export function env(): Settings {
  cached ??= parseSettings(process.env);
  return cached;
}
