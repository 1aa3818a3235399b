import { Plug } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import { Face } from "#components/ui/face.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { HeaderView } from "#lib/integration/overview-types.ts";
import { ConnectingNotice } from "./connecting-notice.tsx";
import type { Eyes } from "./instants.ts";

/** The face of every tab before any Zoom account was connected, and who is on the way to Zoom. */
export function NotConnected({ header, eyes }: { header: HeaderView; eyes: Eyes }) {
  return (
    <div className="mt-6 grid gap-4">
      <ConnectingNotice
        view={{ connecting: header.connecting, connections: [] }}
        now={Date.parse(header.now)}
        eyes={eyes}
      />
      <Card>
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
    </div>
  );
}
