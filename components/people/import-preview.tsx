import type { ReactNode } from "react";
import { Notice } from "#components/ui/notice.tsx";
import type { ImportPreview } from "#lib/access/people-import-types.ts";

type Readable = Extract<ImportPreview, { kind: "readable" }>;

/** "1 person", "240 people". */
export function people(count: number): string {
  return count === 1 ? "1 person" : `${count.toLocaleString("en-GB")} people`;
}

/** What an import would do: every bad row by line and reason, then who is added and changed. */
export function ImportPreviewView({ preview }: { preview: Readable }) {
  const { added, changed, unchanged, problems, ignoredColumns } = preview;
  return (
    <>
      <p className="text-base" role="status">
        <b className="font-medium">{people(added.length)}</b> will be added,{" "}
        <b className="font-medium">{changed.length}</b> changed, {unchanged} stay as they are.
      </p>
      {ignoredColumns.length > 0 && (
        <Notice tone="neutral" title={`Left out: ${ignoredColumns.join(", ")}`}>
          The import does not know {ignoredColumns.length === 1 ? "this column" : "these columns"}.
        </Notice>
      )}
      {problems.length > 0 && (
        <Notice
          tone="warn"
          title={`${problems.length === 1 ? "1 row" : `${problems.length} rows`} can not be imported`}
        >
          The others can. Correct these in your file and import it again: what is the same stays as it is.
        </Notice>
      )}
      <Lines
        title="Rows that can not be imported"
        tone="text-bad"
        lines={problems.map(({ reason, ...rest }) => ({ ...rest, what: reason }))}
      />
      <Lines title="Added" lines={added} />
      <Lines title="Changed" lines={changed} />
    </>
  );
}

function Lines({
  title,
  lines,
  tone = "text-muted",
}: {
  title: string;
  lines: readonly { line: number; who: string; what: string }[];
  tone?: string;
}) {
  if (lines.length === 0) return null;
  return (
    <div>
      <p aria-hidden className="font-semibold">
        {title}
      </p>
      <ScrollFrame label={title}>
        <table className="w-full">
          <thead className="sr-only">
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Person</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ line, who, what }) => (
              <tr key={line} className="border-b border-line align-top last:border-b-0 [content-visibility:auto]">
                <td className="w-24 px-3 py-1.5 text-xs leading-5 whitespace-nowrap text-subtle tabular-nums">
                  Line {line}
                </td>
                <td className="w-44 px-3 py-1.5 font-medium">{who}</td>
                <td className={`px-3 py-1.5 ${tone}`}>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </div>
  );
}

const scrollFrame = "mt-1 max-h-64 overflow-auto rounded-md inset-ring inset-ring-line";

function ScrollFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable without a mouse
    <section aria-label={label} tabIndex={0} className={scrollFrame}>
      {children}
    </section>
  );
}
