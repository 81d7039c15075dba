import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { toast } from "../../ui/toast";

/** Sends a form once: busy while under way, the refusal as a sentence, a toast when it went through. */
export function useSending(send: () => Promise<void>, done: () => string) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      await send();
      toast(done());
    } catch (error) {
      setRefusal(sentenceOf(error));
      setBusy(false);
    }
  };
  return { busy, refusal, run };
}
