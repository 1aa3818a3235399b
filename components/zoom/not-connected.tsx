import { Plug } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import { Face } from "#components/ui/face.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** The face of every tab before any Zoom account was connected. */
export function NotConnected() {
  return (
    <Card className="mt-6">
      <Face
        icon={<Plug aria-hidden />}
        title="No Zoom account is connected yet"
        actions={
          <LinkButton href="/services/zoom" variant="primary">
            Connect Zoom
          </LinkButton>
        }
        className="min-h-96"
      >
        <p>
          Connect it once for the whole account. After that, hosted meetings, calls and webinars come by themselves.
        </p>
      </Face>
    </Card>
  );
}
