import { classNames } from "#components/ui/class-names.ts";

const sizes = { md: { mark: 20, text: "gap-2 text-base" }, lg: { mark: 24, text: "gap-2.5 text-lg" } } as const;

/** WorkSights' mark and name: three bars of a day. */
export function Brand({ size = "md", className }: { size?: keyof typeof sizes; className?: string }) {
  const { mark, text } = sizes[size];
  return (
    <span className={classNames("flex items-center font-semibold tracking-[-0.012em]", text, className)}>
      <svg width={mark} height={mark} viewBox="0 0 20 20" aria-hidden="true" className="shrink-0">
        <rect width="20" height="20" rx="5" className="fill-ink" />
        <path
          d="M4.5 6.5h6M8 10h7.5M4.5 13.5h4"
          strokeWidth="2"
          strokeLinecap="round"
          className="fill-none stroke-on-ink"
        />
      </svg>
      WorkSights
    </span>
  );
}
