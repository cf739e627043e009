import { useEffect, useState } from "react";
import { useFormats } from "../format/units";

const TICK_MS = 10_000;

/** A moment, short; the exact one on pointing at it. */
export function Time({ at, relative }: { at: string | null | undefined; relative?: boolean }) {
  const formats = useFormats();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!relative) return undefined;
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [relative]);
  if (!at) return <>–</>;
  return (
    <time dateTime={at} title={formats.exact(at)}>
      {relative ? formats.ago(at, Math.max(now, new Date(at).getTime())) : formats.moment(at)}
    </time>
  );
}
