/** One REST call, after its token was accepted. */
import type { Company } from "../company/company.ts";
import type { ZoomAccount } from "../company/directory.ts";
import type { Faults } from "../faults.ts";
import type { Ask } from "../http/exchange.ts";
import type { Grant } from "../oauth/grants.ts";
import type { Scope } from "../oauth/scopes.ts";
import type { PageTokens } from "./paging.ts";
import type { RateLabel } from "./rate.ts";

export type RestCall = {
  ask: Ask;
  /** The variable parts of the path, decoded once. */
  params: readonly string[];
  account: ZoomAccount;
  company: Company;
  grant: Grant;
  faults: Faults;
  /** ms. */
  now: number;
  pages: PageTokens;
  /** How long after its end a session reaches Zoom's reports. */
  reportDelayMs: number;
};

export type Endpoint = {
  /** What the path below "/v2" must look like. */
  path: RegExp;
  label: RateLabel;
  scope: Scope;
  answer(call: RestCall): unknown;
};
