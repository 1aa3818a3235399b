/** What the sandbox is doing, for the control page and for tests. */
import type { World } from "./world.ts";

export function describeState(world: World) {
  const now = world.now();
  const grants = world.grants.list();
  return {
    now: new Date(now).toISOString(),
    webhookUrl: world.webhook.url,
    faults: { ...world.faults },
    accounts: world.accounts.map((account) => {
      const company = world.companies.get(account.id);
      const today = now - 86_400_000;
      const running = company?.sessionsBetween(now, now + 1) ?? [];
      return {
        key: account.key,
        id: account.id,
        name: account.name,
        plan: account.plan,
        users: account.users.length,
        isConnected: grants.some((grant) => grant.accountId === account.id),
        scopes: grants.find((grant) => grant.accountId === account.id)?.scopes ?? [],
        sessionsOfLastDay: company?.sessionsBetween(today, now).length ?? 0,
        callsOfLastDay: company?.callsBetween(today, now).length ?? 0,
        running: running.map((session) => ({
          uuid: session.uuid,
          topic: session.topic,
          host: account.users.find((user) => user.id === session.hostId)?.displayName ?? "",
          startAt: new Date(session.startAt).toISOString(),
          isByHand: company?.extra.sessions.includes(session) ?? false,
        })),
        callsSpentToday: world.rate.spentToday(account.id, now),
        calls: world.rate.counts(account.id),
      };
    }),
    deliveries: world.deliverer.log().slice(0, 60),
  };
}
