/** What a person's form and the import may say, checked in the same way in the browser and on the server. */
import { z } from "zod";
import { roles } from "./permissions.ts";

/** Whether this is a time zone's name, such as Europe/Berlin; a mere offset is none, since it knows no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, { error: "Enter an e-mail." })
  .max(320, { error: "This e-mail is too long." })
  .pipe(z.email({ error: "This is not an e-mail. It looks like name@company.example." }));

export const nameSchema = z
  .string()
  .trim()
  .min(1, { error: "Enter a name." })
  .max(120, { error: "Use at most 120 characters for a name." });

export const timeZoneSchema = z
  .string()
  .trim()
  .refine(isTimeZone, { error: "This time zone is not known. It looks like Europe/Berlin." });

export const workHoursSchema = z.object({
  /** Minutes from midnight in the person's zone. */
  workStart: z.number().int().min(0).max(1439),
  workEnd: z.number().int().min(1).max(1440),
  /** ISO weekdays, 1 = Monday. */
  workDays: z.array(z.number().int().min(1).max(7)).transform((days) => [...new Set(days)].sort((a, b) => a - b)),
});

export const personSchema = z
  .object({
    name: nameSchema,
    email: emailSchema,
    role: z.enum(roles),
    timeZone: timeZoneSchema,
    managerId: z.uuid().nullable(),
    maySignIn: z.boolean(),
    hourCycle: z.enum(["24h", "12h"]),
    ...workHoursSchema.shape,
  })
  .refine(({ workStart, workEnd }) => workStart < workEnd, {
    path: ["workEnd"],
    error: "The working day must end after it begins.",
  });

export type PersonInput = z.output<typeof personSchema>;

export const preferencesSchema = z.object({
  timeZone: timeZoneSchema,
  hourCycle: z.enum(["24h", "12h"]),
  /** Whether letters alone are shortcuts. */
  singleKeys: z.boolean(),
});
export type Preferences = z.output<typeof preferencesSchema>;
