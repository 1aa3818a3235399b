"use client";

import { Check, CirclePause, History, X } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Row, Table, Td, Th } from "#components/ui/data-table.tsx";
import { Face } from "#components/ui/face.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Select } from "#components/ui/select.tsx";
import { clockOf, type Eyes, momentOf } from "#components/zoom/instants.ts";
import type { ConnectionView, LogView } from "#lib/integration/overview-types.ts";

const kindNames: Record<LogView["kind"], string> = {
  import: "Import",
  history: "History read",
  token: "Token",
  connection: "Connection",
  delivery: "Delivery",
};
const outcomes: Record<LogView["outcome"], { name: string; icon: typeof Check; tone: string }> = {
  done: { name: "Done", icon: Check, tone: "" },
  back: { name: "Back", icon: Check, tone: "" },
  waiting: { name: "Waiting", icon: CirclePause, tone: "text-warn" },
  failed: { name: "Failed", icon: X, tone: "text-bad" },
};
const filters = [
  { id: "all", name: "All", holds: () => true },
  { id: "well", name: "Done", holds: ({ outcome }: LogView) => outcome === "done" || outcome === "back" },
  {
    id: "ill",
    name: "Waiting or failed",
    holds: ({ outcome }: LogView) => outcome === "waiting" || outcome === "failed",
  },
] as const;
const PAGE = 15;
const ALL = "all";

/** What happened to the connections: jobs and changes of state, the newest first. */
export function LogCard({
  log,
  connections,
  now,
  eyes,
}: {
  log: readonly LogView[];
  connections: readonly ConnectionView[];
  now: number;
  eyes: Eyes;
}) {
  const [account, setAccount] = useState(ALL);
  const [filterId, setFilterId] = useState<(typeof filters)[number]["id"]>("all");
  const [count, setCount] = useState(PAGE);
  const nameOf = new Map(connections.map(({ id, name }) => [id, name]));
  const ofAccount = log.filter(({ connectionId }) => account === ALL || connectionId === account);
  const filter = filters.find(({ id }) => id === filterId) ?? filters[0];
  const lines = ofAccount.filter(filter.holds);
  return (
    <Card aria-label="Log">
      <CardHeader
        title="Log"
        meta="Jobs and changes of state, kept for 30 days"
        actions={
          connections.length > 1 && (
            <Select
              label="Zoom account"
              isLabelHidden
              look="button"
              items={[{ id: ALL, name: "All accounts" }, ...connections.map(({ id, name }) => ({ id, name }))]}
              selectedKey={account}
              onSelectionChange={setAccount}
            />
          )
        }
      />
      <fieldset className="flex flex-wrap gap-1.5 px-4 pb-4">
        <legend className="sr-only">Outcome</legend>
        {filters.map(({ id, name, holds }) => (
          <FilterChip
            key={id}
            isSelected={id === filterId}
            count={ofAccount.filter(holds).length}
            onPress={() => setFilterId(id)}
          >
            {name}
          </FilterChip>
        ))}
      </fieldset>
      {lines.length === 0 ? (
        <Face
          icon={<History aria-hidden />}
          title={log.length === 0 ? "Nothing has happened yet" : "No line matches"}
          className="border-t border-line"
          actions={
            log.length > 0 && (
              <Button
                onPress={() => {
                  setAccount(ALL);
                  setFilterId("all");
                }}
              >
                Show all
              </Button>
            )
          }
        >
          <p>
            {log.length === 0
              ? "Imports, history reads and trouble with Zoom show here."
              : "Other lines are hidden by your choice."}
          </p>
        </Face>
      ) : (
        <Table label="Log of the connections" className="border-t border-line">
          <thead>
            <tr>
              <Th className="pl-4">Time</Th>
              <Th>Kind</Th>
              <Th>What</Th>
              <Th>Account</Th>
              <Th>Outcome</Th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, count).map((line) => (
              <LogRow key={line.id} line={line} account={nameOf.get(line.connectionId) ?? ""} now={now} eyes={eyes} />
            ))}
          </tbody>
        </Table>
      )}
      {lines.length > count && (
        <div className="border-t border-line p-2">
          <Button variant="plain" size="sm" onPress={() => setCount(count + PAGE)}>
            Show older
          </Button>
        </div>
      )}
    </Card>
  );
}

function LogRow({ line, account, now, eyes }: { line: LogView; account: string; now: number; eyes: Eyes }) {
  const { name, icon: Icon, tone } = outcomes[line.outcome];
  const moment = momentOf(line.at, eyes, now);
  return (
    <Row className="[&>td]:h-9!">
      <Td isNumeric className="pl-4">
        {moment.startsWith("Today") ? clockOf(line.at, eyes, true) : moment}
      </Td>
      <Td className="whitespace-nowrap">{kindNames[line.kind]}</Td>
      <Td className="min-w-52">{line.what}</Td>
      <Td className="whitespace-nowrap">{account}</Td>
      <Td>
        <span className={`flex items-center gap-1.5 ${tone}`}>
          <Icon aria-hidden size={14} />
          {name}
        </span>
      </Td>
    </Row>
  );
}
