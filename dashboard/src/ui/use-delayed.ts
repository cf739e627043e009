import { useEffect, useState } from "react";

/** The value once it has rested: a search asks when the typing pauses, not at every key. */
export function useDelayed<Value>(value: Value, milliseconds = 300): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return rested;
}
