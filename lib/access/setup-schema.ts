/** The form of the first run. */
import { z } from "zod";
import { emailSchema, nameSchema, timeZoneSchema } from "./person-schema.ts";

export const setupSchema = z.object({
  code: z.string().trim().min(1, { error: "Enter the code that the server printed at start." }).max(100),
  organisation: z
    .string()
    .trim()
    .min(1, { error: "Enter the name of your organisation." })
    .max(120, { error: "Use at most 120 characters." }),
  timeZone: timeZoneSchema,
  name: nameSchema,
  email: emailSchema,
  password: z.string().max(1000),
});
