/** A document as it is, to be read by people who know it. */
export function Json({ title, value }: { title: string; value: unknown }) {
  return (
    <section className="stack-s">
      <h3>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className="code" tabIndex={0}>
        {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
      </pre>
    </section>
  );
}
