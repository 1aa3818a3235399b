/**
 * Where everything in one person's row goes: the one function that owns every coordinate. Pure, so that server, browser
 * and tests agree. What holds: every session is in exactly one block or in one "+n"; nothing in a lane overlaps; every
 * box is finite and inside the track; however many sessions there are, the width decides how many blocks there can be.
 */
import { labelWidth } from "./label-width.ts";
import { type Draft, hide, type MoreDraft, rightOf } from "./layout-row-more.ts";

/** Part of the ruler that is shown, in minutes of the wall clock. */
export type RulerView = { from: number; to: number };

/** A session as the layout needs it; `from` and `to` are minutes of the ruler, already cut to the day. */
export type RowSession = {
  id: string;
  kind: "meeting" | "call" | "webinar";
  from: number;
  to: number;
  isRunning: boolean;
  /** What to write on it; empty for nothing. */
  label: string;
  /** Never counted in one block with others. */
  isApart?: boolean;
};

export type Box = { left: number; width: number };

/** A drawn block: one session, or narrow neighbours in one counted block, `mixed` when they are not of one kind. */
export type Block = Box & {
  kind: RowSession["kind"] | "mixed";
  lane: number;
  isRunning: boolean;
  sessions: readonly (Box & { id: string })[];
  label: string;
  labelPlace: "in" | "beside" | "none";
};

/** Sessions for which no lane was left. It stands in the last lane. */
export type More = Box & { ids: readonly string[] };

export type RowLayout = {
  lanes: number;
  blocks: readonly Block[];
  more: readonly More[];
  /** Ids of sessions that lie wholly before or after what is shown. */
  before: readonly string[];
  after: readonly string[];
};

export type RowAsk = {
  sessions: readonly RowSession[];
  view: RulerView;
  /** Width of the track in px. */
  width: number;
  /** How many lanes are drawn before "+n". */
  maxLanes: number;
  /** Px that no label may run over: now-line, beginnings of gaps. */
  walls: readonly number[];
  sizePx?: number;
  /** Px that an icon beside a narrow block takes before its label. */
  besideMarkPx?: number;
};

const LEAST_BLOCK = 4;
/** What is hit is this wide at least, and so are neighbours that stay apart. */
const TARGET = 24;
const LEAST_COUNTED = 16;
/** A counted block that is as wide takes no more: in a crowd one still sees when there was how much. */
const FULL_COUNTED = 2 * TARGET;
const COUNT_PADDING = 8;
/** Narrow neighbours with less between them are counted in one block; in a crowded row more and more, up to a target. */
const NEAR = 3;
const LABEL_PADDING = 12;
const MARK_WIDTH = 15;

/** Px from the left of the track for a minute of the ruler, on a whole pixel. */
export function pxOfMinute(minute: number, view: RulerView, width: number): number {
  return Math.round(((minute - view.from) / (view.to - view.from)) * width);
}

/** Lays out one row. Sessions may come in any order. */
export function layoutRow(ask: RowAsk): RowLayout {
  const { view, width } = ask;
  const before: string[] = [];
  const after: string[] = [];
  const inside: RowSession[] = [];
  for (const session of [...ask.sessions].sort(inOrder)) {
    const side = sideOf(session, view);
    if (side === "inside") inside.push(session);
    else (side === "before" ? before : after).push(session.id);
  }
  const most = Math.max(1, Math.floor(width / TARGET));
  let near = NEAR;
  let packed = packLanes(inside, ask, near);
  while (near < TARGET && packed.lanes.reduce((sum, { length }) => sum + length, 0) > most) {
    near *= 2;
    packed = packLanes(inside, ask, near);
  }
  const { lanes, more } = packed;
  for (const blocks of lanes) placeLabels(blocks, more, ask);
  return {
    lanes: Math.max(1, lanes.length),
    blocks: lanes.flat().map(({ from: _from, to: _to, isApart: _isApart, ...block }) => block),
    more: more.map(({ until: _until, ...rest }) => rest),
    before,
    after,
  };
}

/** Whether something lies in the hours in view, at least in part, or before or after them. */
export function sideOf({ from, to }: Pick<RowSession, "from" | "to">, view: RulerView): "before" | "inside" | "after" {
  if (from >= view.to && from > view.from) return "after";
  return to <= view.from && from < view.from ? "before" : "inside";
}

