import { SearchX } from "lucide-react";
import { Face } from "#components/ui/face.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** The face of an address that leads nowhere. */
export function MissingPage() {
  return (
    <Face
      level={1}
      icon={<SearchX />}
      title="There is no such page"
      className="min-h-[60vh]"
      actions={<LinkButton href="/timeline">Go to the timeline</LinkButton>}
    >
      <p>The address may be mistyped, or what stood here is gone.</p>
    </Face>
  );
}
