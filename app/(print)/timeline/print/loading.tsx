export default function Loading() {
  return (
    <main data-paper className="grid min-h-dvh content-center bg-surface text-center">
      <p role="status">Putting the pages together…</p>
    </main>
  );
}
