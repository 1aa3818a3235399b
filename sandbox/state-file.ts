/**
 * What must survive a restart: who allowed the app (else its refresh token would die with us), what was made by hand,
 * which users were changed, and when the live present was on. Everything else is computed again.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Company } from "./company/company.ts";
import { type DirectoryUser, makeAccounts } from "./company/directory.ts";
import type { Player, Run } from "./live/player.ts";
import type { Grant, Grants } from "./oauth/grants.ts";

type SavedAccount = {
  key: string;
  changedUsers: DirectoryUser[];
  removedKeys: string[];
  extra: Company["extra"];
  deletedElements: string[];
};

type Saved = { version: 1; seed: string; grants: Grant[]; runs: Run[]; accounts: SavedAccount[] };

type Parts = { seed: string; grants: Grants; player: Player; companies: ReadonlyMap<string, Company> };

/** Writes the state whole or not at all. */
export function saveState(file: string, parts: Parts): void {
  const fresh = makeAccounts();
  const accounts = [...parts.companies.values()].map(({ account, extra, deletedElements }): SavedAccount => {
    const before = new Map(
      fresh.find(({ key }) => key === account.key)?.users.map((user) => [user.key, JSON.stringify(user)]),
    );
    const keys = new Set(account.users.map((user) => user.key));
    return {
      key: account.key,
      changedUsers: account.users.filter((user) => before.get(user.key) !== JSON.stringify(user)),
      removedKeys: [...before.keys()].filter((key) => !keys.has(key)),
      extra,
      deletedElements: [...deletedElements],
    };
  });
  const saved: Saved = {
    version: 1,
    seed: parts.seed,
    grants: [...parts.grants.list()],
    runs: parts.player.runs(),
    accounts,
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(saved), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Reads the state back; false when there is none, or one of another seed or version. */
export function restoreState(file: string, parts: Parts): boolean {
  const saved = readSaved(file);
  if (saved === null || saved.seed !== parts.seed) return false;
  parts.grants.restore(saved.grants);
  for (const company of parts.companies.values()) {
    const account = saved.accounts.find(({ key }) => key === company.account.key);
    if (account) restoreAccount(company, account);
  }
  parts.player.restore(saved.runs);
  return true;
}

function readSaved(file: string): Saved | null {
  try {
    // Written by ourselves a moment ago; another version is left alone.
    const saved = JSON.parse(readFileSync(file, "utf8")) as Saved;
    return saved.version === 1 ? saved : null;
  } catch {
    return null;
  }
}

function restoreAccount(company: Company, saved: SavedAccount): void {
  const { users } = company.account;
  for (const changed of saved.changedUsers) {
    const known = users.find((user) => user.key === changed.key);
    // The company's past is tied to these very objects, so they are filled in, not replaced.
    if (known) Object.assign(known, changed);
    else users.push(changed);
  }
  for (const key of saved.removedKeys) {
    const index = users.findIndex((user) => user.key === key);
    if (index >= 0) users.splice(index, 1);
  }
  company.extra.sessions.push(...saved.extra.sessions);
  company.extra.calls.push(...saved.extra.calls);
  for (const id of saved.deletedElements) company.deletedElements.add(id);
}
