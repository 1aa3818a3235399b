import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { KeyboardHelpProps } from "./keyboard-help-loader.tsx";

type Line = readonly [what: string, ...keys: string[]];

const everywhere: readonly Line[] = [
  ["Day or week before, after", "[", "]"],
  ["Today", "T"],
  ["Day, week", "D", "W"],
  ["Fewer, more hours", "+", "-"],
  ["Grid or list", "L"],
  ["Find a person", "/"],
  ["This help", "?"],
];

const inGrid: readonly Line[] = [
  ["Block before, after", "←", "→"],
  ["Person above, below", "↑", "↓"],
  ["First, last block of the row", "Home", "End"],
  ["First, last person", "Ctrl+Home", "Ctrl+End"],
  ["Ten people up, down", "PageUp", "PageDown"],
  ["Open", "Enter"],
  ["Close, and back to the block", "Esc"],
];

/** The keys of the timeline: those that act anywhere on the page, and those that move in the grid. */
export function KeyboardHelpDialog({ isOpen, onOpenChange, singleKeys }: KeyboardHelpProps) {
  return (
    <Dialog title="Keys on the timeline" size="md" isOpen={isOpen} onOpenChange={onOpenChange}>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <Keys title="Anywhere on the page" lines={everywhere} />
        <Keys title="In the grid" lines={inGrid} />
      </div>
      <p className="mt-4 text-xs text-subtle">
        {singleKeys
          ? "Letters and signs alone are shortcuts. You can switch that off under Preferences in your account menu."
          : "Letters and signs alone are switched off for you. You can switch them on under Preferences in your account menu."}
      </p>
    </Dialog>
  );
}

function Keys({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    <section>
      <h3 className="text-xs text-muted">{title}</h3>
      <dl className="mt-1 divide-y divide-line">
        {lines.map(([what, ...keys]) => (
          <div key={what} className="flex min-h-8 items-center justify-between gap-3">
            <dt>{what}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
