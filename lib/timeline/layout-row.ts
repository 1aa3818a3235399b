/**
 * Where everything in one person's row goes: the one function that owns every coordinate. Pure, so that server, browser
 * and tests agree. What holds: every session is in exactly one block or in one "+n"; two blocks of a lane never
 * overlap; every box is finite and inside the track.
 */
import { labelWidth } from "./label-width.ts";

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
};

export type Box = { left: number; width: number };

/** A drawn block: one session, or several short neighbours of a kind in one counted block. */
export type Block = Box & {
  kind: RowSession["kind"];
  lane: number;
  isRunning: boolean;
  sessions: readonly (Box & { id: string })[];
  label: string;
  labelPlace: "in" | "beside" | "none";
};

/** Sessions for which no lane was left. */
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
const LEAST_COUNTED = 16;
const NARROW = 14;
const NEAR = 3;
const MORE_WIDTH = 30;
const LABEL_PADDING = 12;
const MARK_WIDTH = 15;

/** Px from the left of the track for a minute of the ruler, on a whole pixel. */
export function pxOfMinute(minute: number, view: RulerView, width: number): number {
  return Math.round(((minute - view.from) / (view.to - view.from)) * width);
}

type Draft = Block & { from: number; to: number; sessions: (Box & { id: string })[] };

/** Lays out one row. Sessions may come in any order. */
export function layoutRow(ask: RowAsk): RowLayout {
  const { view, width } = ask;
  const px = (minute: number) => pxOfMinute(minute, view, width);
  const before: string[] = [];
  const after: string[] = [];
  const lanes: Draft[][] = [];
  const more: (More & { until: number; ids: string[] })[] = [];
  const sorted = [...ask.sessions].sort((a, b) => a.from - b.from || b.to - a.to || (a.id < b.id ? -1 : 1));

  for (const session of sorted) {
    if (session.from >= view.to && session.from > view.from) {
      after.push(session.id);
      continue;
    }
    if (session.to <= view.from && session.from < view.from) {
      before.push(session.id);
      continue;
    }
    const box = boxOf(session, px, width);
    const lane = findLane(lanes, more, session, box, ask.maxLanes);
    if (lane === null) {
      hide(more, lanes, session, width, ask.maxLanes);
      continue;
    }
    lanes[lane] ??= [];
    const last = lanes[lane].at(-1);
    if (last !== undefined && belongsTo(last, session, box)) addTo(last, session, box, width);
    else lanes[lane].push(draftOf(session, box, lane));
  }

  for (const blocks of lanes) placeLabels(blocks, more, ask);
  return {
    lanes: Math.max(1, lanes.length),
    blocks: lanes.flat().map(({ from: _from, to: _to, ...block }) => block),
    more: more.map(({ until: _until, ...rest }) => rest),
    before,
    after,
  };
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
  const { id, kind, isRunning, label, from, to } = session;
  return { ...box, kind, lane, isRunning, label, labelPlace: "none", from, to, sessions: [{ ...box, id }] };
}

const rightOf = (box: Box) => box.left + box.width;

/** Short neighbours of one kind that could not be told apart become one counted block. */
function belongsTo(last: Draft, session: RowSession, box: Box): boolean {
  const lastSession = last.sessions.at(-1);
  return (
    last.kind === session.kind &&
    session.kind === "call" &&
    session.from >= last.to &&
    !last.isRunning &&
    !session.isRunning &&
    box.width < NARROW &&
    (lastSession?.width ?? NARROW) < NARROW &&
    box.left - rightOf(last) < NEAR
  );
}

function addTo(block: Draft, session: RowSession, box: Box, width: number): void {
  block.sessions.push({ ...box, id: session.id });
  block.to = Math.max(block.to, session.to);
  const needed = Math.max(LEAST_COUNTED, block.width, rightOf(box) - block.left);
  block.width = Math.min(needed, width - block.left);
  block.label = "";
}

function findLane(lanes: Draft[][], more: readonly More[], session: RowSession, box: Box, max: number): number | null {
  for (let lane = 0; lane < Math.min(max, lanes.length + 1); lane += 1) {
    const last = lanes[lane]?.at(-1);
    if (last === undefined || belongsTo(last, session, box)) return lane;
    const chip = lane === max - 1 ? more.at(-1) : undefined;
    const taken = Math.max(rightOf(last), chip === undefined ? 0 : rightOf(chip));
    if (taken <= box.left && last.to <= session.from) return lane;
  }
  return null;
}

function hide(
  more: (More & { until: number; ids: string[] })[],
  lanes: readonly Draft[][],
  session: RowSession,
  width: number,
  max: number,
): void {
  const open = more.at(-1);
  if (open !== undefined && session.from < open.until) {
    open.ids.push(session.id);
    open.until = Math.max(open.until, session.to);
    return;
  }
  const anchor = lanes[max - 1]?.at(-1);
  const left = Math.max(0, Math.min((anchor === undefined ? 0 : rightOf(anchor)) + 2, width - MORE_WIDTH));
  more.push({
    left,
    width: Math.min(MORE_WIDTH, width),
    ids: [session.id],
    until: Math.max(session.to, session.from + 1),
  });
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