/** The order in which a row is laid out; sessions that come in it are the quickest. */
export function inOrder(a: RowSession, b: RowSession): number {
  return a.from - b.from || b.to - a.to || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function packLanes(inside: readonly RowSession[], { view, width, maxLanes }: RowAsk, near: number) {
  const px = (minute: number) => pxOfMinute(minute, view, width);
  const lanes: Draft[][] = [];
  const more: MoreDraft[] = [];
  for (const session of inside) {
    const box = boxOf(session, px, width);
    const place = findPlace(lanes, more, session, box, { maxLanes, near });
    if (place === null) hide(more, lanes[maxLanes - 1] ?? [], session, box, width);
    else if (place.into !== null) addTo(place.into, session, box, width);
    else {
      lanes[place.lane] ??= [];
      lanes[place.lane]?.push(draftOf(session, box, place.lane));
    }
  }
  return { lanes, more };
}

function boxOf(session: RowSession, px: (minute: number) => number, width: number): Box {
  const start = Math.max(0, px(session.from));
  const end = Math.min(width, px(session.to));
  // A pixel stays free between neighbours; what runs goes up to the line of now.
  const wanted = Math.max(LEAST_BLOCK, end - start - (session.isRunning ? 0 : 1));
  const blockWidth = Math.min(wanted, width);
  // What has just begun grows backwards from the line of now: beyond it nothing has happened yet.
  const left = session.isRunning ? Math.max(0, Math.min(start, end - blockWidth)) : start;
  return { left: Math.min(left, width - blockWidth), width: blockWidth };
}

function draftOf(session: RowSession, box: Box, lane: number): Draft {
  const { id, kind, isRunning, label, from, to, isApart = false } = session;
  const sessions = [{ ...box, id }];
  return { ...box, kind, lane, isRunning, label, labelPlace: "none", from, to, isApart, sessions };
}

/** Where a session goes: into a block, free in a lane, or nowhere. */
function findPlace(
  lanes: readonly Draft[][],
  more: readonly MoreDraft[],
  session: RowSession,
  box: Box,
  { maxLanes, near }: { maxLanes: number; near: number },
): { lane: number; into: Draft | null } | null {
  for (let lane = 0; lane < Math.min(maxLanes, lanes.length + 1); lane += 1) {
    const last = lanes[lane]?.at(-1);
    const chip = lane === maxLanes - 1 ? more.at(-1) : undefined;
    const isBehindChip = chip !== undefined && (last === undefined || chip.left >= rightOf(last));
    if (!isBehindChip && last !== undefined && belongsTo(last, session, box, near)) return { lane, into: last };
    const taken = Math.max(last === undefined ? 0 : rightOf(last), chip === undefined ? 0 : rightOf(chip));
    if (taken <= box.left && (last?.to ?? Number.NEGATIVE_INFINITY) <= session.from) return { lane, into: null };
  }
  return null;
}

/** Neighbours that are too narrow to be hit, and too near to be told apart, become one counted block. */
function belongsTo(last: Draft, session: RowSession, box: Box, near: number): boolean {
  const isNarrow = (one: Box | undefined) => one !== undefined && one.width + 1 < TARGET;
  return (
    session.from >= last.to &&
    !last.isRunning &&
    !session.isRunning &&
    !last.isApart &&
    session.isApart !== true &&
    isNarrow(box) &&
    isNarrow(last.sessions.at(-1)) &&
    last.width < FULL_COUNTED &&
    box.left - rightOf(last) < near
  );
}

function addTo(block: Draft, session: RowSession, box: Box, width: number): void {
  block.sessions.push({ ...box, id: session.id });
  block.to = Math.max(block.to, session.to);
  const least = Math.max(LEAST_COUNTED, labelWidth(String(block.sessions.length)) + COUNT_PADDING);
  block.width = Math.min(Math.max(least, block.width, rightOf(box) - block.left), width - block.left);
  block.label = "";
  if (block.kind !== session.kind) block.kind = "mixed";
}

/** A label goes inside its block if it fits, beside it if there is room, and else is cut; the block's name has it all. */
function placeLabels(
  blocks: Draft[],
  more: readonly More[],
  { width, walls, maxLanes, sizePx = 11, besideMarkPx = 16 }: RowAsk,
): void {
  for (const [index, block] of blocks.entries()) {
    if (block.label === "" || block.sessions.length > 1) continue;
    const text = labelWidth(block.label, sizePx);
    const hasMark = block.kind !== "meeting" || block.isRunning;
    const right = rightOf(block);
    const next = Math.min(
      width,
      blocks[index + 1]?.left ?? width,
      ...walls.filter((wall) => wall > right || (wall === right && !block.isRunning)),
      ...(block.lane === maxLanes - 1 ? more.filter((chip) => chip.left >= right).map((chip) => chip.left) : []),
    );
    const room = next - right - LABEL_PADDING;
    if (text + LABEL_PADDING + (hasMark ? MARK_WIDTH : 0) <= block.width || block.width >= 80) block.labelPlace = "in";
    else if (room >= text + (block.width < 13 && hasMark ? besideMarkPx : 0)) block.labelPlace = "beside";
    else if (block.width >= 52) block.labelPlace = "in";
  }
}
