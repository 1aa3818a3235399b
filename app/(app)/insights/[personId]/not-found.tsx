import { MissingPerson } from "#components/timeline/missing-person.tsx";

export default function NotFound() {
  return <MissingPerson />;
}
