import { useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { m } from "./messages";
import type { OutlineQuestion } from "./parks.state";

interface Props {
  question: OutlineQuestion;
  busy: boolean;
  onAnswer: (code: string, value: string) => void;
}

/** What the reader of the file cannot know by itself: the system, the zone or the layer. */
export function OutlineAsk({ question, busy, onAnswer }: Props) {
  const [value, setValue] = useState(question.suggestion ?? "");
  const [wrong, setWrong] = useState(false);
  return (
    <fieldset class="parks-ask">
      <legend>{question.message_zh}</legend>
      {question.choices.map((choice) => (
        <label key={choice.value} class="parks-choice">
          <input
            type="radio"
            name={`outline-${question.code}`}
            checked={value === choice.value}
            onChange={() => setValue(choice.value)}
          />
          <span>
            {choice.label_zh} {choice.value === question.suggestion && <Badge tone="accent">{m.hint()}</Badge>}
            {choice.hint_zh && <span class="field-hint parks-choice-hint">{choice.hint_zh}</span>}
          </span>
        </label>
      ))}
      {wrong && !value && <p class="field-error">{m.needAnswer()}</p>}
      <Button busy={busy} onClick={() => (value ? onAnswer(question.code, value) : setWrong(true))}>
        {m.answer()}
      </Button>
    </fieldset>
  );
}
