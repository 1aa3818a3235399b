/** Imported by tests without a database whose subject reads a setting: nothing answers at the address. */
import { testSettings } from "./test-settings.ts";

Object.assign(process.env, testSettings, { DATABASE_URL: "postgresql://localhost/unused" });
