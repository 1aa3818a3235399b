import { SearchX } from "lucide-react";
import { Face } from "#components/ui/face.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** The face of a day that is not there, or not for this viewer: it does not say which. */
export function MissingPerson() {
  return (
    <Face
      level={1}
      icon={<SearchX />}
      title="There is no such day to show"
      className="min-h-[60vh]"
      actions={<LinkButton href="/timeline">Go to the timeline</LinkButton>}
    >
      Nobody here has this address, or their day is not yours to see.
    </Face>
  );
}
