import { useEffect, useState } from "preact/hooks";

/** Names of the entries that keep a form from being sent; the first of them is brought into view. */
export function useWrongEntries(): [string[], (wrong: string[]) => void] {
  const [wrong, setWrong] = useState<string[]>([]);
  useEffect(() => {
    if (wrong.length > 0) document.querySelector(".contracts-form .field-wrong")?.scrollIntoView({ block: "center" });
  }, [wrong]);
  return [wrong, setWrong];
}
