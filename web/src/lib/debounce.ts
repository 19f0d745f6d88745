import { useEffect, useState } from 'react';

/** The value once it has rested for `wait` milliseconds. */
export function useDebounced<V>(value: V, wait = 200): V {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), wait);
    return () => clearTimeout(timer);
  }, [value, wait]);
  return rested;
}
