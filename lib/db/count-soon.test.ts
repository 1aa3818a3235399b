import { expect, test } from "vitest";
import { countSoon } from "./count-soon.ts";

type Sum = { name: string; count: number };

function counter(write: (sums: Sum[]) => Promise<void>) {
  return countSoon<Sum>({
    join(own, more) {
      own.count += more.count;
    },
    write,
  });
}

test("what is counted under one key is one sum", async () => {
  const written: Sum[][] = [];
  const { add, flush } = counter(async (sums) => void written.push(sums));
  add("a", { name: "a", count: 1 });
  add("b", { name: "b", count: 1 });
  add("a", { name: "a", count: 2 });
  await flush();
  await flush();
  expect(written).toEqual([
    [
      { name: "a", count: 3 },
      { name: "b", count: 1 },
    ],
  ]);
});

test("what could not be written is written the next time, with what came meanwhile", async () => {
  let isAway = true;
  const written: Sum[][] = [];
  const { add, flush } = counter(async (sums) => {
    if (isAway) throw new Error("away");
    written.push(sums);
  });
  add("a", { name: "a", count: 1 });
  await flush();
  add("a", { name: "a", count: 4 });
  isAway = false;
  await flush();
  expect(written).toEqual([[{ name: "a", count: 5 }]]);
});
