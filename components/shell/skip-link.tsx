/** The first thing that the keyboard reaches: past the navigation, to the page itself. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-ink px-3 py-2 font-medium text-on-ink focus-visible:translate-y-0"
    >
      Skip to the page
    </a>
  );
}
