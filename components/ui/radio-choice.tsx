import { Radio } from "react-aria-components";

/** One choice of a radio group that needs a sentence, over the whole width. */
export function RadioChoice({ id, name, description }: { id: string; name: string; description: string }) {
  return (
    <Radio
      value={id}
      data-ring=""
      className="flex cursor-pointer gap-3 rounded-md px-3 py-2.5 inset-ring inset-ring-line-strong data-hovered:bg-hover data-selected:bg-hover data-selected:inset-ring-ink"
    >
      {({ isSelected }) => (
        <>
          <span
            data-edge=""
            className={`mt-0.5 grid size-4 shrink-0 place-items-center rounded-full ${isSelected ? "bg-ink" : "bg-surface inset-ring inset-ring-field"}`}
          >
            {isSelected && <span className="size-1.5 rounded-full bg-on-ink" />}
          </span>
          <span>
            <span className="block font-medium">{name}</span>
            <span className="block text-xs text-muted">{description}</span>
          </span>
        </>
      )}
    </Radio>
  );
}
