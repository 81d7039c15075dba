import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { Button } from "../../ui/button";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { sendFurtherQuestion } from "./ask.state";
import { LongText } from "./long-text";
import { a } from "./messages";

const longest = 2000;

/** A further question to an answered inquiry: what was typed stays where it is when it cannot be sent. */
export function AskAgain() {
  const [words, setWords] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const send = async (event: Event) => {
    event.preventDefault();
    setFailure(null);
    if (!words.trim()) {
      setFailure(new Error(a.missing(a.needQuestion())));
      return;
    }
    setBusy(true);
    try {
      await sendFurtherQuestion(words.trim());
      toast(a.askedAgain());
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <form class="ask-again no-print" onSubmit={send} noValidate>
      <h2>{a.askAgain()}</h2>
      <p class="quiet">{a.askAgainWhy()}</p>
      <LongText
        label={a.furtherQuestion()}
        value={words}
        longest={longest}
        hint={a.questionHint}
        rows={4}
        required
        onValue={setWords}
      />
      {failure !== null && <Note tone="error">{sentenceOf(failure)}</Note>}
      <div class="ask-buttons">
        <Button type="submit" kind="primary" busy={busy}>
          {busy ? a.checking() : a.sendAgain()}
        </Button>
      </div>
    </form>
  );
}
